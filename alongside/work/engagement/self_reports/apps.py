from django.apps import AppConfig


class SelfReports(AppConfig):
    name = "alongside.work.engagement.self_reports"
    label = "self_reports"
