from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from core.figures import register
        from meetings.figures import FIGURES
        from meetings.importers import MEETINGS
        from schemes.imports.registry import register_importer

        register(*FIGURES)
        register_importer(MEETINGS)
