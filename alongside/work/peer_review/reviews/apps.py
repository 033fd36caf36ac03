from django.apps import AppConfig


class Reviews(AppConfig):
    name = "alongside.work.peer_review.reviews"
    label = "reviews"
