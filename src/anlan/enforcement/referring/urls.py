"""URLs of referrals, within those of enforcement."""

from django.urls import path

from anlan.enforcement.referring import views

urlpatterns = [
    path("", views.referrals, name="referrals"),
    path("export/", views.export, name="referrals_export"),
    path("over/case/<uuid:pk>/", views.over_case, name="propose_referral_over_case"),
    path("over/hazard/<uuid:pk>/", views.over_hazard, name="propose_referral_over_hazard"),
    path("<uuid:pk>/", views.referral, name="referral"),
    path("<uuid:pk>/step/<slug:name>/", views.take, name="take_referral_step"),
]
