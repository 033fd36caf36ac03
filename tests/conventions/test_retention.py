"""Every field of every table is classed: about a person or not, and for how long it is kept."""

from __future__ import annotations

from datetime import date

from django.apps import apps

from alongside.floor.audit.retention import Retention, Table, faults, retention, rows_due
from tests.conventions.house import told

LESSON = (
    "Class the field in policies/retention.yaml: under `personal` where it says something about a person, under "
    "`other` where it does not; and say in `kept` how long the table is kept."
)


def test_every_field_of_every_table_is_classed():
    found = list(faults(retention(), apps.get_models(include_auto_created=True)))
    assert found == [], told(found, LESSON)


def test_every_table_says_how_long_it_is_kept():
    short = [label for label, table in retention().tables.items() if len(table.kept.split()) < 3]
    assert short == [], told(short, LESSON)


def test_the_check_sees_what_is_missing_and_what_is_gone():
    user = apps.get_model("accounts.User")
    fields = tuple(field.name for field in user._meta.local_fields)
    policy = {"title": "t", "agreed_by": "a", "next_review": date(2027, 1, 1), "prose": "p", "jobs_days": 90}

    def said(**tables: Table) -> Retention:
        return Retention(**policy, tables={label.replace("__", "."): table for label, table in tables.items()})

    assert list(faults(said(accounts__User=Table(kept="as long as needed", other=fields)), [user])) == []
    assert "accounts.User.email is not classed" in list(faults(said(accounts__User=Table(kept="k")), [user]))
    assert any("is not classed at all" in fault for fault in faults(said(), [user]))
    gone = said(accounts__User=Table(kept="k", other=(*fields, "shoe_size")), accounts__Pet=Table(kept="k"))
    assert list(faults(gone, [user])) == [
        "accounts.Pet is classed, and there is no such table",
        "accounts.User.shoe_size is classed, and there is no such field",
    ]
    twice = said(accounts__User=Table(kept="k", other=fields, personal=("email",)))
    assert list(faults(twice, [user])) == ["accounts.User.email is classed as both"]


def test_every_rule_on_retention_finds_its_rows(db: None) -> None:
    """Each is asked once, of an empty table: a field that is misspelt, or a value that cannot be, shows here."""
    for label, table in retention().tables.items():
        for rule in table.due:
            assert not rows_due(label, rule, date(2030, 1, 1)).exists()
            if rule.journal:
                assert apps.get_model(label).objects.order_by(rule.journal_by).exists() is False
