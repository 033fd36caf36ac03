# The front door: `make` says what there is.

.DEFAULT_GOAL := help
SHELL := /bin/sh
.SUFFIXES:

bin := .venv/bin
address ?= 127.0.0.1:8000

# What uv may not do: fetch a Python of its own.
export UV_PYTHON_DOWNLOADS := never
# Some machines forbid Python to keep what it compiled. Every start would then compile 800 files anew: 3 s instead of 1.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install demo serve test check format bench lock clean

help: ## Says what there is
	@echo "Alongside. Commands:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1~\2/p' $(MAKEFILE_LIST) | awk -F~ '{printf "%-15s %s\n", $$1, $$2}'

install: .venv/.installed ## Makes .venv and installs everything into it, from the hash locks

.venv/.installed: requirements/install.sh requirements/dev.txt requirements/uv.txt pyproject.toml
	@sh requirements/install.sh requirements/dev.txt

demo: install ## Builds the invented city under var/ (once) and serves it on http://127.0.0.1:8000
	@$(bin)/alongside demo
	@$(bin)/alongside serve --address $(address)

serve: install ## Serves what is under var/ (or DATABASE_URL)
	@$(bin)/alongside serve --address $(address)

test: install ## Runs every test: SQLite with a real browser, then PostgreSQL
	@sh tests/chromium.sh
	$(bin)/pytest -n 2 --dist loadscope -q
	$(bin)/pytest -n 2 --dist loadscope -q --database postgresql --only-database

check: install ## Style, types, import contracts, migrations, deployment settings
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/lint-imports
	@sh tests/deploy.sh

format: install ## Puts the code into shape
	$(bin)/ruff check --fix-only --quiet .
	$(bin)/ruff format .

bench: install ## Measures loads, verdicts and pages against a floor measured in the same run
	$(bin)/python -m benchmarks

lock: install ## Makes the hash locks anew from pyproject.toml (upgrade=NAME moves one package)
	@sh requirements/lock.sh $(upgrade)

clean: ## Removes what was installed and built; leaves var/ alone
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
