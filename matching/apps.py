from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        from core.figures import register as register_figures
        from matching.access import register as register_access
        from matching.figures import FIGURES
        from matching.importers import MATCHES
        from schemes.imports.registry import register_importer

        register_access()
        register_figures(*FIGURES)
        register_importer(MATCHES)
