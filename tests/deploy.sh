#!/bin/sh
# The checks that need a database and the settings of a real installation: behind https, no debugging, a folder of its own.
set -eu
cd "$(dirname "$0")/.."
ALONGSIDE_VAR=$(mktemp -d)
trap 'rm -rf "$ALONGSIDE_VAR"' EXIT
export ALONGSIDE_VAR ALONGSIDE_HTTPS=1 ALONGSIDE_HOSTS=alongside.example
unset DATABASE_URL ALONGSIDE_DEBUG ALONGSIDE_TODAY ALONGSIDE_POLICIES 2>/dev/null || true
.venv/bin/alongside makemigrations --check --dry-run
.venv/bin/alongside check --deploy --fail-level WARNING
