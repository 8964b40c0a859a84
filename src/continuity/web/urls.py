"""The addresses of the site."""

from __future__ import annotations

from django.urls import path

from continuity.web.api import addresses as api_addresses
from continuity.web.api.interface import api
from continuity.web.api.openapi import openapi
from continuity.web.desk import case as desk_case
from continuity.web.desk import counter as desk_counter
from continuity.web.desk import filing as desk_filing
from continuity.web.desk import inbox as desk_inbox
from continuity.web.desk import inspecting as desk_inspecting
from continuity.web.desk import many as desk_many
from continuity.web.desk import notices as desk_notices
from continuity.web.desk import opinions as desk_opinions
from continuity.web.desk import papers as desk_papers
from continuity.web.desk import retention as desk_retention
from continuity.web.handovers.urls import urlpatterns as handovers
from continuity.web.people.urls import urlpatterns as people
from continuity.web.plans.urls import urlpatterns as plans
from continuity.web.portal.urls import urlpatterns as portal
from continuity.web.publicity.urls import urlpatterns as publicity
from continuity.web.reforms import approve, draft, law, read
from continuity.web.rules.urls import urlpatterns as rules
from continuity.web.views import (
    addresses,
    changes,
    developers,
    home,
    pictures,
    sign_in,
    static,
    story,
    units,
    who,
)

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("who", who.who, name="who"),
    path("changes", changes.start, name="changes"),
    path("changes/papers", changes.choose, name="changes-papers"),
    path("changes/answer", changes.answer, name="changes-answer"),
    path("addresses", addresses.addresses, name="addresses"),
    path("units", units.units, name="units"),
    path("units/<str:key>.svg", units.svg, name="svg"),
    path("units/<str:key>.json", units.as_json, name="json"),
    path("units/<str:key>.csv", units.as_csv, name="csv"),
    path("units/<str:key>", units.unit, name="unit"),
    path("map", pictures.nation, name="map"),
    path("map/<str:key>", pictures.province, name="map-province"),
    path("reforms/picture/nation.svg", pictures.nation_svg, name="nation-svg"),
    path("reforms/picture/nation.csv", pictures.nation_csv, name="nation-csv"),
    path("reforms/picture/bars.svg", pictures.bars_svg, name="bars-svg"),
    path("reforms/picture/provinces/<str:key>.svg", pictures.province_svg, name="province-svg"),
    path("reforms/picture/provinces/<str:key>.csv", pictures.province_csv, name="province-csv"),
    path("reforms", read.reforms, name="reforms"),
    path("reforms/new", draft.new, name="draft-new"),
    path("reforms/law", law.law, name="law"),
    path("reforms/drafts/<str:name>", draft.draft, name="draft"),
    path("reforms/drafts/<str:name>/enact", approve.enact, name="enact"),
    path("reforms/drafts/<str:name>/discard", draft.discard, name="draft-discard"),
    path("reforms/drafts/<str:name>/add/<str:kind>", draft.add, name="draft-add"),
    path("reforms/drafts/<str:name>/notices.csv", approve.notices, name="notices"),
    path("reforms/<str:name>", read.reform, name="reform"),
    path("reforms/<str:name>/proof.json", read.proof, name="proof"),
    path("reforms/<str:name>/changes.csv", read.changes, name="reform-csv"),
    path("reforms/<str:name>/undo", approve.undo, name="undo"),
    path("reforms/<str:name>/slip", approve.slip, name="slip"),
    path("developers", developers.developers, name="developers"),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", api.urls),
    path("api/addresses/convert", api_addresses.short),
    path("api/addresses/resolve", api_addresses.short),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/first", sign_in.first, name="first"),
    path("sign-in/demo", sign_in.demo, name="demo"),
    path("sign-in/passkey", sign_in.with_passkey, name="with-passkey"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("me", sign_in.me, name="me"),
    path("me/passkeys", sign_in.passkeys, name="passkeys"),
    path("desk", desk_inbox.inbox, name="desk"),
    path("desk/opinions", desk_opinions.opinions, name="desk-opinions"),
    path("desk/bulk", desk_many.many, name="desk-bulk"),
    path("desk/search", desk_inbox.search, name="desk-search"),
    path("desk/load", desk_inbox.load, name="desk-load"),
    path("desk/inspection", desk_inspecting.inspect, name="desk-inspection"),
    path("desk/notices", desk_notices.notices, name="desk-notices"),
    path("desk/cases/<str:number>/notices/<uuid:id>", desk_notices.again, name="desk-notice-again"),
    path("desk/retention", desk_retention.retention, name="desk-retention"),
    path("desk/retention/draw", desk_retention.draw, name="desk-retention-draw"),
    path("desk/retention/<uuid:id>", desk_retention.one, name="desk-retention-list"),
    path("desk/file", desk_filing.services, name="desk-file"),
    path("desk/file/<str:code>", desk_filing.file, name="desk-file-one"),
    path("desk/book.pdf", desk_papers.book, name="desk-book"),
    path("desk/cases/<str:number>/forms/<str:kind>.pdf", desk_papers.form, name="desk-form"),
    path(
        "desk/cases/<str:number>/forms/<str:kind>/hand-out",
        desk_papers.hand_out,
        name="desk-hand-out",
    ),
    path("desk/cases/<str:number>/evidence/<uuid:id>", desk_papers.evidence, name="desk-evidence"),
    path("desk/cases/<str:number>/papers/<uuid:id>", desk_papers.paper, name="desk-paper"),
    path(
        "desk/cases/<str:number>/papers/<uuid:id>/signed", desk_papers.take_in, name="desk-signed"
    ),
    path("desk/counter/<str:number>", desk_counter.counter, name="desk-counter"),
    path("desk/counter/<str:number>/<str:verb>", desk_counter.act, name="desk-counter-act"),
    path(
        "desk/counter/<str:number>/papers/<uuid:id>",
        desk_counter.paper,
        name="desk-counter-paper",
    ),
    path("desk/cases/<str:number>", desk_case.case, name="desk-case"),
    path("desk/cases/<str:number>/read", desk_case.read, name="desk-read"),
    path("desk/cases/<str:number>/<str:verb>", desk_case.act, name="desk-act"),
    path("story", story.story, name="story"),
    path("story/<int:number>", story.step, name="step"),
    path("story/end", story.end, name="story-end"),
    *handovers,
    *publicity,
    *people,
    *plans,
    *rules,
    *portal,
    path("privacy", static.privacy, name="privacy"),
    path("accessibility", static.accessibility, name="accessibility"),
    path("contact", static.contact, name="contact"),
]
