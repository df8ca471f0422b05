from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from accounts import checks  # noqa: F401
        from accounts.second_factor import remember_set_up

        authenticator_added.connect(remember_set_up, dispatch_uid="second factor set up here")
