from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "schemes"

    def ready(self) -> None:
        from accounts.second_factor import register_rule
        from core.figures import register as register_figures
        from schemes.access import is_staff
        from schemes.figures import FIGURES
        from schemes.importers import PARTNERS
        from schemes.imports.registry import register_importer

        register_rule(is_staff)
        register_figures(*FIGURES)
        register_importer(PARTNERS)
