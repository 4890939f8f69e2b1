"""Addresses at an enterprise's door: what goes on there now, and declaring a small job with a code to one's phone."""

from django.urls import path

from anlan.permits.views import door

app_name = "permits_door"
urlpatterns = [
    path("", door.now, name="now"),
    path("phone/", door.phone, name="phone"),
    path("code/", door.code, name="code"),
    path("declare/", door.declare, name="declare"),
    path("close/<uuid:pk>/", door.close, name="close"),
]
