"""URLs of dangerous work."""

from django.urls import path

from anlan.permits.views import declarations, equipment, own_rules, permits, printing, steps

app_name = "permits"
urlpatterns = [
    path("", permits.listed, name="list"),
    path("export/", permits.export, name="export"),
    path("new/", permits.new, name="new"),
    path("new/<uuid:pk>/", permits.fill, name="fill"),
    path("of/<uuid:pk>/equipment/", equipment.sets_of, name="sets_of"),
    path("of/<uuid:pk>/", permits.of_enterprise, name="of_enterprise"),
    path("of/<uuid:pk>/rules/", own_rules.own_rules, name="own_rules"),
    path("of/<uuid:pk>/rules/new/", own_rules.new_rule, name="new_rule"),
    path("of/<uuid:pk>/rules/<uuid:rule_id>/end/", own_rules.end_rule, name="end_rule"),
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
    path("<uuid:pk>/tick/<str:code>/", steps.tick, name="tick"),
    path("<uuid:pk>/gas/", steps.gas, name="gas"),
    path("<uuid:pk>/approve/", steps.approve, name="approve"),
    path("<uuid:pk>/override/", own_rules.override, name="override"),
    path("<uuid:pk>/override/<uuid:override_id>/agree/", own_rules.agree, name="agree_override"),
    path("<uuid:pk>/print/", printing.paper, name="print"),
    path("<uuid:pk>/notice/", printing.notice, name="notice"),
    path("<uuid:pk>/files/<str:sha256>/", printing.photo, name="photo"),
    path("<uuid:pk>/steps/<slug:name>/", steps.step, name="step"),
]
