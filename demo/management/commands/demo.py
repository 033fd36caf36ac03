"""`alongside demo`: builds the invented city once, and says how to sign in."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from demo import TODAY, build, stamp, swiftly
from demo.accounts import PEOPLE, RUTH, SUNITA
from demo.city import lockside
from demo.deliveries import write_files
from demo.doings import Recorder
from demo.inviting import invite_all
from demo.outcomes.city import Outcomes
from demo.stamp import POLICIES, Stamp
from demo.world import world
from demo.year.agenda import Agenda
from demo.year.recorder import live

SMALLEST, USUAL = 60, 450
_SOMEBODYS = (("opendata_load", "loads"), ("opendata_file", "kept files"), ("accounts_user", "accounts"))


class Command(BaseCommand):
    help = "Builds the demo: an invented city, made as files in the published shapes and taken in by the loaders."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", type=int, default=USUAL, help="open schools in the city (default: %(default)s)")
        thinner = "of what people did only every so-manieth thing, for a trial (default: all of it)"
        parser.add_argument("--one-in", type=int, default=1, metavar="N", help=thinner)

    def handle(self, *, size: int, one_in: int = 1, **options: Any) -> None:
        if size < SMALLEST:
            raise CommandError(f"The city has stories to tell and needs at least {SMALLEST} schools, not {size}.")
        place = settings.HERE.var / "installation.yaml"
        found, version = stamp.read(place), stamp.version(settings.HERE.root) + (f", one in {one_in}" * (one_in > 1))
        if found == Stamp(size, version, whole=True) and _count("opendata_load"):
            self._say_how_to_sign_in(size)
            return
        _refuse_another_day()
        if found is None:
            _refuse_over_what_is_not_ours(place)
        if settings.HERE.today != TODAY:
            self._begin_again(place, Stamp(size, version))
        self._build(
            place,
            Stamp(size, version),
            anew=found is not None and (found.version != version or _holds_something()),
            one_in=one_in,
        )

    def _begin_again(self, place: Path, wanted: Stamp) -> None:
        """Settings are read before the demo's *today* is known: write it down, and start this command once more."""
        stamp.write(place, wanted)
        connection.close()
        self.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "alongside", *sys.argv[1:]])

    def _build(self, place: Path, wanted: Stamp, *, anew: bool, one_in: int) -> None:
        began = monotonic()
        if anew:
            self._say("Clearing away what was built before …")
            _clear_away()
        stamp.write(place, wanted)
        with swiftly.building():
            self._say("Making the database …")
            call_command("migrate", verbosity=0, interactive=False)
            self._say(f"Inventing a city of {wanted.size} schools …")
            city = world(lockside(), wanted.size)
            posted = write_files(settings.HERE.var / "demo-files", wanted.size, city)
            accounts = invite_all(build.opening_time())
            agenda = Agenda(Recorder(city, Outcomes(city), accounts[RUTH]).events())
            live(city, {person.email: user for person, user in accounts.items()}, agenda, one_in=one_in)
            gc.freeze()  # the city stays: looking through it for garbage again and again would take a third of the time
            try:
                build.load_all(posted, accounts[SUNITA], self._say, agenda)
            except build.NotLoaded as error:
                raise CommandError(str(error)) from error
            build.work_out(accounts[SUNITA], self._say)
        stamp.write(place, replace(wanted, whole=True))
        self._say(f"Built in {monotonic() - began:.0f} seconds.")
        self._say_how_to_sign_in(wanted.size)

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _say_how_to_sign_in(self, size: int) -> None:
        self._say(f"The demo is ready: Lockside, {size} schools, always on {TODAY.day} {TODAY:%B %Y}. Sign in as")
        for person in PEOPLE:
            self._say(f"  {person.email}  password {person.password}  ({person.name} {person.does})")


def _refuse_another_day() -> None:
    """What the environment says goes before what the demo writes down: it must not say something else."""
    said = {name: os.environ.get(name) for name in ("ALONGSIDE_TODAY", "ALONGSIDE_POLICIES", "ALONGSIDE_DEMO")}
    wanted = {"ALONGSIDE_TODAY": TODAY.isoformat(), "ALONGSIDE_POLICIES": POLICIES, "ALONGSIDE_DEMO": "1"}
    if os.environ.get("DATABASE_URL"):
        if said != wanted:
            environment = " ".join(f"{name}={value}" for name, value in wanted.items())
            raise CommandError(
                "With DATABASE_URL set, the demo's day and policies come from the environment. Set, here and for "
                f"`alongside serve`: {environment}"
            )
        return
    for name, value in said.items():
        if value and value != wanted[name]:
            raise CommandError(f"{name} is {value}, and the demo needs {wanted[name]}. Unset it and try again.")


def _refuse_over_what_is_not_ours(place: Path) -> None:
    """Somebody's accounts or files are in the database, and no stamp says that they are the demo's."""
    elsewhere = "Give the demo a place of its own: ALONGSIDE_VAR=another-folder alongside demo."
    if place.is_file():
        raise CommandError(f"{place} describes an installation that is not a demo. {elsewhere}")
    for table, what in _SOMEBODYS:
        if number := _count(table):
            raise CommandError(
                f"The database {connection.settings_dict['NAME']} holds {number} {what} that are not the demo's, and "
                f"an invented city must not be mixed with them. {elsewhere}"
            )


def _holds_something() -> bool:
    """An empty database, migrated by the software of today, need not be made again."""
    return any(_count(table) for table, _ in _SOMEBODYS)


def _count(table: str) -> int:
    if table not in connection.introspection.table_names():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def _clear_away() -> None:
    """The database, kept files and written files of an earlier demo."""
    var = settings.HERE.var
    if os.environ.get("DATABASE_URL"):
        if _count("accounts_user"):
            name = connection.settings_dict["NAME"]
            raise CommandError(f"The database {name} holds an earlier demo. Drop it, create it empty, and try again.")
    else:
        connection.close()
        for ending in ("", "-wal", "-shm"):
            (var / f"alongside.sqlite3{ending}").unlink(missing_ok=True)
    for folder in ("files", "demo-files"):
        shutil.rmtree(var / folder, ignore_errors=True)
