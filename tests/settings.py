"""The settings of the tests: those of the product, less what would make a test slow or wait for another process."""

from __future__ import annotations

from alongside.config.settings import *  # noqa: F403
from alongside.config.settings import DATABASES, HERE

# A job runs at once, inside the request or command that asked for it.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Hashing a password is slow on purpose; here it need not be.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: writers then queue, and readers go on, exactly as they do in production.
    DATABASES["default"]["TEST"] = {"NAME": str(HERE.var / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    # Copied from a database that was migrated once for all workers.
    DATABASES["default"]["TEST"] = {"TEMPLATE": DATABASES["default"]["NAME"]}
