from django.apps import AppConfig


class Cycles(AppConfig):
    name = "alongside.work.peer_review.cycles"
    label = "cycles"
