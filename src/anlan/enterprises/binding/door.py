"""The short address on an enterprise's plate; open to everybody."""

from django.urls import path

from anlan.enterprises.binding import views

app_name = "door"
urlpatterns = [path("<str:token>/", views.public, name="public")]
