from django.apps import AppConfig


class SupporteesConfig(AppConfig):
    name = "supportees"
