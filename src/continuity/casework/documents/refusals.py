"""The paper of a case that was refused: the statutory form, with the ground, its law and the words.

Every procedure refuses on the same form, so no service drafts it; whoever reads the case for it is
its agency, in the transaction of the issue.
"""

from __future__ import annotations

from continuity.casework import cases
from continuity.casework.documents import forms
from continuity.casework.documents.drafts import Beside, Draft, wants_english
from continuity.casework.documents.kinds import HEAD
from continuity.casework.story import story, words
from continuity.casework.verbs.deciding import Issue
from continuity.core.procedure import Procedure, Words
from continuity.register.called import called


def drafted(told: Issue) -> Draft:
    """The form of a case that was just issued as refused; reading the name and the words is an entry.

    With an English version where the applicant wished one; the officer's words stay as they are.
    """
    case, law, act = told.case, told.procedure, story(told.case.id).decision
    assert act is not None, "what was refused was decided"
    said = words(case.id, act.id)
    filing = forms.Filing(
        case.number, law.label, case.filed, case.due, cases.personal(case.id, ["name"])["name"],
        result_at=called(told.agency, told.on),
    )  # fmt: skip
    why = ground(law, str(act.told.get("reason", "")), said)
    slots, english = (forms.refusal(filing, [why], one, decided=True) for one in ("vi", "en"))
    beside = Beside(english, HEAD.en) if wants_english(told) else None
    return Draft(forms.REFUSAL.id, slots, office=HEAD.vi, procedure=law.official, beside=beside)


def ground(law: Procedure | None, id: str, said: str) -> tuple[Words, str]:
    """A ground of a procedure as the form has it: what it is called and the words, and its article."""
    for one in law.refusals if law else ():
        if one.id == id:
            vi, en = one.label.vi, one.label.en or one.label.vi
            basis = ", ".join(part for part in (one.basis.source, one.basis.article) if part)
            return Words(f"{vi}: {said}", f"{en}: {said}"), basis
    return Words(said, said), ""
