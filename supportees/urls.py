from django.urls import path

from supportees import views

urlpatterns = [
    path("s/<slug:scheme>/supportees/new/", views.AddSupportee.as_view(), name="add_supportee"),
    path(
        "s/<slug:scheme>/supportees/<int:pk>/change/",
        views.ChangeSupportee.as_view(),
        name="change_supportee",
    ),
    path(
        "s/<slug:scheme>/supportees/<int:pk>/move/",
        views.MoveSupportee.as_view(),
        name="move_supportee",
    ),
    path(
        "s/<slug:scheme>/supportees/<int:pk>/settle/",
        views.SettleSupporteeStatus.as_view(),
        name="settle_supportee",
    ),
    path(
        "s/<slug:scheme>/supportees/<int:pk>/invite/",
        views.InviteSupportee.as_view(),
        name="invite_supportee",
    ),
]
