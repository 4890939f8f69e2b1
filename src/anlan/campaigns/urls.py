"""URLs of campaigns."""

from django.urls import include, path

from anlan.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("steering/", include("anlan.campaigns.steering.urls")),
    path("duties/", include("anlan.campaigns.duties.urls")),
    path("assignments/", include("anlan.campaigns.assigning.urls")),
    path("lookouts/", include("anlan.campaigns.lookouts.urls")),
    path("next/", include("anlan.campaigns.nextplaces.urls")),
    path("plans/", include("anlan.campaigns.plans.urls")),
    path("bulletins/", views.bulletins, name="list"),
    path("bulletins/export/", views.export, name="list_export"),
    path("bulletins/draft/", views.draft, name="draft"),
    path("bulletins/closing/<uuid:pk>/", views.draft_closing, name="draft_closing"),
    path("bulletins/<uuid:pk>/", views.detail, name="detail"),
    path("bulletins/<uuid:pk>/words/", views.reword, name="reword"),
    path("bulletins/<uuid:pk>/drop/", views.drop, name="drop"),
    path("bulletins/<uuid:pk>/figures/", views.recount, name="recount"),
    path("bulletins/<uuid:pk>/issue/", views.issue, name="issue"),
    path("bulletins/<uuid:pk>/print/<str:kind>/", views.download, name="print"),
]
