"""Asking for a code to sign in."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import RequestLoginCodeForm
from allauth.account.models import EmailAddress
from allauth.core import context, ratelimit
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class RequestCodeForm(RequestLoginCodeForm):
    """An address, whatever its case and the spaces around it."""

    _user: User | None

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        self.fields["email"].error_messages["required"] = _("Write your e-mail address.")
        self.fields["email"].error_messages["invalid"] = _(
            "Write the whole address, like name@example.org."
        )

    def clean_email(self) -> str:
        """Find who it belongs to. The words and the work are the same when nobody has it.

        The address has to be the very one on record: look-alike letters fold together
        in a comparison without case, and the code would go to whoever typed them.
        """
        email = str(self.cleaned_data["email"]).lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("rate_limited")
        address = (
            EmailAddress.objects.filter(email=email, verified=True, user__is_active=True)
            .select_related("user")
            .first()
        )
        self._user = address.user if address else None
        return email
