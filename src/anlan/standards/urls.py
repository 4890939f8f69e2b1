"""URLs of the measure."""

from django.urls import path

from anlan.standards import views
from anlan.standards.handbook import views as handbook
from anlan.standards.shelving import views as shelving
from anlan.standards.training import views as training

app_name = "standards"
urlpatterns = [
    path("", views.packs, name="packs"),
    path("packs/<slug:slug>/", views.pack, name="pack"),
    path("packs/<slug:slug>/<int:version>/", views.pack, name="pack_version"),
    path("packs/<slug:slug>/<int:version>/print/", views.pack_paper, name="pack_paper"),
    path("packs/<slug:slug>/<int:version>/handbook/<slug:form>/", handbook.of_pack, name="pack_handbook"),
    path("criteria/<uuid:pk>/", views.criterion, name="criterion"),
    path("criteria/<uuid:pk>/compare/", views.compare, name="compare"),
    path("proposals/", shelving.proposals, name="proposals"),
    path("proposals/export/", shelving.export, name="proposals_export"),
    path("proposals/new/", shelving.bring, name="bring_pack"),
    path("proposals/key-checks/", shelving.enter_key_checks, name="enter_key_checks"),
    path("proposals/<uuid:pk>/", shelving.proposal, name="proposal"),
    path("proposals/<uuid:pk>/load/", shelving.put_in_force, name="put_in_force"),
    path("proposals/<uuid:pk>/drop/", shelving.drop, name="drop_proposal"),
    path("search/", views.search, name="search"),
    path("industries/", views.industries, name="industries"),
    path("industries/new/", views.industry, name="industry_new"),
    path("industries/<slug:code>/", views.industry, name="industry"),
    path("industries/<slug:code>/handbook/<slug:form>/", handbook.of_industry, name="handbook"),
    path("industries/<slug:code>/office/<str:region>/", views.office, name="office"),
    path("checklists/", views.preview, name="preview"),
    path("checklists/pdf/", views.preview_pdf, name="preview_pdf"),
    path("checklists/<uuid:pk>/", views.checklist, name="checklist"),
    path("checklists/<uuid:pk>/pdf/", views.checklist_pdf, name="checklist_pdf"),
    path("training/", training.listed, name="training"),
    path("training/export/", training.export, name="training_export"),
    path("training/new/", training.new_session, name="new_session"),
    path("training/<uuid:pk>/", training.session, name="session"),
    path("training/<uuid:pk>/people/", training.invite, name="invite"),
    path("training/<uuid:pk>/hold/", training.hold, name="hold_session"),
    path("training/<uuid:pk>/call-off/", training.call_off, name="call_off_session"),
    path("training/<uuid:pk>/sign-in/", training.sign_in, name="sign_in"),
    path("training/<uuid:pk>/quiz/", training.take, name="quiz"),
    path("training/<uuid:pk>/quiz/result/", training.result, name="quiz_result"),
    path("training/<uuid:pk>/sign-sheet/", training.sign_sheet, name="sign_sheet"),
    path("training/<uuid:pk>/record/", training.record, name="training_record"),
]
