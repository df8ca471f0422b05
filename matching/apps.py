from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        from core.figures import register
        from matching.figures import FIGURES

        register(*FIGURES)
