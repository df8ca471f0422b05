from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "volunteers"

    def ready(self) -> None:
        from schemes.imports.registry import register_importer
        from volunteers.access import register as register_access
        from volunteers.importers import VOLUNTEERS

        register_access()
        register_importer(VOLUNTEERS)
