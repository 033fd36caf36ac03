from django.apps import AppConfig


class Accounts(AppConfig):
    name = "alongside.floor.accounts"
    label = "accounts"
