from django.urls import path

from accounts import views

# Before allauth's own: these stand in front of its pages of the same name.
urlpatterns = [
    path("accounts/login/", views.SignInAddress.as_view(), name="account_login"),
    path(
        "accounts/login/code/",
        views.RequestCodePage.as_view(),
        name="account_request_login_code",
    ),
    path(
        "accounts/login/code/confirm/",
        views.ConfirmCodePage.as_view(),
        name="account_confirm_login_code",
    ),
    path("accounts/password/<path:rest>", views.NoSuchPage.as_view(), name="no_password"),
    path("accounts/second-step/", views.SecondStepPage.as_view(), name="second_step"),
    path("accounts/sessions/", views.SessionsPage.as_view(), name="usersessions_list"),
    path("accounts/sessions/<int:pk>/end/", views.EndSessionPage.as_view(), name="end_session"),
    path("invitation/<str:token>/", views.InvitationPage.as_view(), name="invitation"),
]
