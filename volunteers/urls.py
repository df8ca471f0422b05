from django.urls import path

from volunteers import views

urlpatterns = [
    path("s/<slug:scheme>/volunteers/new/", views.AddVolunteer.as_view(), name="add_volunteer"),
    path(
        "s/<slug:scheme>/volunteers/<int:pk>/change/",
        views.ChangeVolunteer.as_view(),
        name="change_volunteer",
    ),
    path(
        "s/<slug:scheme>/volunteers/<int:pk>/move/",
        views.MoveVolunteer.as_view(),
        name="move_volunteer",
    ),
    path(
        "s/<slug:scheme>/volunteers/<int:pk>/settle/",
        views.SettleVolunteerStatus.as_view(),
        name="settle_volunteer",
    ),
    path(
        "s/<slug:scheme>/volunteers/<int:pk>/invite/",
        views.InviteVolunteer.as_view(),
        name="invite_volunteer",
    ),
    path(
        "s/<slug:scheme>/hosts/organisers/<int:pk>/hand-over/",
        views.HandOver.as_view(),
        name="hand_over",
    ),
]
