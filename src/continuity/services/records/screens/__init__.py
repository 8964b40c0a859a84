"""What people see of criminal records: the calculator, codes and checks, and the keeper's desk."""

from __future__ import annotations

from django.urls import path

from continuity.services.records.screens import (
    calculator,
    cases,
    checking,
    holding,
    keeper,
    nights,
    questions,
    tables,
)

desk = [
    path("", keeper.home, name="home"),
    path("person", keeper.person, name="person"),
    path("person/<slug:act>", keeper.entered, name="entered"),
    path("table", tables.table, name="table"),
    path("table.csv", tables.template, name="template"),
    path("nights", nights.nights, name="nights"),
    path("cases/<str:number>", cases.case, name="case"),
    path("cases/<str:number>/letter", cases.written, name="letter"),
]
"""Under the desk: for the keeper of the register, and for who decides a certificate."""

public = [
    path("when", calculator.page, name="when"),
    path("check", checking.check, name="check"),
    path("asked", questions.asked, name="asked"),
    path("codes", holding.by_slip, name="codes-by-slip"),
    path("codes/<uuid:id>", holding.codes, name="codes"),
]
"""For everybody; `asked` and the last are for a person who is signed in."""
