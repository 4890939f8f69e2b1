"""URLs of enforcement, one prefix for each part."""

from django.urls import include, path

app_name = "enforcement"
urlpatterns = [
    path("", include("anlan.enforcement.batches.urls")),
    path("draws/", include("anlan.enforcement.drawing.urls")),
    path("errands/", include("anlan.enforcement.errands.urls")),
    path("documents/", include("anlan.enforcement.documents.urls")),
    path("exemptions/", include("anlan.enforcement.exempting.urls")),
    path("for-show/", include("anlan.enforcement.forshow.urls")),
    path("frequency/", include("anlan.enforcement.frequency.urls")),
    path("inspections/", include("anlan.enforcement.inspecting.urls")),
    path("templates/", include("anlan.enforcement.templating.urls")),
    path("penalties/", include("anlan.enforcement.cases.urls")),
    path("moves/", include("anlan.enforcement.moving.urls")),
    path("referrals/", include("anlan.enforcement.referring.urls")),
    path("traces/", include("anlan.enforcement.tracing.urls")),
    path("transfers/", include("anlan.enforcement.transfers.urls")),
]
