from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from core.figures import register
        from meetings.figures import FIGURES

        register(*FIGURES)
