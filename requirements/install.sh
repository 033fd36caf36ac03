#!/bin/sh
# Makes .venv and installs a hash lock and the project into it. `make install` calls it. Needs Python 3.11 to 3.13 with venv.
set -eu
cd "$(dirname "$0")/.."
lock=${1:-requirements/dev.txt}
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1

fits='import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'

find_python() {
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3 python; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c "$fits" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo "Alongside needs Python 3.11, 3.12 or 3.13 with its venv module, and none was found." >&2
    echo "On Debian and Ubuntu: apt install python3 python3-venv. Or name one: make install PYTHON=/path/to/python3.12" >&2
    exit 1
}

if ! [ -x .venv/bin/python ] || ! .venv/bin/python -c "$fits" >/dev/null 2>&1; then
    python=$(find_python)
    echo "Making .venv with $("$python" --version)."
    rm -rf .venv
    "$python" -m venv .venv
fi

with_uv() {
    .venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements/uv.txt 2>/dev/null &&
        .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes "$lock" &&
        .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
}

with_pip() {
    .venv/bin/python -m pip install --quiet --require-hashes -r "$lock" &&
        .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
}

echo "Installing from $lock."
if ! with_uv; then
    echo "uv could not do it here; pip does it alone, which takes a minute."
    with_pip
fi
touch .venv/.installed
echo "Installed. The command line is .venv/bin/alongside."
