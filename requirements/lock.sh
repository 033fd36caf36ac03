#!/bin/sh
# Makes the hash locks anew. They name no host and no path: do not add --emit-index-url or --emit-find-links.
set -eu
cd "$(dirname "$0")/.."
upgrade=${1:+--upgrade-package $1}
compile() {
    # shellcheck disable=SC2086
    .venv/bin/uv pip compile "$@" $upgrade --python .venv/bin/python --universal --python-version 3.11 \
        --generate-hashes --no-header --no-annotate --quiet
}
compile pyproject.toml --group build --output-file requirements/run.txt
compile pyproject.toml --group build --group dev --constraint requirements/run.txt --output-file requirements/dev.txt
compile requirements/uv.in --output-file requirements/uv.txt
if grep -l '://' requirements/*.txt; then
    echo "A lock names a host; that must not be committed." >&2
    exit 1
fi
