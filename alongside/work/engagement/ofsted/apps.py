from django.apps import AppConfig


class Ofsted(AppConfig):
    name = "alongside.work.engagement.ofsted"
    label = "ofsted"
