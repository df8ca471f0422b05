from django.urls import path

from schemes.imports import views

urlpatterns = [
    path("s/<slug:scheme>/spreadsheets/", views.UploadsPage.as_view(), name="imports"),
    path(
        "s/<slug:scheme>/spreadsheets/<int:pk>/", views.PreviewPage.as_view(), name="import_preview"
    ),
    path(
        "s/<slug:scheme>/spreadsheets/<int:pk>/headings/",
        views.HeadingsPage.as_view(),
        name="import_headings",
    ),
    path(
        "s/<slug:scheme>/spreadsheets/<int:pk>/bring-in/",
        views.ApplyPage.as_view(),
        name="import_apply",
    ),
    path(
        "s/<slug:scheme>/spreadsheets/<int:pk>/to-mend.csv",
        views.RefusedRowsPage.as_view(),
        name="import_refused",
    ),
    path(
        "s/<slug:scheme>/spreadsheets/<int:pk>/progress/",
        views.ProgressPage.as_view(),
        name="import_progress",
    ),
    path(
        "s/<slug:scheme>/spreadsheets/<int:pk>/stop/",
        views.StopPage.as_view(),
        name="import_stop",
    ),
    path(
        "s/<slug:scheme>/spreadsheets/<int:pk>/throw-away/",
        views.DiscardPage.as_view(),
        name="import_discard",
    ),
]
