"""Spreadsheets in: send, say what the columns are, look, bring in."""

from typing import IO, Any, cast

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from core.errors import RuleBroken
from core.lists import Choice, Filter, ListPage
from core.views import FormPage, Page
from schemes.access import needs
from schemes.imports import services, work
from schemes.imports.forms import ApplyForm, HeadingsForm, UploadForm
from schemes.imports.models import SpreadsheetUpload, UploadRow
from schemes.imports.outcomes import Outcome
from schemes.imports.queries import uploads_visible_to
from schemes.imports.registry import Importer, importer, importers
from schemes.rights import Right

State = SpreadsheetUpload.State
SHOWN_BEFORE = 10


class UploadMixin:
    """A page about one file of the scheme."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def upload(self) -> SpreadsheetUpload:
        """The one in the address, if this user may see it."""
        return get_object_or_404(
            uploads_visible_to(self.request.user)  # type: ignore[arg-type]
            .filter(scheme=self.request.current_scheme)  # type: ignore[attr-defined]
            .select_related("scheme__organisation", "uploaded_by", "applied_by"),
            pk=self.kwargs["pk"],
        )

    @property
    def actor(self) -> User:
        """Who asks: the guard let only signed-in people in."""
        return cast(User, self.request.user)

    @property
    def kind(self) -> Importer:
        """What the file holds."""
        found = importer(self.upload.kind)
        if found is None:
            raise Http404
        return found


class UploadsPage(FormPage):
    """Send a file; below it, those sent before."""

    guard = needs(Right.IMPORT)
    form_class = UploadForm
    template_name = "schemes/imports/uploads.html"

    def form_options(self) -> dict[str, Any]:
        wanted = self.request.GET.get("kind", "")
        return {
            "scheme": self.request.current_scheme,
            "initial": {"kind": wanted if importer(wanted) else self._next_kind()},
        }

    def _next_kind(self) -> str:
        """The first kind that nobody has brought in yet; none when all were."""
        done = set(self._uploads().filter(state=State.APPLIED).values_list("kind", flat=True))
        return next((each.key for each in importers() if each.key not in done), "")

    def _uploads(self) -> QuerySet[SpreadsheetUpload]:
        return uploads_visible_to(self.request.user).filter(scheme=self.request.current_scheme)

    def context(self) -> dict[str, Any]:
        words = self.request.current_scheme.words
        return {
            "kinds": [(each.label_for(words), each.about_for(words)) for each in importers()],
            "uploads": [
                (upload, kind.label_for(words))
                for upload in self._uploads().select_related("uploaded_by")[:SHOWN_BEFORE]
                if (kind := importer(upload.kind))
            ],
        }

    def perform(self, form: UploadForm) -> str:
        file = form.cleaned_data["file"]
        upload = services.receive_upload(
            scheme=self.request.current_scheme,
            kind=form.cleaned_data["kind"],
            file=file,
            original_name=file.name,
            actor=self.request.user,
        )
        name = "import_headings" if upload.state == State.UPLOADED else "import_preview"
        return reverse(name, args=[upload.scheme.slug, upload.pk])


class HeadingsPage(UploadMixin, FormPage):
    """What each column of the file is."""

    guard = needs(Right.IMPORT)
    form_class = HeadingsForm
    template_name = "schemes/imports/headings.html"

    def form_options(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "scheme": self.upload.scheme,
            "columns": services.columns_of(self.upload),
            "mapping": self.upload.mapping,
        }

    def context(self) -> dict[str, Any]:
        return {"upload": self.upload, "kind_label": self.kind.label_for(self.upload.scheme.words)}

    def perform(self, form: HeadingsForm) -> str:
        upload = services.choose_headings(
            upload=self.upload, mapping=form.mapping, actor=self.actor
        )
        return reverse("import_preview", args=[upload.scheme.slug, upload.pk])


class PreviewPage(UploadMixin, ListPage):
    """Row by row what will come of a file, or what came of it."""

    guard = needs(Right.IMPORT)
    template_name = "schemes/imports/preview.html"
    sorts = {"row": ["number"]}
    default_sort = "row"
    per_page = 50

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.upload.state == State.UPLOADED:
            return redirect("import_headings", self.upload.scheme.slug, self.upload.pk)
        if self.upload.is_busy:
            self.template_name = "schemes/imports/busy.html"
            return self.render(**progress_of(self.upload))
        return super().get(request, *args, **kwargs)

    def records(self) -> QuerySet[UploadRow]:
        return self.upload.rows.all()

    def found(self, records: QuerySet[UploadRow], words: str) -> QuerySet[UploadRow]:
        number = Q(number=int(words)) if words.isdecimal() and len(words) < 9 else Q()
        return records.filter(
            Q(who__icontains=words) | number if number else Q(who__icontains=words)
        )

    def filters(self) -> list[Filter]:
        outcomes = [
            Choice(each.value, each.label, Q(outcome=each)) for each in FILTERED if self._has(each)
        ]
        if self.upload.counts.get("warnings"):
            outcomes.append(Choice("warned", gettext_lazy("look here"), ~Q(warnings=[])))
        return [Filter("show", gettext_lazy("Which rows"), outcomes, gettext_lazy("all rows"))]

    def _has(self, outcome: Outcome) -> bool:
        name = "duplicates" if outcome == Outcome.DUPLICATE else outcome.value
        return bool(self.upload.counts.get(name))

    def context(self) -> dict[str, Any]:
        upload, counts = self.upload, self.upload.counts
        kind = self.kind
        return {
            "upload": upload,
            "kind_label": kind.label_for(upload.scheme.words),
            "is_applied": upload.state == State.APPLIED,
            "coming_in": counts["added"] + counts["changed"],
            "form": ApplyForm(initial={"seen": upload.digest}),
            "list_url": kind.list_url(upload.scheme),
            "sentences": count_sentences(counts, is_done=upload.state == State.APPLIED),
            "next_kind": next((each for each in importers() if each.order > kind.order), None),
        }


FILTERED = [
    Outcome.REFUSED,
    Outcome.ADDED,
    Outcome.CHANGED,
    Outcome.UNCHANGED,
    Outcome.DUPLICATE,
    Outcome.SKIPPED,
]


def count_sentences(counts: dict[str, int], *, is_done: bool) -> list[str]:
    """The counts of a file in words, each only when there is something to say."""
    n = counts
    said = [
        (n["added"], ngettext("%(n)d row is new.", "%(n)d rows are new.", n["added"])),
        (
            n["changed"],
            ngettext(
                "%(n)d row changed what was here.",
                "%(n)d rows changed what was here.",
                n["changed"],
            )
            if is_done
            else ngettext(
                "%(n)d row changes what is here.", "%(n)d rows change what is here.", n["changed"]
            ),
        ),
        (
            n["unchanged"],
            ngettext(
                "%(n)d row is here already, just the same.",
                "%(n)d rows are here already, just the same.",
                n["unchanged"],
            ),
        ),
        (
            n["duplicates"],
            ngettext(
                "%(n)d row says again what an earlier row says.",
                "%(n)d rows say again what an earlier row says.",
                n["duplicates"],
            ),
        ),
        (
            n["skipped"],
            ngettext(
                "%(n)d row is blank or a total.", "%(n)d rows are blank or totals.", n["skipped"]
            ),
        ),
        (
            n["refused"],
            ngettext(
                "%(n)d row needs mending first.", "%(n)d rows need mending first.", n["refused"]
            ),
        ),
    ]
    return [words % {"n": count} for count, words in said if count]


class ApplyPage(UploadMixin, FormPage):
    """The good rows, in one go."""

    guard = needs(Right.IMPORT)
    form_class = ApplyForm
    template_name = "schemes/imports/preview.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("import_preview", self.upload.scheme.slug, self.upload.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ApplyForm(data=request.POST)
        address = reverse("import_preview", args=[self.upload.scheme.slug, self.upload.pk])
        if form.is_valid():
            try:
                # A second press finds the file brought in already and is answered alike.
                services.apply_upload(
                    upload=self.upload, seen=form.cleaned_data["seen"], actor=self.actor
                )
            except RuleBroken as refused:
                messages.warning(request, str(refused.message))
        return redirect(address)


def progress_of(upload: SpreadsheetUpload) -> dict[str, Any]:
    """How far a worker is, for the pages that show it."""
    done, total = work.how_far(upload) or (None, None)
    if total and done == total:
        words = _("All %(total)s rows are read. They are being written down.") % {
            "total": f"{total:,}"
        }
    elif total:
        words = _("%(done)s of %(total)s rows are read.") % {
            "done": f"{done:,}",
            "total": f"{total:,}",
        }
    else:
        words = _("It waits for its turn.")
    return {"upload": upload, "done": done, "total": total, "progress_words": words}


class ProgressPage(UploadMixin, Page):
    """The moving part of a file that is being worked on; reloads the page once it is not."""

    guard = needs(Right.IMPORT)
    template_name = "schemes/imports/progress_bar.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.headers.get("HX-Request"):
            return redirect("import_preview", self.upload.scheme.slug, self.upload.pk)
        answer = self.render(**progress_of(self.upload))
        if not self.upload.is_busy:
            answer["HX-Refresh"] = "true"
        return answer


class StopPage(UploadMixin, Page):
    """Stop what a worker does with the file."""

    guard = needs(Right.IMPORT)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        upload = services.stop_upload(upload=self.upload, actor=self.actor)
        return redirect("import_preview", upload.scheme.slug, upload.pk)


class RefusedRowsPage(UploadMixin, Page):
    """The refused rows as a file to mend and send again."""

    guard = needs(Right.IMPORT)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.upload.kind}-to-mend.csv"'
        services.write_refused(self.upload, cast(IO[bytes], response))
        return response


class DiscardPage(UploadMixin, Page):
    """Throw the file away."""

    guard = needs(Right.IMPORT)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scheme = self.upload.scheme
        services.discard_upload(upload=self.upload, actor=self.actor)
        messages.success(request, _("The file is thrown away. What was brought in from it stays."))
        return redirect("imports", scheme.slug)
