from django.apps import AppConfig


class Ofsted(AppConfig):
    name = "alongside.work.engagement.ofsted"
    label = "ofsted"

    def ready(self) -> None:
        from alongside.floor.accounts import waiting
        from alongside.floor.web import things
        from alongside.knowledge.opendata import afterwards
        from alongside.knowledge.schools import panels
        from alongside.work.engagement.ofsted import jobs, own
        from alongside.work.engagement.ofsted import panels as ours

        things.register("inspection", "ofsted:one", model="ofsted.Call", permission="ofsted.see")
        afterwards.register(jobs.AFTERWARDS)
        for one in own.WAITING:
            waiting.register(one)
        for panel in ours.PANELS:
            panels.register(panel)
