from django.urls import path

from befriending.bench.floor.views import replay

urlpatterns = [path("floor/<int:number>/", replay)]
