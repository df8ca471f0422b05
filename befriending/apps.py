from django.apps import AppConfig


class BefriendingConfig(AppConfig):
    name = "befriending"
