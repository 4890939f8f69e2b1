"""URLs of dangerous work."""

from django.urls import path

from anlan.permits.views import declarations, equipment, permits

app_name = "permits"
urlpatterns = [
    path("", permits.listed, name="list"),
    path("export/", permits.export, name="export"),
    path("new/", permits.new, name="new"),
    path("new/<uuid:pk>/", permits.fill, name="fill"),
    path("of/<uuid:pk>/", permits.of_enterprise, name="of_enterprise"),
    path("of/<uuid:pk>/rules/", permits.own_rules, name="own_rules"),
    path("of/<uuid:pk>/rules/new/", permits.new_rule, name="new_rule"),
    path("of/<uuid:pk>/rules/<uuid:rule_id>/end/", permits.end_rule, name="end_rule"),
    path("equipment/", equipment.listed, name="sets"),
    path("equipment/export/", equipment.export, name="sets_export"),
    path("equipment/new/", equipment.new, name="new_equipment"),
    path("equipment/new/<uuid:pk>/", equipment.register, name="register_equipment"),
    path("equipment/<uuid:pk>/", equipment.one, name="equipment"),
    path("equipment/<uuid:pk>/check/", equipment.check, name="check_equipment"),
    path("equipment/<uuid:pk>/eliminate/", equipment.eliminate, name="eliminate_equipment"),
    path("declarations/", declarations.listed, name="declarations"),
    path("declarations/export/", declarations.export, name="declarations_export"),
    path("declarations/new/", declarations.new, name="declare"),
    path("declarations/new/<uuid:pk>/", declarations.fill, name="declare_at"),
    path("declarations/<uuid:pk>/", declarations.one, name="declaration"),
    path("declarations/<uuid:pk>/advise/", declarations.advise, name="advise"),
    path("declarations/<uuid:pk>/close/", declarations.close, name="close_declaration"),
    path("<uuid:pk>/", permits.one, name="permit"),
    path("<uuid:pk>/change/", permits.change, name="change"),
    path("<uuid:pk>/tick/<str:code>/", permits.tick, name="tick"),
    path("<uuid:pk>/gas/", permits.gas, name="gas"),
    path("<uuid:pk>/approve/", permits.approve, name="approve"),
    path("<uuid:pk>/override/", permits.override, name="override"),
    path("<uuid:pk>/override/<uuid:override_id>/agree/", permits.agree, name="agree_override"),
    path("<uuid:pk>/print/", permits.paper, name="print"),
    path("<uuid:pk>/notice/", permits.notice, name="notice"),
    path("<uuid:pk>/files/<str:sha256>/", permits.photo, name="photo"),
    path("<uuid:pk>/steps/<slug:name>/", permits.step, name="step"),
]
