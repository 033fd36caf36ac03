from django.apps import AppConfig


class Mail(AppConfig):
    name = "alongside.floor.mail"
    label = "mail"
