from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        from core.figures import register
        from reporting import figures

        register(*figures.FIGURES)
