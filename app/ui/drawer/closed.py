"""What stands in the place of records that lie in the locked private drawer: how many, and the way to the key."""

from __future__ import annotations

from functools import partial

from app.core.messages import N_, NP_
from app.ui.context import UiContext
from app.ui.forms.record_data import Listed
from app.ui.widgets.card import EmptyState


def closed_drawer(context: UiContext, listed: Listed) -> EmptyState | None:
    """Return the notice, ``None`` where the records can be read.

    Args:
        context: words, theme, the way around.
        listed: the records of a type.
    """
    if listed.closed is None:
        return None
    if listed.unset:
        said = N_("These records go into the private drawer. Set a passphrase for it first.")
        return EmptyState(
            context, "key", said, N_("Set a passphrase"), partial(context.go, "drawer"), name="to_drawer", mark="key"
        )
    said = NP_(
        "{n} record is in the private drawer, and the drawer is locked.",
        "{n} records are in the private drawer, and the drawer is locked.",
        listed.closed,
    )
    return EmptyState(
        context, "lock", said, N_("Unlock the drawer"), partial(context.go, "drawer"), name="to_drawer", mark="key"
    )
