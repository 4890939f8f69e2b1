"""The address on a contractor's link; open to whoever has it."""

from django.urls import path

from anlan.enterprises.contracts.views import door

app_name = "contractor"
urlpatterns = [path("", door.here, name="here")]
