"""Addresses, package by package. Every view declares its audience (`floor.web.audience`)."""

from importlib.util import find_spec

from django.urls import URLResolver, include, path


def _of(prefix: str, package: str) -> list[URLResolver]:
    # While the house is being built, a package whose addresses are not there yet is passed over.
    return [path(prefix, include(f"{package}.urls"))] if find_spec(f"{package}.urls") else []


urlpatterns = [
    *_of("", "alongside.face.desk"),
    *_of("data/", "alongside.knowledge.opendata"),
    *_of("schools/", "alongside.knowledge.schools"),
    *_of("priority/", "alongside.work.priority"),
    *_of("account/", "alongside.floor.accounts"),
    *_of("about/", "alongside.floor.web"),
]

handler400 = "alongside.floor.web.views.bad_request"
handler403 = "alongside.floor.web.views.not_allowed"
handler404 = "alongside.floor.web.views.not_found"
handler429 = "alongside.floor.web.views.locked_out"  # asked for by allauth
handler500 = "alongside.floor.web.views.failed"
