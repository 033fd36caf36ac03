"""`alongside fetch [SOURCE…]`: get the current files from their publishers, and keep them."""

from __future__ import annotations

from argparse import ArgumentParser
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from alongside.floor.kernel import clock
from alongside.knowledge.opendata import actions
from alongside.knowledge.opendata.fetching import sources
from alongside.knowledge.opendata.fetching.downloading import Downloader, NotFetched, NotThere
from alongside.knowledge.opendata.management.loading_many import load_all
from alongside.knowledge.opendata.management.saying import about_database
from alongside.knowledge.opendata.models import LIVE, File

MISSED = 2


class Command(BaseCommand):
    help = "Fetch the current published files and keep them; with --load, load them too."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False
    downloader = Downloader()

    def add_arguments(self, parser: ArgumentParser) -> None:
        known = [source.key for source in sources.sources().sources]
        parser.add_argument("sources", nargs="*", metavar="SOURCE", help=f"which (all, if none): {', '.join(known)}")
        parser.add_argument("--load", action="store_true", help="load what is new")
        parser.add_argument("--base-url", default="", help="fetch from this server instead of the publishers'")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._handle(options)
        except DatabaseError as error:
            raise CommandError(about_database(error), returncode=MISSED) from error

    def _handle(self, options: dict[str, Any]) -> None:
        folder = Path(settings.FILES_ROOT) / "coming"
        folder.mkdir(parents=True, exist_ok=True)
        downloader = self.downloader
        downloader.said = lambda words: self.stdout.write(f"  {words}")
        fetched, missed = [], 0
        for source in self._wanted(options["sources"]):
            self.stdout.write(self.style.MIGRATE_HEADING(source.title))
            try:
                fetched += self._fetch(source, downloader, folder, options["base_url"])
            except NotFetched as why:
                missed = MISSED
                self.stderr.write(self.style.ERROR(f"  {why}"))
        ended = load_all(self, fetched, now=clock.now) if options["load"] else 0
        if missed or ended:
            raise SystemExit(max(missed, ended))

    def _wanted(self, keys: list[str]) -> list[sources.Source]:
        known = {source.key: source for source in sources.sources().sources}
        for key in keys:
            if key not in known:
                raise CommandError(f"There is no source “{key}”. There are: {', '.join(known)}.", returncode=MISSED)
        return [known[key] for key in keys] or list(known.values())

    def _fetch(self, source: sources.Source, downloader: Downloader, folder: Path, base: str) -> list[File]:
        """The newest file of a source, kept; nothing where it is loaded already. Raises NotFetched."""
        today = clock.today()
        for address in sources.addresses(source, downloader, on=today, folder=folder, base=base):
            here = File.objects.filter(address=address).first() if source.kind != "fixed" else None
            if here:
                return self._is_here(here)
            try:
                came = sources.fetch(source, downloader, address=address, folder=folder, on=today)
            except NotThere as why:
                self.stdout.write(f"  {why}")
                continue
            return self._kept(came)
        if source.kind == "fixed":
            raise NotFetched(f"{source.title}: it is not where it was. Look whether policies/sources.yaml is right.")
        raise NotFetched(f"{source.title}: not published in the last {sources.sources().look_back_days} days.")

    def _kept(self, came: sources.Fetched) -> list[File]:
        """Keep what has come. At a fixed address it may be what came before, which is not kept under another day."""
        with came.path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
        same = File.objects.filter(address=came.address, sha256=digest).first()
        file = same or actions.keep(path=came.path, name=came.name, at=clock.now(), address=came.address)
        came.path.unlink()
        if same:
            return self._is_here(same)
        self.stdout.write(f"  {file.name}: {file.size:,} bytes, kept.")
        return [file]

    def _is_here(self, file: File) -> list[File]:
        self.stdout.write(f"  {file.name} is here already.")
        return [] if file.loads.filter(state__in=LIVE).exists() else [file]
