from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "schemes"

    def ready(self) -> None:
        from accounts.second_factor import register_rule
        from schemes.access import is_staff

        register_rule(is_staff)
