from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "outcomes"

    def ready(self) -> None:
        from core.figures import register
        from outcomes.figures import FIGURES
        from outcomes.registers import IMPORTERS, REGISTERS
        from schemes.imports.registry import register_importer
        from schemes.registers.register import add_register

        register(*FIGURES)
        for each in REGISTERS:
            add_register(each)
        for importer in IMPORTERS:
            register_importer(importer)
