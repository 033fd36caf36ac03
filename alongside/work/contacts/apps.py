from django.apps import AppConfig


class Contacts(AppConfig):
    name = "alongside.work.contacts"
    label = "contacts"

    def ready(self) -> None:
        from alongside.floor.accounts import waiting
        from alongside.floor.jobs import registry as periodic
        from alongside.floor.web import things
        from alongside.knowledge.opendata import afterwards
        from alongside.knowledge.people import following
        from alongside.knowledge.schools import panels
        from alongside.work.contacts import panels as own
        from alongside.work.contacts import permissions
        from alongside.work.contacts.heard import jobs, keeping, overview

        permissions.register()
        things.register("contact", "contacts:one", model="contacts.Contact", permission="contacts.see")
        panels.register(own.PANEL)
        following.register(keeping.roles_changed)
        afterwards.register(jobs.AFTERWARDS)
        periodic.register(jobs.PERIODIC)
        for card in overview.CARDS:
            waiting.register(card)
