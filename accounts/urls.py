from django.urls import path

from accounts import views

urlpatterns = [
    path("invitation/<str:token>/", views.InvitationPage.as_view(), name="invitation"),
]
