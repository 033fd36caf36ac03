from django.apps import AppConfig


class Demo(AppConfig):
    """Brings the command `alongside demo`, and the demo's note on the sign-in page. Nothing in `alongside` knows it."""

    name = "demo"
    label = "demo"
