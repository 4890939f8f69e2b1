"""URLs of trace-backs, within those of enforcement."""

from django.urls import path

from anlan.enforcement.tracing import views

urlpatterns = [
    path("", views.traces, name="traces"),
    path("export/", views.export, name="traces_export"),
    path("of/<uuid:pk>/", views.traces_of, name="traces_of"),
    path("of/<uuid:pk>/open/", views.open_trace, name="open_trace"),
    path("<uuid:pk>/", views.trace, name="trace"),
    path("<uuid:pk>/trace.pdf", views.trace_paper, name="trace_paper"),
    path("<uuid:pk>/explain/", views.explain, name="explain_trace"),
    path("<uuid:pk>/conclude/", views.conclude, name="conclude_trace"),
]
