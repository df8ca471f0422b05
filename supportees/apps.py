from django.apps import AppConfig


class SupporteesConfig(AppConfig):
    name = "supportees"

    def ready(self) -> None:
        from schemes.imports.registry import register_importer
        from supportees.access import register as register_access
        from supportees.importers import SUPPORTEES

        register_access()
        register_importer(SUPPORTEES)
