from django.apps import AppConfig


class Desk(AppConfig):
    name = "alongside.face.desk"
    label = "desk"

    def ready(self) -> None:
        from alongside.face.desk import coverage
        from alongside.face.desk.panels import PANELS
        from alongside.knowledge.opendata.coverage import register
        from alongside.knowledge.schools import panels

        register("desk", coverage.measure, order=10)
        for panel in PANELS:
            panels.register(panel)
