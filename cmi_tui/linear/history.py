"""What has happened to an account, in sentences, twenty at a time."""

from collections.abc import Callable

from cmi_tui.domain.holder_card import History
from cmi_tui.linear.dialogue import Back, Dialogue
from cmi_tui.messages import desk, desk_pages
from cmi_tui.messages import linear as texts


def read_history(
    dialogue: Dialogue, title: str, nothing: str, fetch: Callable[[int | None], History | None]
) -> None:
    """Says what `fetch` gives, and more of it while that is asked for; `nothing` where there is none.

    `fetch` takes the last page's `older`, and gives None where it has said why there is nothing.
    """
    lines, history = [title], fetch(None)
    while history is not None:
        lines += map(desk.history_text, history.lines)
        if history.older is None:
            dialogue.say(*lines, *([] if lines[1:] or history.lines else [nothing]))
            return
        helps = (texts.PAGE_HELPS["history"],)
        try:
            chosen = dialogue.choose(lines, [desk_pages.OLDER, texts.GO_BACK], helps, is_known=False)
        except Back:
            return
        if chosen:
            return
        lines, history = [], fetch(history.older)
