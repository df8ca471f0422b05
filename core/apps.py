from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from core.database_roles import grant_after_migrate

        # Once, after all migrations; without a sender it would run for every app.
        post_migrate.connect(
            grant_after_migrate, sender=self, dispatch_uid="grant to the lesser role"
        )
