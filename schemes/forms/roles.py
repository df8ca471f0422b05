"""Giving and ending roles."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from schemes.models import Organisation, Role, RoleGrant, Scheme
from schemes.wording import WHAT_ROLES_DO


class GiveRoleForm(HouseForm):
    """Who, which role, from when."""

    name = forms.CharField(
        label=_("Their name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        max_length=254,
        label=_("Their e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("The invitation goes here. It is also what they sign in with."),
        error_messages={
            "invalid": _("This does not look like an e-mail address. Try name@example.org.")
        },
    )
    role = forms.ChoiceField(
        label=_("Which role?"),
        widget=forms.RadioSelect(attrs={"data-look": "choices"}),
    )
    organisation = forms.ModelChoiceField(
        label=_("For which organisation?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("Needed for a partner organisation."),
    )
    started_on = DateField(label=_("From which day?"), initial=timezone.localdate)

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (
                value,
                format_html(
                    '{}<span class="hint">{}</span>', str(label).capitalize(), WHAT_ROLES_DO[value]
                ),
            )
            for value, label in Role.choices
        ]
        self.fields["organisation"].queryset = (  # type: ignore[attr-defined]
            Organisation.objects.filter(partnerships__scheme=scheme).distinct()
        )


class EndRoleForm(HouseForm):
    """The day from which the role no longer holds."""

    ended_on = DateField(
        label=_("From which day does it no longer hold?"),
        help_text=_("Today ends it at once."),
    )

    def __init__(self, *args: Any, grant: RoleGrant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].initial = max(timezone.localdate(), grant.started_on)
