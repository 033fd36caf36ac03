from django.apps import AppConfig


class Ties(AppConfig):
    name = "alongside.work.ties"
    label = "ties"

    def ready(self) -> None:
        from alongside.floor.accounts import together, waiting
        from alongside.floor.jobs import registry as periodic
        from alongside.floor.web import things
        from alongside.knowledge.opendata import afterwards
        from alongside.knowledge.schools import panels
        from alongside.work.ties.giving import views as giving
        from alongside.work.ties.isolation import jobs, overview
        from alongside.work.ties.isolation import panels as own
        from alongside.work.ties.trusts import jobs as trusts

        things.register("invitation", "ties:invitation", model="ties.Asking", permission="ties.act")
        things.register("wave", "ties:wave", model="ties.Wave", permission="ties.waves")
        panels.register(own.PANEL)
        together.register(overview.WAY)
        together.register(giving.WAY)
        waiting.register(overview.CARD)
        waiting.register(overview.SOURCE)
        afterwards.register(jobs.AFTERWARDS)
        afterwards.register(trusts.AFTERWARDS)
        periodic.register(jobs.PERIODIC)
