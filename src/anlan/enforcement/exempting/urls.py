"""URLs of exemptions, within those of enforcement."""

from django.urls import path

from anlan.enforcement.exempting import views

urlpatterns = [
    path("", views.exemptions, name="exemptions"),
    path("export/", views.export, name="exemptions_export"),
    path("of/<uuid:pk>/", views.card_of, name="card_of"),
    path("of/<uuid:pk>/decide/", views.decide, name="decide_exemption"),
    path("<uuid:pk>/", views.exemption, name="exemption"),
    path("<uuid:pk>/reconsider/", views.reconsider, name="reconsider_exemption"),
]
