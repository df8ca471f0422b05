"""Signing a record sheet later."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import HouseForm


class SignForm(HouseForm):
    """Signing later. With a name, the other one signs on this phone."""

    hide_optional = True

    supportee_name = forms.CharField(
        label=gettext_lazy("Signed (Supportee)"), max_length=120, required=False
    )

    def __init__(self, *args: Any, signing: str = "", **kwargs: Any) -> None:
        """`signing`: what the one who signs on this phone is called."""
        super().__init__(*args, **kwargs)
        if signing:
            self.fields["supportee_name"].help_text = _("%(name)s types their name here.") % {
                "name": signing
            }
