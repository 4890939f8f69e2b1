"""URLs of the site: one prefix per room."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from anlan.core import api, gallery, views

PREFIXES = {
    "org": "",
    "files": "files/",
    "standards": "standards/",
    "enterprises": "enterprises/",
    "hazards": "hazards/",
    "inspections": "inspections/",
    "enforcement": "enforcement/",
    "permits": "permits/",
    "campaigns": "campaigns/",
    "field": "field/",
    "web": "",
}

urlpatterns: list[URLPattern | URLResolver] = [path("healthz", views.healthy, name="healthz")]
urlpatterns += [
    path(prefix, include(f"anlan.{room}.urls"))
    for room, prefix in PREFIXES.items()
    if room in settings.ROOMS and find_spec(f"anlan.{room}") and find_spec(f"anlan.{room}.urls")
]
ROUTERS = {room: f"anlan.{room}.api" for room in settings.ROOMS if room != "core" and find_spec(f"anlan.{room}.api")}
routers = {room: import_module(module).router for room, module in ROUTERS.items()}
urlpatterns.append(path("api/", api.mount(routers)))
urlpatterns.append(path("s/<str:token>/check/", include("anlan.inspections.selfcheck.urls")))
urlpatterns.append(path("s/<str:token>/work/", include("anlan.permits.door")))
urlpatterns.append(path("s/", include("anlan.enterprises.binding.door")))
urlpatterns.append(path("c/<str:token>/problems/", include("anlan.hazards.contracts.door")))
urlpatterns.append(path("c/<str:token>/", include("anlan.enterprises.contracts.door")))
if settings.DEBUG:
    urlpatterns.append(path("_style/", gallery.style, name="style"))
handler400 = "anlan.core.views.refused"
handler403 = "anlan.core.views.forbidden"
handler404 = "anlan.core.views.missing"
handler500 = "anlan.core.views.broken"
