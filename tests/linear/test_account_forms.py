"""The account's forms as questions: what is said before anything is saved."""

from pathlib import Path
from typing import Any

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.change_email import ChangeEmail
from cmi_tui.services.session import Session
from rig.accounts import PASSWORD
from tests.linear.scripted import ScriptedTerminal
from tests.linear.test_conversation import (
    EMAIL_FORM,
    EXPORT_FORM,
    NO_ANSWERS,
    PASSWORD_FORM,
    SIGN_OUT,
    email_of,
    played,
)

NEW = "Nouveau2026!"
OWN = "mail0455@mail.fr"


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


def test_an_address_changed_meanwhile_is_said_and_replaced_only_after_another_yes(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = ChangeEmail.__call__

    def beaten(use_case: ChangeEmail, asker: Session, values: dict[str, str]) -> None:
        monkeypatch.undo()
        other = {"current": OWN, "new": "autre@mail.fr", "confirmation": "autre@mail.fr"}
        change(use_case, portal.sign_in.open_session(asker.account_id), other)
        change(use_case, asker, values)

    monkeypatch.setattr(ChangeEmail, "__call__", beaten)
    _status, terminal = played(
        portal, session, *EMAIL_FORM, "dds@mail.fr", "dds@mail.fr", "oui", "oui", *SIGN_OUT
    )
    said = f"Erreur. Ancien email : {error_text(Code.EMAIL_CHANGED_MEANWHILE)}"
    told = terminal.lines.index(said)
    assert "Ancien email : autre@mail.fr" in terminal.lines[told : told + 3]
    assert terminal.lines.count(texts.SAVE) == 2
    assert email_of(portal) == "dds@mail.fr"


def test_an_organisation_without_an_address_hears_that_there_is_none(portal: Portal) -> None:
    _status, terminal = played(portal, portal.sign_in.open_session(3), *EMAIL_FORM, "retour", *SIGN_OUT)
    assert "Ancien email : aucune" in terminal.lines


def test_the_help_of_the_page_is_the_guides(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, "1", "aide", *SIGN_OUT)
    helped = terminal.lines.index(pages.INFORMATION_HELP)
    assert terminal.lines[helped + 1].startswith("Choisissez par son numéro")


def test_a_file_that_comes_during_the_question_is_asked_about_in_its_turn(
    portal: Portal, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "formulaire.pdf"
    path.with_suffix(".txt").write_text("mine")
    ask = ScriptedTerminal.ask

    def come_meanwhile(self: ScriptedTerminal, prompt: str, **options: Any) -> str:
        if "Voulez-vous le remplacer" in prompt:
            path.write_text("mine")
        return ask(self, prompt, **options)

    monkeypatch.setattr(ScriptedTerminal, "ask", come_meanwhile)
    _status, terminal = played(
        portal, session, *EXPORT_FORM, str(path), *NO_ANSWERS, "oui", "oui", "oui", *SIGN_OUT
    )
    assert path.read_bytes().startswith(b"%PDF")
    assert sum("Voulez-vous les remplacer ?" in line for line in terminal.lines) == 1


def test_what_cannot_be_seen_around_an_answer_is_neither_recalled_nor_kept(
    portal: Portal, session: Session
) -> None:
    _status, terminal = played(
        portal, session, *EMAIL_FORM, "\u200bdds@mail.fr", "dds@mail.fr\u00ad", "oui", *SIGN_OUT
    )
    assert "1. Nouvel email : dds@mail.fr" in terminal.lines
    assert email_of(portal) == "dds@mail.fr"
