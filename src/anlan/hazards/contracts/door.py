"""Addresses of a contractor's hazards behind its link."""

from django.urls import path

from anlan.hazards.contracts import behind

app_name = "contractor_problems"
urlpatterns = [
    path("<uuid:pk>/", behind.problem, name="problem"),
    path("<uuid:pk>/files/<str:sha256>/", behind.photo, name="photo"),
]
