"""Addresses, package by package. Every view declares its audience (`floor.web.audience`)."""

from django.urls import include, path

urlpatterns = [
    path("", include("alongside.face.desk.urls")),
    path("data/", include("alongside.knowledge.opendata.urls")),
    path("schools/", include("alongside.knowledge.schools.urls")),
    path("", include("alongside.knowledge.results.urls")),
    path("", include("alongside.knowledge.indicators.urls")),
    path("", include("alongside.knowledge.offer.urls")),
    path("", include("alongside.face.reporting.urls")),
    path("forecast/", include("alongside.knowledge.inspections.likelihood.urls")),
    path("priority/", include("alongside.work.priority.urls")),
    path("people/", include("alongside.knowledge.people.urls")),
    path("", include("alongside.work.tasks.urls")),
    path("contacts/", include("alongside.work.contacts.urls")),
    path("heard/", include("alongside.work.contacts.heard.urls")),
    path("meetings/", include("alongside.work.meetings.urls")),
    path("visits/", include("alongside.work.engagement.visits.urls")),
    path("concerns/", include("alongside.work.engagement.concerns.urls")),
    path("ofsted/", include("alongside.work.engagement.ofsted.urls")),
    path("self-reports/", include("alongside.work.engagement.self_reports.urls")),
    path("supported/", include("alongside.work.engagement.supported.urls")),
    path("bulletins/", include("alongside.work.engagement.bulletins.urls")),
    path("ties/", include("alongside.work.ties.urls")),
    path("strengths/", include("alongside.work.sharing.strengths.urls")),
    path("practice/", include("alongside.work.sharing.practice.urls")),
    path("school-visits/", include("alongside.work.sharing.hosting.urls")),
    path("help/", include("alongside.work.sharing.helping.urls")),
    path("peer-review/", include("alongside.work.peer_review.cycles.urls")),
    path("reviews/", include("alongside.work.peer_review.reviews.urls")),
    path("families/", include("alongside.work.families.urls")),
    path("mail/", include("alongside.floor.mail.urls")),
    path("account/", include("alongside.floor.accounts.urls")),
    path("about/", include("alongside.floor.web.urls")),
]

handler400 = "alongside.floor.web.views.bad_request"
handler403 = "alongside.floor.web.views.not_allowed"
handler404 = "alongside.floor.web.views.not_found"
handler429 = "alongside.floor.web.views.locked_out"  # asked for by allauth
handler500 = "alongside.floor.web.views.failed"
