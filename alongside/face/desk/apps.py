from django.apps import AppConfig


class Desk(AppConfig):
    name = "alongside.face.desk"
    label = "desk"

    def ready(self) -> None:
        from alongside.face.desk import coverage, queries
        from alongside.face.desk.panels import PANELS
        from alongside.floor.web import things
        from alongside.knowledge.opendata import labels
        from alongside.knowledge.opendata.coverage import register
        from alongside.knowledge.schools import fields, panels

        things.show_history_at("desk:history")
        things.register("school", "desk:school")
        register("desk", coverage.measure, order=10)
        labels.register_fields({name: field.label for name, field in fields.FIELDS.items()})
        labels.register_names(queries.names_now)
        for panel in PANELS:
            panels.register(panel)
