"""The forms of whoever is signed in, each tied to its use case."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.portal_forms import EMAIL, EXPORT, PASSWORD, PREPARATION, PROOF, preferences_form
from cmi_tui.linear.dialogue import Back, Dialogue
from cmi_tui.linear.form_dialogue import FormDialogue
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.services.session import Session


class AccountForms:
    """Leads through a form and says what was done; leaving one changes nothing."""

    def __init__(self, portal: Portal, session: Session, dialogue: Dialogue) -> None:
        self._portal = portal
        self._session = session
        self._dialogue = dialogue

    def change_email(self) -> None:
        """« Mon adresse email », after the password where it was given too long ago."""
        needs_proof = self._dialogue.attempt(
            lambda: self._portal.prove_identity.is_needed(self._session)
        )
        if needs_proof is None or (needs_proof and not self._prove()):
            return
        information = self._dialogue.attempt(lambda: self._portal.read_information(self._session))
        if information is None:
            return
        form = FormDialogue(self._dialogue, EMAIL, {"current": information.email})
        if self._is_saved(form, lambda values: self._save_email(form, values)):
            self._dialogue.say(pages.EMAIL_CHANGED)

    def change_password(self) -> None:
        """« Mon mot de passe »."""
        form = FormDialogue(self._dialogue, PASSWORD)
        if self._is_saved(form, lambda values: self._portal.change_password(self._session, values)):
            self._dialogue.say(pages.PASSWORD_CHANGED)

    def export(self) -> None:
        """« Formulaire défaut qualité »; a file that is there is replaced only after a yes."""
        path = self._dialogue.attempt(lambda: self._portal.export_form.default_path(self._session))
        if path is None:
            return
        notes = (pages.EXPORT_NOTICE, pages.EXPORT_ADDRESS_NOTE)
        form = FormDialogue(self._dialogue, EXPORT, {"path": path}, notes)
        self._is_saved(form, self._save_export)

    def prepare(self) -> bool:
        """What the form may already say before it is fetched; whether it was saved."""
        given = self._dialogue.attempt(lambda: self._portal.prepare_form.current(self._session))
        if given is None:
            return False
        form = FormDialogue(self._dialogue, PREPARATION, given)
        return self._is_saved(form, lambda values: self._portal.prepare_form(self._session, values))

    def change_preferences(self) -> None:
        """« Mes préférences »."""
        given = self._dialogue.attempt(lambda: self._portal.keep_preferences.current(self._session))
        if given is None:
            return
        form = FormDialogue(self._dialogue, preferences_form(self._session.role), given)
        if self._is_saved(form, lambda values: self._portal.keep_preferences(self._session, values)):
            self._dialogue.say(pages.PREFERENCES_CHANGED)

    def _prove(self) -> bool:
        form = FormDialogue(self._dialogue, PROOF)
        return self._is_saved(form, lambda values: self._portal.prove_identity(self._session, values))

    def _is_saved(self, form: FormDialogue, save: Callable[[Values], None]) -> bool:
        try:
            form.run(save)
        except Back:
            return False
        return True

    def _save_email(self, form: FormDialogue, values: Values) -> None:
        try:
            self._portal.change_email(self._session, values)
        except Refused as refusal:
            if refusal.errors.get("new") is Code.PROOF_TOO_OLD and self._prove():
                self._save_email(form, values)
                return
            if "current" in refusal.errors:
                form.take("current", self._portal.read_information(self._session).email)
            raise

    def _save_export(self, values: Values, replaced: Sequence[Path] = ()) -> None:
        try:
            exported = self._portal.export_form(self._session, values, replaced=replaced)
        except Refused as refusal:
            if refusal.errors.get("path") is not Code.PATH_EXISTS:
                raise
            paths = self._portal.export_form.in_the_way(self._session, values)
            if not (paths and self._may_replace(paths)):
                raise
            self._save_export(values, paths)
            return
        self._dialogue.say(
            pages.export_done(exported.path, exported.text_path, exported.size, exported.pages)
        )

    def _may_replace(self, paths: Sequence[Path]) -> bool:
        try:
            return self._dialogue.confirm(
                pages.export_replace(paths), (texts.PAGE_HELPS["confirm_replace"],)
            )
        except Back:
            return False
