from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        from core.figures import register
        from reporting import figures
        from reporting.registers import IMPORTERS, REGISTERS
        from schemes.imports.registry import register_importer
        from schemes.registers.register import add_register

        register(*figures.FIGURES)
        for each in REGISTERS:
            add_register(each)
        for importer in IMPORTERS:
            register_importer(importer)
