"""The people who can sign in to the demo, one for each role. Their passwords are no secret: the demo tells them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Who signs in. `where`: the story of their school in cast.yaml, or the key of their district or body; nothing for
    the whole partnership. `does` goes after the name in a sentence."""

    name: str
    email: str
    role: str
    password: str
    does: str
    where: str = ""
    kind: str = ""


RUTH = Person(
    "Ruth Adeyemi",
    "ruth@lockside.example",
    "staff",
    "narrowboat-at-noon",
    "works in the partnership's office",
)
SUNITA = Person(
    "Sunita Rana",
    "sunita@lockside.example",
    "data-officer",
    "windlass-and-rope",
    "is its data officer and loads the files",
)
JOYCE = Person(
    "Joyce Mensah",
    "joyce@lockside.example",
    "director",
    "lanterns-along-towpath",
    "directs the partnership: who has not been heard, whether schools feel supported",
)
IMRAN = Person(
    "Imran Qureshi",
    "imran@lockside.example",
    "district-lead",
    "heron-before-breakfast",
    "leads the district of Harlow Green and knows its forty schools",
    where="harlow-green",
)
BEATRIZ = Person(
    "Beatriz Okafor",
    "beatriz@harlowgreen.example",
    "head",
    "chalk-after-rain",
    "is headteacher of Harlow Green Primary School",
    where="improve-by-report-card",
)
GLORIA = Person(
    "Gloria Samuels",
    "gloria@harlowgreen.example",
    "chair",
    "bridge-by-lamplight",
    "chairs the governors of Harlow Green Primary School",
    where="improve-by-report-card",
)
TOMASZ = Person(
    "Tomasz Nowak",
    "tomasz@harlowgreen.example",
    "governor",
    "osier-basket-maker",
    "is a governor of Harlow Green Primary School",
    where="improve-by-report-card",
)
ELAINE = Person(
    "Elaine Murphy",
    "elaine@clerks.example",
    "clerk",
    "minutes-and-moorings",
    "is clerk to the governors of Harlow Green Primary School",
    where="improve-by-report-card",
)
NGOZI = Person(
    "Ngozi Balogun",
    "ngozi@lockside.example",
    "engagement-coordinator",
    "kettle-on-deck",
    "sees to it that heads and chairs in Harlow Green and Hodge Vale are heard",
    where="harlow-green",
)
RHIAN = Person(
    "Rhian Vaughan",
    "rhian@perrymount.example",
    "district-representative",
    "copper-kiln-morning",
    "speaks for the primary schools of Perry Mount, and is head of one",
    where="perry-mount",
    kind="primary",
)
HARJIT = Person(
    "Harjit Sandhu",
    "harjit@lockside.example",
    "finance-officer",
    "tollgate-and-ledger",
    "keeps the partnership's money",
)
DELROY = Person(
    "Delroy Campbell",
    "delroy@churchschools.example",
    "group-member",
    "seven-quiet-locks",
    "advises church schools and sits on the School Improvement and Commissioning Group",
    where="group",
)
FIONA = Person(
    "Fiona Gallagher",
    "fiona@council.example",
    "council-officer",
    "clock-above-wharf",
    "works for the council and sees what the contract gives it",
)
PATIENCE = Person(
    "Patience Okonkwo",
    "patience@board.example",
    "board-member",
    "plums-in-pannier",
    "sits on the partnership's board",
    where="board",
)
MEHMET = Person(
    "Mehmet Yusuf",
    "mehmet@college.example",
    "partner",
    "weir-before-thaw",
    "works with schools from the college of education",
)
CLIVE = Person(
    "Clive Marlow",
    "clive@trusted.example",
    "trusted-person",
    "listening-by-starlight",
    "reads what heads and chairs say in confidence, and replies; nobody else does",
)
PEOPLE = (
    RUTH,
    JOYCE,
    IMRAN,
    NGOZI,
    SUNITA,
    HARJIT,
    BEATRIZ,
    GLORIA,
    TOMASZ,
    ELAINE,
    RHIAN,
    DELROY,
    PATIENCE,
    FIONA,
    MEHMET,
    CLIVE,
)
FROM_THE_FIRST = (RUTH, SUNITA)
"""Those who were there when the partnership began to use Alongside. The others come with `demo.year`."""
