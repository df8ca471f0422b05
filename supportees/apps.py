from django.apps import AppConfig


class SupporteesConfig(AppConfig):
    name = "supportees"

    def ready(self) -> None:
        from supportees.access import register as register_access

        register_access()
