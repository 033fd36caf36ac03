from django.apps import AppConfig


class Tasks(AppConfig):
    name = "alongside.work.tasks"
    label = "tasks"

    def ready(self) -> None:
        from alongside.floor.accounts import waiting
        from alongside.floor.web import things
        from alongside.knowledge.schools import panels
        from alongside.work.tasks import panels as own
        from alongside.work.tasks import permissions
        from alongside.work.tasks import waiting as work

        permissions.register()
        things.register("task", "tasks:one", model="tasks.Task", permission="tasks.see")
        panels.register(own.PANEL)
        for one in (work.SOURCE, work.DIARY, work.CARD):
            waiting.register(one)
