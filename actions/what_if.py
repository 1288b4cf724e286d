"""Suppositions about a case: «ولو صار راتب زوجتي 2000؟», «لو بعت السيارة», «لو طلع ولدي من البيت»."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from actions.applied import changes
from actions.edits import apply, confirm

if TYPE_CHECKING:
    from actions.applied import Applied
    from actions.case import Case
    from arabic.told import Told


def suppose(case: Case, told: Told) -> tuple[Case, Applied] | None:
    """The case as it would be, and what changed in it; None where nothing could be read, or nothing changes.

    `case` itself stays as it was. What is doubtful is supposed as it was heard, for the supposition is said back before
    its amount.
    """
    supposed = copy.deepcopy(case)
    supposed.doubts = []
    applied = apply(supposed, told, None, correcting=False, supposing=True)
    for _ in applied.doubts:
        if supposed.doubts:
            confirm(supposed, 0, True)
    supposed.doubts = []
    changed = changes(case, supposed)
    if not changed and not applied.refused:
        return None
    return supposed, replace(applied, changed=changed, doubts=())
