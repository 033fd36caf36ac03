"""All that is done with a review, in the order in which it is done."""

from __future__ import annotations

from alongside.floor.kernel.refusals import CannotRecord as CannotRecord
from alongside.work.peer_review.reviews.afterwards.actions import (
    choose_action as choose_action,
)
from alongside.work.peer_review.reviews.afterwards.actions import (
    finish_action as finish_action,
)
from alongside.work.peer_review.reviews.afterwards.actions import (
    hold_workshop as hold_workshop,
)
from alongside.work.peer_review.reviews.afterwards.actions import (
    look_again as look_again,
)
from alongside.work.peer_review.reviews.consent import Audience as Audience
from alongside.work.peer_review.reviews.giving.actions import (
    release as release,
)
from alongside.work.peer_review.reviews.giving.actions import (
    take_back as take_back,
)
from alongside.work.peer_review.reviews.preparing.actions import (
    Line as Line,
)
from alongside.work.peer_review.reviews.preparing.actions import (
    begin as begin,
)
from alongside.work.peer_review.reviews.preparing.actions import (
    fix_days as fix_days,
)
from alongside.work.peer_review.reviews.preparing.actions import (
    follow as follow,
)
from alongside.work.peer_review.reviews.preparing.actions import (
    prepare as prepare,
)
from alongside.work.peer_review.reviews.preparing.actions import (
    timetable as timetable,
)
from alongside.work.peer_review.reviews.writing.actions import (
    agree_report as agree_report,
)
from alongside.work.peer_review.reviews.writing.actions import (
    keep as keep,
)
from alongside.work.peer_review.reviews.writing.actions import (
    mend_finding as mend_finding,
)
from alongside.work.peer_review.reviews.writing.actions import (
    reflect as reflect,
)
from alongside.work.peer_review.reviews.writing.actions import (
    reply as reply,
)
from alongside.work.peer_review.reviews.writing.actions import (
    summarise as summarise,
)
from alongside.work.peer_review.reviews.writing.actions import (
    write_finding as write_finding,
)
