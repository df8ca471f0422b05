from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "volunteers"

    def ready(self) -> None:
        from core.figures import register as register_figures
        from volunteers.access import register as register_access
        from volunteers.figures import FIGURES

        register_access()
        register_figures(*FIGURES)
