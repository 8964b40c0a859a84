"""The addresses of the citizen's pages."""

from __future__ import annotations

from django.urls import path

from continuity.web.portal import (
    crossed,
    draft,
    my,
    offered,
    opinion,
    pay,
    send,
    sign_up,
    track,
    verify,
)

urlpatterns = [
    path("services", offered.services, name="services"),
    path("services/<slug:code>", offered.service, name="service"),
    path("services/<slug:code>/apply", offered.apply, name="apply"),
    path("track", track.track, name="track"),
    path("track/crossed/<uuid:handover>", crossed.tracked, name="track-crossed"),
    path("sign-up", sign_up.sign_up, name="sign-up"),
    path("my", my.my, name="my"),
    path("my/drafts/<uuid:id>", draft.next_page, name="draft-next"),
    path("my/drafts/<uuid:id>/check", send.check, name="draft-check"),
    path("my/drafts/<uuid:id>/discard", draft.discard, name="draft-discard"),
    path("my/drafts/<uuid:id>/papers/<uuid:paper>", draft.paper, name="draft-paper"),
    path("my/drafts/<uuid:id>/<slug:page>", draft.page, name="draft-page"),
    path("my/cases/<uuid:id>", my.case, name="my-case"),
    path("my/cases/<uuid:id>/crossed/<uuid:handover>", crossed.crossed, name="my-crossed"),
    path("my/cases/<uuid:id>/sent", my.sent, name="my-sent"),
    path("my/cases/<uuid:id>/slip", my.slip, name="my-slip"),
    path("my/cases/<uuid:id>/supplement", my.supplement, name="my-supplement"),
    path("my/cases/<uuid:id>/withdraw", my.withdraw, name="my-withdraw"),
    path("my/cases/<uuid:id>/languages", my.languages, name="my-languages"),
    path("my/cases/<uuid:id>/law", my.law, name="my-law"),
    path("my/cases/<uuid:id>/opinion", opinion.opinion, name="my-opinion"),
    path("my/cases/<uuid:id>/pay", pay.pay, name="my-pay"),
    path("my/cases/<uuid:id>/pay/back", pay.paid, name="my-paid"),
    path("payments/<slug:way>/callback", pay.callback, name="payment-callback"),
    path("my/cases/<uuid:id>/papers/<uuid:paper>", my.paper, name="my-paper"),
    path("my/cases/<uuid:id>/documents/<uuid:document>", my.document, name="my-document"),
    path("verify", verify.verify, name="verify"),
]
