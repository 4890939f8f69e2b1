"""URLs of signs, within those of enforcement."""

from django.urls import path

from anlan.enforcement.forshow import views

urlpatterns = [
    path("", views.places, name="for_show"),
    path("export/", views.export, name="for_show_export"),
    path("of/<uuid:pk>/", views.signs_of, name="signs_of"),
    path("of/<uuid:pk>/decide/", views.decide, name="decide_for_show"),
    path("<uuid:pk>/reply/", views.reply, name="reply_for_show"),
    path("<uuid:pk>/settle/", views.settle, name="settle_for_show"),
]
