from django.apps import AppConfig


class Likelihood(AppConfig):
    name = "alongside.knowledge.inspections.likelihood"
    label = "likelihood"

    def ready(self) -> None:
        from alongside.knowledge.inspections.likelihood import jobs
        from alongside.knowledge.inspections.likelihood import panels as own
        from alongside.knowledge.opendata import afterwards
        from alongside.knowledge.schools import panels

        afterwards.register(jobs.AFTERWARDS)
        for panel in own.PANELS:
            panels.register(panel)
