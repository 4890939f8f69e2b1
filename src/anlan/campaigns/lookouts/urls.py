"""URLs of lookouts, within those of campaigns."""

from django.urls import path

from anlan.campaigns.lookouts.views import answering, listing, one, sending

urlpatterns = [
    path("", listing.listed, name="lookouts"),
    path("export/", listing.export, name="export_lookouts"),
    path("of/<uuid:pk>/send/", sending.send, name="send_lookout"),
    path("none/<uuid:pk>/take-back/", answering.take_back_none, name="take_back_none"),
    path("none/<uuid:pk>/send-back/", answering.send_back_none, name="send_back_none"),
    path("<uuid:pk>/", one.lookout, name="lookout"),
    path("<uuid:pk>/export/", one.export_lookout, name="export_lookout"),
    path("<uuid:pk>/remind/", sending.remind, name="remind_lookout"),
    path("<uuid:pk>/call-off/", sending.call_off, name="call_off_lookout"),
    path("<uuid:pk>/<uuid:enterprise>/check/", answering.check, name="check_lookout"),
    path("<uuid:pk>/<uuid:enterprise>/none/", answering.say_none, name="say_none"),
]
