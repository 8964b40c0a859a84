"""The screens of the registrar and the collection points, and the public list."""

from __future__ import annotations

from django.urls import path

from continuity.services.seals.screens import labels, listed, nights, registry, scans

desk = [
    path("", registry.home, name="home"),
    path("seals", registry.search, name="search"),
    path("seals/<uuid:id>", registry.seal, name="seal"),
    path("seals/<uuid:id>/receipt", labels.handed_in, name="handed-in"),
    path("seals/<uuid:id>/<str:verb>", registry.done, name="done"),
    path("bodies/<path:body>", registry.body, name="body"),
    path("lists", listed.publish, name="publish"),
    path("nights/new", nights.new, name="new"),
    path("nights/<uuid:id>", nights.night, name="night"),
    path("nights/<uuid:id>/progress", nights.progress, name="progress"),
    path("nights/<uuid:id>/confirm", nights.confirm, name="confirm"),
    path("nights/<uuid:id>/certify", nights.certify, name="certify"),
    path("nights/<uuid:id>/close", nights.close, name="close"),
    path("nights/<uuid:id>/missing.csv", nights.missing_csv, name="missing-csv"),
    path("nights/<uuid:id>/list/<str:which>", nights.tasks, name="tasks"),
    path("nights/<uuid:id>/scan", scans.scan, name="scan"),
    path("nights/<uuid:id>/labels", labels.labels, name="labels"),
    path("receipts/<uuid:task>", labels.receipt, name="receipt"),
    path("receipts/<uuid:task>/back", scans.back, name="back"),
]
"""Under the desk: for who registers seals."""

public = [
    path("void", listed.void, name="void"),
    path("void.csv", listed.void_csv, name="void-csv"),
    path("void/lists", listed.lists, name="lists"),
    path("void/lists/<uuid:id>.pdf", listed.void_pdf, name="void-pdf"),
]
"""For everybody."""
