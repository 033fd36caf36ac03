"""Policy files: found in the nearest folder, checked whole, and clear about what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.floor.kernel import policy

SAYS = "title: Bread\nagreed_by: The board\nnext_review: 2027-01-01\nprose: Why.\nloaves: {loaves}\n"


class Bread(policy.Policy):
    loaves: int


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    own, ours = tmp_path / "own", tmp_path / "ours"
    own.mkdir()
    ours.mkdir()
    before = policy._folders
    policy.look_in((own, ours))
    yield own, ours
    policy.look_in(before)


def test_a_partnerships_own_policy_goes_before_ours(folders: tuple[Path, Path]):
    own, ours = folders
    (ours / "bread.yaml").write_text(SAYS.format(loaves=5))
    assert policy.read("bread", Bread).loaves == 5
    (own / "bread.yaml").write_text(SAYS.format(loaves=7))
    policy.look_in(folders)
    assert policy.read("bread", Bread).loaves == 7


def test_a_policy_that_is_not_there_is_named_with_the_folders(folders: tuple[Path, Path]):
    with pytest.raises(policy.PolicyError, match=r"No policy file bread\.yaml in .*own.*ours"):
        policy.read("bread", Bread)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (SAYS.format(loaves="many"), "loaves"),
        (SAYS.format(loaves=5) + "crumbs: 3\n", "crumbs"),
        ("title: Bread\nloaves: 5\n", "agreed_by"),
        ("title: [unclosed\n", "expected"),
        ("", "Bread"),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_file(folders: tuple[Path, Path], text: str, complaint: str):
    (folders[1] / "bread.yaml").write_text(text)
    with pytest.raises(policy.PolicyError, match=r"^bread\.yaml: ") as error:
        policy.read("bread", Bread)
    assert complaint in str(error.value)


def test_what_was_read_cannot_be_changed(folders: tuple[Path, Path]):
    (folders[1] / "bread.yaml").write_text(SAYS.format(loaves=5))
    with pytest.raises(ValueError, match="frozen"):
        policy.read("bread", Bread).loaves = 6
