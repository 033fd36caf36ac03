from datetime import timedelta

from django.apps import AppConfig


class Mail(AppConfig):
    name = "alongside.floor.mail"
    label = "mail"

    def ready(self) -> None:
        from alongside.floor.jobs.registry import Periodic, register
        from alongside.floor.mail.outbox import jobs as outbox

        register(
            Periodic("letters", timedelta(0), outbox.deliver, "Send letters", wanted=outbox.anything_to_do, alone=False)
        )
