#!/bin/sh
# Makes sure that there is a Chromium for the browser tests: one that is here, else from apt where we are root, else playwright's own.
set -u
cd "$(dirname "$0")/.."
python=.venv/bin/python

"$python" tests/chromium.py >/dev/null 2>&1 && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "No Chromium here; installing one with apt-get."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q && apt-get install -y -q --no-install-recommends chromium
fi
"$python" tests/chromium.py >/dev/null 2>&1 && exit 0

echo "No Chromium from apt; asking playwright for its own."
"$python" -m playwright install chromium
"$python" tests/chromium.py >/dev/null && exit 0
exit 1
