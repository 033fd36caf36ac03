from django.apps import AppConfig


class SelfReports(AppConfig):
    name = "alongside.work.engagement.self_reports"
    label = "self_reports"

    def ready(self) -> None:
        from alongside.floor.accounts.waiting import Card, Source, register
        from alongside.floor.web import things
        from alongside.knowledge.schools import panels
        from alongside.work.engagement.self_reports import waiting
        from alongside.work.engagement.self_reports.panels import PANELS

        # No page of its history: that would show others what stood in the draft.
        things.register("self-report", "self-reports:one")
        register(Source("self-reports", 15, waiting.lines))
        register(Card("self-reports", 14, "self-reports.answer", waiting.overdue))
        for panel in PANELS:
            panels.register(panel)
