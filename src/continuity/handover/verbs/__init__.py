"""What may be done in a handover. Each verb is one transaction: lock, load, decide, write, record.

Who acts for whom is asked first; a verb that is asked for again with the same key gives the first answer.
"""

from __future__ import annotations

from continuity.handover.verbs.afterwards import find as find
from continuity.handover.verbs.afterwards import give_back as give_back
from continuity.handover.verbs.counting import Verdict as Verdict
from continuity.handover.verbs.counting import confirm as confirm
from continuity.handover.verbs.counting import count as count
from continuity.handover.verbs.counting import count_all as count_all
from continuity.handover.verbs.counting import scan as scan
from continuity.handover.verbs.generating import generate as generate
from continuity.handover.verbs.listing import Entered as Entered
from continuity.handover.verbs.listing import close as close
from continuity.handover.verbs.listing import close_empty as close_empty
from continuity.handover.verbs.listing import enter as enter
from continuity.handover.verbs.listing import remove as remove
from continuity.handover.verbs.listing import reopen as reopen
from continuity.handover.verbs.opening import asked as asked
from continuity.handover.verbs.opening import begin as begin
from continuity.handover.verbs.opening import complete as complete
from continuity.handover.verbs.opening import include as include
from continuity.handover.verbs.opening import move as move
from continuity.handover.verbs.opening import plan_again as plan_again
from continuity.handover.verbs.passing import Passed as Passed
from continuity.handover.verbs.passing import pass_on as pass_on
from continuity.handover.verbs.scanning import Bound as Bound
from continuity.handover.verbs.scanning import bind as bind
from continuity.handover.verbs.settling import settle as settle
from continuity.handover.verbs.signing import draw_up as draw_up
from continuity.handover.verbs.signing import sign as sign
from continuity.handover.verbs.signing import tear_up as tear_up
from continuity.handover.verbs.taking import TakenOver as TakenOver
from continuity.handover.verbs.taking import take_over as take_over
