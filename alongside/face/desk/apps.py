from django.apps import AppConfig


class Desk(AppConfig):
    name = "alongside.face.desk"
    label = "desk"
