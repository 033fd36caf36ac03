from datetime import timedelta

from django.apps import AppConfig


class Mail(AppConfig):
    name = "alongside.floor.mail"
    label = "mail"

    def ready(self) -> None:
        from alongside.floor.accounts import waiting
        from alongside.floor.jobs.registry import Periodic, register
        from alongside.floor.mail import jobs, own
        from alongside.floor.mail.outbox import jobs as outbox
        from alongside.floor.web import things

        things.register("letter", "mail:letter")
        waiting.register(own.NOTICES)
        waiting.register(own.NOT_ARRIVED)
        register(Periodic("digests", timedelta(minutes=5), jobs.send_digests, "Write the digests that are due"))
        register(Periodic("letters.old", timedelta(days=1), jobs.clear_up, "Remove letters whose time is over"))

        register(
            Periodic("letters", timedelta(0), outbox.deliver, "Send letters", wanted=outbox.anything_to_do, alone=False)
        )
