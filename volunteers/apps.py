from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "volunteers"

    def ready(self) -> None:
        from core.figures import register
        from volunteers.figures import FIGURES

        register(*FIGURES)
