from django.apps import AppConfig


class Meetings(AppConfig):
    name = "alongside.work.meetings"
    label = "meetings"
