from django.apps import AppConfig


class Offer(AppConfig):
    name = "alongside.knowledge.offer"
    label = "offer"
