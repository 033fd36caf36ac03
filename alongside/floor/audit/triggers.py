"""The database's own refusal to change the journal, for whoever comes past the models."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_SAYS = "The journal is append-only"

_SQLITE = {
    "audit_entry_follows": (
        "BEFORE INSERT ON audit_entry WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM audit_entry)"
    ),
    "audit_entry_stays": "BEFORE UPDATE ON audit_entry",
    "audit_entry_is_kept": "BEFORE DELETE ON audit_entry",
    "audit_details_stay": (
        "BEFORE UPDATE ON audit_details WHEN NEW.entry_id <> OLD.entry_id OR OLD.redacted_at IS NOT NULL "
        "OR NEW.redacted_at IS NULL OR NEW.said IS NOT NULL"
    ),
    "audit_details_are_kept": "BEFORE DELETE ON audit_details",
}

_POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'restrict_violation'; END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION audit_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM audit_entry) THEN
        RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_follow()",
    "CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_details_stay BEFORE UPDATE ON audit_details FOR EACH ROW WHEN (NEW.entry_id <> OLD.entry_id "
    "OR OLD.redacted_at IS NOT NULL OR NEW.redacted_at IS NULL OR NEW.said IS NOT NULL) "
    "EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_details_are_kept BEFORE DELETE ON audit_details FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_details_are_not_emptied BEFORE TRUNCATE ON audit_details EXECUTE FUNCTION audit_refuse()",
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, where a whole database is thrown away: going back before them, and in tests."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for function in ("audit_refuse", "audit_follow"):
            cursor.execute(f"DROP FUNCTION IF EXISTS {function}() CASCADE")


def _statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return _POSTGRESQL
    return [f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END" for name, when in _SQLITE.items()]
