from django.urls import path

from matching import views

urlpatterns = [
    path("s/<slug:scheme>/matches/new/", views.MakeMatch.as_view(), name="make_match"),
    path(
        "s/<slug:scheme>/matches/<int:pk>/change/",
        views.ChangeMatch.as_view(),
        name="change_match",
    ),
    path("s/<slug:scheme>/matches/<int:pk>/pause/", views.PauseMatch.as_view(), name="pause_match"),
    path(
        "s/<slug:scheme>/matches/<int:pk>/resume/",
        views.ResumeMatch.as_view(),
        name="resume_match",
    ),
    path("s/<slug:scheme>/matches/<int:pk>/end/", views.EndMatch.as_view(), name="end_match"),
]
