"""The addresses of handovers, below the desk."""

from __future__ import annotations

from django.urls import path

from continuity.web.handovers import (
    annex,
    balance,
    beginning,
    boxes,
    counting,
    listed,
    one,
    readiness,
    settling,
    takeover,
    transit,
)

AT = "desk/handovers/<uuid:id>"
READY = "desk/readiness/<str:name>"
urlpatterns = [
    path("desk/handovers", listed.handovers, name="handovers"),
    path("desk/handovers/new", beginning.new, name="handover-new"),
    path(READY, readiness.cockpit, name="readiness"),
    path(f"{READY}/cell", readiness.cell, name="readiness-cell"),
    path(f"{READY}/file", readiness.file, name="readiness-file"),
    path(f"{READY}/do/<slug:verb>", readiness.act, name="readiness-act"),
    path(AT, one.handover, name="handover"),
    path(f"{AT}/minutes.pdf", one.minutes, name="handover-minutes"),
    path(f"{AT}/package.zip", one.bag, name="handover-package"),
    path(f"{AT}/balance", balance.balance, name="handover-balance"),
    path(f"{AT}/balance.pdf", balance.pdf, name="handover-balance-pdf"),
    path(f"{AT}/transit", transit.transit, name="handover-transit"),
    path(f"{AT}/differences", settling.differences, name="handover-differences"),
    path(f"{AT}/differences/one", settling.settle, name="handover-settle"),
    path(f"{AT}/annexes/<slug:annex>", annex.annex, name="handover-annex"),
    path(f"{AT}/annexes/<slug:annex>/template.xlsx", annex.template, name="handover-template"),
    path(f"{AT}/annexes/<slug:annex>/labels", boxes.labels, name="handover-labels"),
    path(f"{AT}/annexes/<slug:annex>/separators.pdf", boxes.separators, name="handover-separators"),
    path(f"{AT}/annexes/<slug:annex>/thing", boxes.thing, name="handover-thing"),
    path(f"{AT}/annexes/<slug:annex>/wrong", annex.wrong_rows, name="handover-wrong"),
    path(f"{AT}/annexes/<slug:annex>/take-over", takeover.take_over, name="handover-takeover"),
    path(f"{AT}/annexes/<slug:annex>/take-over/rows", takeover.rows, name="handover-takeover-rows"),
    path(f"{AT}/annexes/<slug:annex>/count", counting.count, name="handover-count"),
    path(f"{AT}/annexes/<slug:annex>/sheet.csv", counting.sheet, name="handover-sheet"),
    path(f"{AT}/annexes/<slug:annex>/do/<slug:verb>", annex.act, name="handover-annex-act"),
    path(f"{AT}/do/<slug:verb>", one.act, name="handover-act"),
]
