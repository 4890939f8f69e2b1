"""URLs of org."""

from django.urls import path

from anlan.org.views import audit, calendar, login, me, offices, people, regions

app_name = "org"
urlpatterns = [
    path("login/", login.login, name="login"),
    path("logout/", login.logout, name="logout"),
    path("alive/", login.alive, name="alive"),
    path("password/", login.password, name="password"),
    path("me/", me.me, name="me"),
    path("me/digest/", me.digest, name="digest"),
    path("me/sessions/end/", me.end_sessions, name="end_sessions"),
    path("inbox/", me.notices, name="inbox"),
    path("inbox/read/", me.read_all, name="read_all"),
    path("inbox/<uuid:notice_id>/", me.open_notice, name="open_notice"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<uuid:user_id>/", people.person, name="person"),
    path("people/<uuid:user_id>/change/", people.change_person, name="change_person"),
    path("people/<uuid:user_id>/password/", people.reset_password, name="reset_password"),
    path("people/<uuid:user_id>/unlock/", people.unlock, name="unlock"),
    path("people/<uuid:user_id>/lock/", people.end_person, {"how": "lock"}, name="lock_person"),
    path("people/<uuid:user_id>/end/", people.end_person, {"how": "end"}, name="end_person"),
    path("people/<uuid:user_id>/grants/new/", people.new_grant, name="new_grant"),
    path("people/<uuid:user_id>/grants/<uuid:grant_id>/end/", people.end_grant, name="end_grant"),
    path("offices/", offices.offices, name="offices"),
    path("offices/options/", offices.options, name="office_options"),
    path("offices/new/", offices.new_office, name="new_office"),
    path("offices/<uuid:office_id>/", offices.office, name="office"),
    path("offices/<uuid:office_id>/change/", offices.change_office, name="change_office"),
    path("offices/<uuid:office_id>/end/", offices.end_office, name="end_office"),
    path("offices/<uuid:office_id>/powers/new/", offices.new_power, name="new_power"),
    path("offices/<uuid:office_id>/powers/<uuid:power_id>/end/", offices.end_power, name="end_power"),
    path("regions/", regions.regions, name="regions"),
    path("regions/options/", regions.options, name="region_options"),
    path("regions/set/", regions.set_region, name="set_region"),
    path("regions/load/", regions.load, name="load_regions"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<str:day>/forget/", calendar.forget, name="forget_workday"),
    path("logins/", audit.logins, name="logins"),
    path("account-events/", audit.account_events, name="account_events"),
    path("roles/", audit.role_table, name="roles"),
]
