"""The account's forms as questions: what is said before anything is saved."""

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.messages import linear as texts
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from tests.conftest import PASSWORD
from tests.linear.test_conversation import PASSWORD_FORM, SIGN_OUT, played

NEW = "Nouveau2026!"


def test_a_password_with_a_blank_at_its_end_is_warned_of_before_the_recap(
    portal: Portal, session: Session
) -> None:
    blank = f"{NEW} "
    _status, terminal = played(
        portal, session, *PASSWORD_FORM, PASSWORD, blank, blank, "2", NEW, NEW, "oui", *SIGN_OUT
    )
    warning = texts.WARNING.format(text=error_text(Code.PASSWORD_BLANK_ENDS))
    recaps = [number for number, line in enumerate(terminal.lines) if line == texts.RECAP]
    assert len(recaps) == 2 and terminal.lines.count(warning) == 1
    assert terminal.lines.index(warning) == recaps[0] - 1


def test_the_old_password_is_refused_as_a_new_one_where_it_is_answered(
    portal: Portal, session: Session
) -> None:
    _status, terminal = played(
        portal, session, *PASSWORD_FORM, PASSWORD, PASSWORD, NEW, NEW, "oui", *SIGN_OUT
    )
    told = terminal.lines.index(f"Erreur. Nouveau mot de passe : {error_text(Code.PASSWORD_UNCHANGED)}")
    assert told < terminal.lines.index(texts.RECAP)
