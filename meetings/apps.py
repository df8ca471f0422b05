from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from core.figures import register
        from meetings import activity_figures, figures
        from meetings.importers import MEETINGS
        from meetings.registers import IMPORTERS, REGISTERS
        from schemes.imports.registry import register_importer
        from schemes.registers.register import add_register

        register(*figures.FIGURES, *activity_figures.FIGURES)
        register_importer(MEETINGS)
        for each in REGISTERS:
            add_register(each)
        for importer in IMPORTERS:
            register_importer(importer)
