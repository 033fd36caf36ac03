from django.apps import AppConfig


class Cycles(AppConfig):
    name = "alongside.work.peer_review.cycles"
    label = "cycles"

    def ready(self) -> None:
        from alongside.floor.accounts import together
        from alongside.floor.accounts.waiting import register
        from alongside.floor.web import things
        from alongside.knowledge.schools import panels
        from alongside.work.peer_review.cycles import waiting
        from alongside.work.peer_review.cycles.panels import PANELS

        things.register("cycle", "cycles:one", model="cycles.Cycle", permission="cycles.see")
        # What a school wrote has no page of its history: it is the school's own.
        things.register("joining", "cycles:joining")
        things.register("reviewer", "cycles:reviewer", model="cycles.Reviewer", permission="cycles.organise")
        things.register("pairing", "cycles:pairing", model="cycles.Pairing", permission="cycles.organise")
        things.register("proposal", "cycles:proposal")
        register(waiting.CARD)
        together.register(
            together.Way(
                key="cycles",
                order=30,
                title="Peer review",
                words="Schools look at each other’s work, as colleagues. Join a cycle, or see which schools have been "
                "reviewed.",
                address="cycles:list",
                permission="cycles.see",
                glance=waiting.glance,
            )
        )
        for panel in PANELS:
            panels.register(panel)
