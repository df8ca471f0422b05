"""Policies with their versions, and the papers of a scheme."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schemes.differences import differences
from schemes.forms.policies import (
    ChangeDocumentForm,
    DocumentForm,
    PolicyForm,
    PolicyTitleForm,
    PolicyVersionForm,
)
from schemes.models import Policy, PolicyVersion, SetupText, SupportingDocument
from schemes.queries import policies_with_versions
from schemes.services import (
    add_document,
    change_document,
    rename_policy,
    start_policy,
    write_policy_version,
)
from schemes.stages import PERSON_SPECIFICATION, spoken
from schemes.views.base import InScheme, PlanFormPage, PlanPage


class PoliciesPage(PlanPage):
    """All policies, with the version in force and the one to come."""

    template_name = "schemes/policies.html"

    def get(self, request: HttpRequest, scheme: str) -> HttpResponse:
        policies = policies_with_versions(
            Policy.objects.visible_to(self.user).filter(scheme=self.scheme)
        )
        there = {policy.kind for policy in policies} | {Policy.Kind.OTHER}
        return self.render(
            rows=[
                {
                    "policy": policy,
                    "in_force": policy.version_in_force(),
                    "to_come": policy.version_to_come(),
                }
                for policy in policies
            ],
            next=next((kind for kind in Policy.Kind.choices if kind[0] not in there), None),
        )


class OfPolicy(InScheme):
    """A page about one policy."""

    @cached_property
    def policy(self) -> Policy:
        """The one in the address, if this user may see it."""
        return get_object_or_404(
            Policy.objects.visible_to(self.user).filter(scheme=self.scheme),
            pk=self.kwargs["pk"],
        )

    @property
    def versions(self) -> QuerySet[PolicyVersion]:
        return self.policy.versions.order_by("-number")

    def back(self) -> tuple[str, str]:
        return self.address("policy", self.policy.pk), self.policy.title


class PolicyPage(OfPolicy, PlanPage):
    """One version of a policy (the one in force, or the number in the address) and the others."""

    template_name = "schemes/policy.html"

    def get(
        self, request: HttpRequest, scheme: str, pk: int, number: int | None = None
    ) -> HttpResponse:
        if number is None:
            policy = policies_with_versions(Policy.objects.filter(pk=self.policy.pk)).get()
            chosen = policy.version_in_force() or policy.version_to_come()
            number = chosen.number if chosen else 1
        version = get_object_or_404(self.policy.versions, number=number)
        before = self.policy.versions.filter(number=number - 1).first()
        in_force = (
            policies_with_versions(Policy.objects.filter(pk=self.policy.pk))
            .get()
            .version_in_force()
        )
        return self.render(
            policy=self.policy,
            version=version,
            in_force=in_force,
            is_in_force=bool(in_force and in_force.number == number),
            is_to_come=version.in_force_from > timezone.localdate(),
            before=before,
            pieces=differences(before.text, version.text) if before else [],
            versions=self.versions.defer("text"),
        )


class AddPolicy(PlanFormPage):
    """A new policy; ?kind= chooses the kind already."""

    form_class = PolicyForm
    submit_words = gettext_lazy("Save the policy")
    done_message = gettext_lazy("The policy is saved.")

    def heading(self) -> str:
        return _("Add a policy")

    def lead(self) -> str:
        return _("When it changes later, write a new version. The old one is kept.")

    def back(self) -> tuple[str, str]:
        return self.address("policies"), _("Policies")

    def form_options(self) -> dict[str, Any]:
        taken = Policy.objects.filter(scheme=self.scheme).values_list("kind", flat=True)
        return {"taken": taken, "initial": {"kind": self.request.GET.get("kind", "")}}

    def perform(self, form: PolicyForm) -> str:
        version = start_policy(
            scheme=self.scheme,
            actor=self.user,
            **{
                name: form.cleaned_data[name]
                for name in ("kind", "title", "text", "kept_at", "in_force_from")
            },
        )
        return self.address("policy", version.policy_id)


class AddPolicyVersion(OfPolicy, PlanFormPage):
    """The next version of a policy."""

    form_class = PolicyVersionForm
    submit_words = gettext_lazy("Save as a new version")
    done_message = gettext_lazy("The new version is saved. The earlier ones are kept.")

    def heading(self) -> str:
        return _("A new version of “%(title)s”") % {"title": self.policy.title}

    @cached_property
    def newest(self) -> PolicyVersion:
        newest = self.versions.first()
        assert newest is not None, "A policy is made together with its first version."
        return newest

    def form_options(self) -> dict[str, Any]:
        return {"newest": self.newest}

    def perform(self, form: PolicyVersionForm) -> str:
        version = write_policy_version(
            policy=self.policy,
            actor=self.user,
            **{
                name: form.cleaned_data[name]
                for name in ("based_on", "text", "kept_at", "why", "in_force_from")
            },
        )
        return self.address("policy_version", version.policy_id, version.number)

    def show_again(self, form: PolicyVersionForm) -> HttpResponse:
        del self.newest
        form.now_based_on(self.newest.number)
        return super().show_again(form)


class RenamePolicy(OfPolicy, PlanFormPage):
    """Another title."""

    form_class = PolicyTitleForm
    done_message = gettext_lazy("Saved.")

    def heading(self) -> str:
        return _("Another title for this policy")

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"title": self.policy.title}}

    def perform(self, form: PolicyTitleForm) -> str:
        rename_policy(policy=self.policy, title=form.cleaned_data["title"], actor=self.user)
        return self.back()[0]


class DocumentsPage(PlanPage):
    """The papers the scheme works with, those in use first."""

    template_name = "schemes/documents.html"

    def get(self, request: HttpRequest, scheme: str) -> HttpResponse:
        today = timezone.localdate()
        documents = list(
            SupportingDocument.objects.visible_to(self.user)
            .filter(scheme=self.scheme)
            .defer("text")
        )
        over = [each for each in documents if each.ended_on and each.ended_on < today]
        in_use = [each for each in documents if each not in over]
        there = {each.kind for each in in_use if each.started_on <= today}
        missing = [
            (value, label)
            for value, label in SupportingDocument.Kind.choices
            if value != SupportingDocument.Kind.OTHER and value not in there
        ]
        return self.render(in_use=in_use, over=over, missing=missing)


class OfDocument(InScheme):
    """A page about one paper."""

    @cached_property
    def document(self) -> SupportingDocument:
        """The one in the address, if this user may see it."""
        return get_object_or_404(
            SupportingDocument.objects.visible_to(self.user).filter(scheme=self.scheme),
            pk=self.kwargs["pk"],
        )


class DocumentPage(OfDocument, PlanPage):
    """One paper to read."""

    template_name = "schemes/document.html"

    def get(self, request: HttpRequest, scheme: str, pk: int) -> HttpResponse:
        return self.render(document=self.document)


class AddDocument(PlanFormPage):
    """A paper; ?kind= chooses the kind, and two kinds start with what stage 1 says."""

    form_class = DocumentForm
    submit_words = gettext_lazy("Save the paper")
    done_message = gettext_lazy("The paper is saved.")

    def heading(self) -> str:
        return _("Add a paper")

    def back(self) -> tuple[str, str]:
        return self.address("documents"), _("Papers")

    def form_options(self) -> dict[str, Any]:
        kind = self.request.GET.get("kind", "")
        return {"initial": {"kind": kind, "text": self._text_to_start_with(kind)}}

    def _text_to_start_with(self, kind: str) -> str:
        texts = dict(SetupText.objects.filter(scheme=self.scheme).values_list("item", "text"))
        if kind == SupportingDocument.Kind.ROLE_DESCRIPTION:
            parts = [texts.get("role-description", ""), texts.get("role-limits", "")]
        elif kind == SupportingDocument.Kind.PERSON_SPECIFICATION:
            parts = [
                f"{spoken(item.title, self.scheme.words)}\n{texts[item.key]}"
                for item in PERSON_SPECIFICATION
                if texts.get(item.key)
            ]
        else:
            parts = []
        return "\n\n".join(part for part in parts if part)

    def perform(self, form: DocumentForm) -> str:
        document = add_document(scheme=self.scheme, details=form.details(), actor=self.user)
        return self.address("document", document.pk)


class ChangeDocument(OfDocument, PlanFormPage):
    """Mend a paper, or say until when it was used."""

    form_class = ChangeDocumentForm
    done_message = gettext_lazy("Saved.")

    def heading(self) -> str:
        return _("Change “%(title)s”") % {"title": self.document.title}

    def back(self) -> tuple[str, str]:
        return self.address("document", self.document.pk), self.document.title

    def form_options(self) -> dict[str, Any]:
        return {"initial": DocumentForm.initial_from(self.document)}

    def perform(self, form: ChangeDocumentForm) -> str:
        change_document(document=self.document, details=form.details(), actor=self.user)
        return self.back()[0]
