from django.apps import AppConfig


class Meetings(AppConfig):
    name = "alongside.work.meetings"
    label = "meetings"

    def ready(self) -> None:
        from alongside.floor.accounts import waiting
        from alongside.floor.web import things
        from alongside.knowledge.schools import panels
        from alongside.work.meetings import own, permissions
        from alongside.work.meetings import panels as ours

        permissions.register()
        things.register("meeting", "meetings:one", model="meetings.Meeting", permission="meetings.run")
        things.register("series", "meetings:series", model="meetings.Series", permission="meetings.run")
        things.register("point", "meetings:point", model="meetings.Point", permission="meetings.answer")
        for one in own.WAITING:
            waiting.register(one)
        for panel in ours.PANELS:
            panels.register(panel)
