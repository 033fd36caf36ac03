"""A peer review from preparation to follow-up. The report is the school's: it decides who sees what of it."""

from django.apps import AppConfig


class Reviews(AppConfig):
    name = "alongside.work.peer_review.reviews"
    label = "reviews"

    def ready(self) -> None:
        from alongside.floor.accounts import together
        from alongside.floor.accounts.waiting import Diary, Source, register
        from alongside.floor.web import things
        from alongside.knowledge.schools import panels
        from alongside.work.peer_review.cycles import following
        from alongside.work.peer_review.reviews import permissions, waiting
        from alongside.work.peer_review.reviews.panels import PANELS
        from alongside.work.peer_review.reviews.preparing import actions

        # No page of its history: what a finding said before would stand there.
        things.register("review", "reviews:one")
        permissions.register()
        following.register(actions.follow)
        following.register_link(
            following.Link("What the reviews of cycles did, in numbers", "reviews:effect", permissions.EFFECT)
        )
        register(Source("reviews", 35, waiting.lines, apart=True))
        register(Diary("reviews", waiting.entries))
        together.register(
            together.Way(
                key="reviews",
                order=40,
                title="Reviews",
                words="Your school's reviews, those that you take part in, and what schools gave you to read.",
                address="reviews:list",
                permission=permissions.SEE,
                glance=waiting.glance,
            )
        )
        for panel in PANELS:
            panels.register(panel)
