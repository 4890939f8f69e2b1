"""URLs of going to look."""

from django.urls import path

from anlan.inspections.rounds import views as rounds
from anlan.inspections.selfcheck import overview
from anlan.inspections.tips import views as tips
from anlan.inspections.views import choosing, ending, reading, walking

app_name = "inspections"
urlpatterns = [
    path("", reading.visits, name="list"),
    path("export/", reading.export, name="export"),
    path("selfchecks/", overview.overview, name="selfchecks"),
    path("selfchecks/export/", overview.export, name="selfchecks_export"),
    path("selfchecks/<uuid:pk>/", overview.latest, name="latest_selfcheck"),
    path("rounds/", rounds.listed, name="rounds"),
    path("rounds/export/", rounds.export, name="rounds_export"),
    path("rounds/made/", rounds.made, name="rounds_made"),
    path("rounds/made/export/", rounds.made_export, name="rounds_made_export"),
    path("rounds/made/<uuid:pk>/", rounds.one, name="round"),
    path("rounds/made/<uuid:pk>/strike/", rounds.strike, name="strike_round"),
    path("rounds/made/<uuid:pk>/files/<str:sha256>/", rounds.photo, name="round_photo"),
    path("rounds/of/<uuid:pk>/", rounds.of_enterprise, name="rounds_of"),
    path("rounds/of/<uuid:pk>/plan/", rounds.set_plan, name="set_rounds"),
    path("rounds/<uuid:pk>/", rounds.walk, name="walk_round"),
    path("rounds/<uuid:pk>/end/", rounds.end, name="end_rounds"),
    path("tips/", tips.tips, name="tips"),
    path("tips/export/", tips.tips_export, name="tips_export"),
    path("tips/<uuid:pk>/", tips.tip, name="tip"),
    path("tips/<uuid:pk>/teller/", tips.teller, name="tip_teller"),
    path("tips/<uuid:pk>/photos/<str:sha256>/", tips.photo, name="tip_photo"),
    path("kinds/", choosing.kinds, name="kinds"),
    path("new/", choosing.choose_kind, name="new"),
    path("new/<slug:kind>/", choosing.choose_enterprise, name="choose_enterprise"),
    path("new/<slug:kind>/<uuid:enterprise>/", choosing.begin, name="begin"),
    path("of/<uuid:pk>/", reading.of_enterprise, name="of_enterprise"),
    path("<uuid:pk>/", reading.detail, name="detail"),
    path("<uuid:pk>/record.pdf", reading.record, name="record"),
    path("<uuid:pk>/files/<str:sha256>/", reading.file, name="file"),
    path("<uuid:pk>/walk/", walking.resume, name="walk"),
    path("<uuid:pk>/items/", walking.items, name="items"),
    path("<uuid:pk>/items/<int:number>/", walking.item, name="item"),
    path("<uuid:pk>/items/<int:number>/answer/", walking.answer, name="answer"),
    path("<uuid:pk>/items/<int:number>/skip/", walking.skip, name="skip"),
    path("<uuid:pk>/items/<int:number>/found/", walking.found, name="found"),
    path("<uuid:pk>/items/<int:number>/known/", walking.known, name="known"),
    path("<uuid:pk>/seen/", walking.seen, name="seen"),
    path("<uuid:pk>/people/", ending.people, name="people"),
    path("<uuid:pk>/people/<uuid:companion>/leave/", ending.leave_out, name="leave_out"),
    path("<uuid:pk>/review/", ending.review, name="review"),
    path("<uuid:pk>/signatures/", ending.signatures, name="signatures"),
    path("<uuid:pk>/refusal/", ending.refuse, name="refuse"),
    path("<uuid:pk>/finish/", ending.finish, name="finish"),
    path("<uuid:pk>/abandon/", ending.abandon, name="abandon"),
]
