"""URLs of the next places, within those of campaigns."""

from django.urls import path

from anlan.campaigns.nextplaces import views

urlpatterns = [
    path("", views.next_places, name="next_places"),
    path("export/", views.export, name="export_next_places"),
]
