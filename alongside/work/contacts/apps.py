from django.apps import AppConfig


class Contacts(AppConfig):
    name = "alongside.work.contacts"
    label = "contacts"
