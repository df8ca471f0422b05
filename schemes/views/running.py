"""The scheme itself: its particulars, words and sites, and further schemes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import FormPage
from schemes.access import needs
from schemes.forms.running import WORD_LABELS, NewSchemeForm, SchemeForm, SiteForm, WordsForm
from schemes.models import Site
from schemes.rights import Right
from schemes.services import (
    add_site,
    change_scheme,
    change_words,
    create_scheme,
    rename_site,
)
from schemes.views.base import InScheme, PlanFormPage, PlanPage
from schemes.wording import length_words, preview_sentence, rhythm_words
from schemes.words import WORD_KEYS


class SchemePage(PlanPage):
    """What is known of the scheme, its words and its sites."""

    template_name = "schemes/scheme.html"

    def get(self, request: HttpRequest, scheme: str) -> HttpResponse:
        words = self.scheme.words
        return self.render(
            rhythm=rhythm_words(self.scheme.rhythm_days),
            usual_length=length_words(self.scheme.usual_minutes),
            words_list=[(WORD_LABELS[key], getattr(words, key)) for key in WORD_KEYS],
            sites=Site.objects.filter(scheme=self.scheme),
            can_add_scheme=Right.ADD_SCHEME in request.rights,  # type: ignore[attr-defined]
        )


class SchemeForms(PlanFormPage, abstract=True):
    """A form about the scheme."""

    def back(self) -> tuple[str, str]:
        return self.address("scheme"), _("About the scheme")


class ChangeScheme(SchemeForms):
    """Name, kind, rhythm, usual length, who to ring."""

    form_class = SchemeForm
    done_message = gettext_lazy("Saved.")

    def heading(self) -> str:
        return _("Change what is known of the scheme")

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.scheme}

    def perform(self, form: SchemeForm) -> str:
        change_scheme(scheme=self.scheme, details=form.details(), actor=self.user)
        return self.back()[0]


class ChangeWords(SchemeForms):
    """The scheme's words. A second button shows how they sound before they are saved."""

    form_class = WordsForm
    template_name = "schemes/words_form.html"
    done_message = gettext_lazy("Saved. Every page speaks your words now.")

    def heading(self) -> str:
        return _("Your own words")

    def lead(self) -> str:
        return _(
            "Every page uses them. Write them as in the middle of a sentence. Leave one empty to "
            "keep the usual word."
        )

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.scheme}

    def context(self) -> dict[str, Any]:
        return {"preview": preview_sentence(self.scheme.words)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = WordsForm(data=request.POST, **self.form_options())
        if not form.is_valid():
            return self.show_again(form)
        return self.render(form=form, preview=preview_sentence(form.words()), is_trial=True)

    def perform(self, form: WordsForm) -> str:
        change_words(scheme=self.scheme, words=form.own_words(), actor=self.user)
        return self.back()[0]


class AddSite(SchemeForms):
    """A place the scheme works from."""

    form_class = SiteForm
    submit_words = gettext_lazy("Add the site")
    done_message = gettext_lazy("The site is added.")

    def heading(self) -> str:
        return _("Add a site")

    def lead(self) -> str:
        return _("A place the scheme works from, such as a town or a house.")

    def perform(self, form: SiteForm) -> str:
        add_site(scheme=self.scheme, name=form.cleaned_data["name"], actor=self.user)
        return self.back()[0]


class RenameSite(SchemeForms):
    """Another name for a site; everything there stays there."""

    form_class = SiteForm
    done_message = gettext_lazy("Saved.")

    @cached_property
    def site(self) -> Site:
        """The one in the address, if this user may see it."""
        return get_object_or_404(
            Site.objects.visible_to(self.user).filter(scheme=self.scheme),
            pk=self.kwargs["pk"],
        )

    def heading(self) -> str:
        return _("Rename “%(name)s”") % {"name": self.site.name}

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"name": self.site.name}}

    def perform(self, form: SiteForm) -> str:
        rename_site(site=self.site, name=form.cleaned_data["name"], actor=self.user)
        return self.back()[0]


class AddScheme(InScheme, FormPage):
    """A further scheme of the same organisation; whoever opens it becomes its manager."""

    guard = needs(Right.ADD_SCHEME)
    form_class = NewSchemeForm
    submit_words = gettext_lazy("Open the scheme")
    done_message = gettext_lazy("The scheme is open, and you are its manager. Set it up next.")

    def heading(self) -> str:
        return _("Open a further scheme")

    def lead(self) -> str:
        return _("It belongs to %(organisation)s, and you will be its manager.") % {
            "organisation": self.scheme.organisation.name
        }

    def back(self) -> tuple[str, str]:
        return self.address("scheme"), _("About the scheme")

    def perform(self, form: NewSchemeForm) -> str:
        made = create_scheme(
            slug=form.cleaned_data["slug"],
            name=form.cleaned_data["name"],
            kind=form.cleaned_data["kind"],
            organisation=self.scheme.organisation,
            opened_from=self.scheme,
            actor=self.user,
        )
        return reverse("setup", args=[made.slug])
