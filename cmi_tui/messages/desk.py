"""The words of the agent's desk, and of « Qui a consulté mon dossier »."""

from cmi_tui.domain.desk import Act, Claim, DisablingReason, Hidden, HolderState, Motive
from cmi_tui.domain.holder_card import HistoryLine, Standing
from cmi_tui.domain.journal import DONE, STARTED, Event
from cmi_tui.domain.source import LOCAL_SOURCE
from cmi_tui.messages.desk_choices import CLAIMS, MOTIVES, REASONS
from cmi_tui.messages.pages import french_moment

TITLE = "GUICHET D'ASSISTANCE"
REFINE = "D'autres titulaires correspondent : affinez votre recherche."
NOBODY = "Aucun titulaire ne correspond."
MATCHES = "Correspond."
DIFFERS = "Ne correspond pas."
MASKED = "masqué"
WHO_LOOKED_TITLE = "QUI A CONSULTÉ MON DOSSIER"
NOBODY_LOOKED = "Aucun agent n'a consulté votre dossier."

_UNKNOWN_REASON = "motif non enregistré"
HIDDEN = {
    Hidden.EMAIL: "adresse email",
    Hidden.ADDRESS: "adresse postale",
    Hidden.BIRTH_DATE: "date de naissance",
}
STATES = {
    HolderState.NEVER_ACTIVATED: "jamais activé",
    HolderState.CODE_ASKED: "code demandé",
    HolderState.CODE_SENT: "code remis",
    HolderState.ACTIVE: "actif",
    HolderState.DISABLED: "désactivé",
    HolderState.BARRED: "désactivé, bloqué",
}
ACTS = {
    Act.ASK_CODE: "Demander un code d'activation",
    Act.END_SLOWING: "Lever l'attente",
    Act.END_SESSIONS: "Fermer les sessions",
    Act.DISABLE: "Désactiver le compte",
    Act.ENABLE: "Réactiver le compte",
}
RECAPS = {
    Act.ASK_CODE: (
        "Un code d'activation sera demandé pour {name}. Le code sera imprimé par l'exploitant et remis "
        "au titulaire : vous ne le verrez pas. Le courrier peut prendre plusieurs jours."
    ),
    Act.END_SLOWING: "{name} pourra essayer de se connecter tout de suite.",
    Act.END_SESSIONS: "{name} : toutes les sessions seront fermées ; le mot de passe ne change pas.",
    Act.DISABLE: "{name} : le compte sera désactivé et ses sessions fermées.",
    Act.ENABLE: "{name} pourra se connecter de nouveau, avec son mot de passe s'il en a un.",
}
"""What is told before an act is confirmed, to which « Le titulaire en sera averti. » is added."""
HOLDER_IS_TOLD = "Le titulaire en sera averti par email s'il a une adresse."
DONE_ACTS = {
    Act.ASK_CODE: "Le code d'activation est demandé : l'exploitant l'imprimera.",
    Act.END_SLOWING: "L'attente est levée.",
    Act.END_SESSIONS: "Les sessions sont fermées.",
    Act.DISABLE: "Le compte est désactivé.",
    Act.ENABLE: "Le compte est réactivé.",
}


def standing_text(standing: Standing) -> str:
    """The state of an account in a line, with why and since when."""
    text = STATES[standing.state].capitalize()
    if standing.state in (HolderState.DISABLED, HolderState.BARRED):
        reason = standing.disabled_reason
        is_known = reason is not None and reason in set(DisablingReason)
        text += f" ({REASONS[DisablingReason(reason)] if is_known and reason else _UNKNOWN_REASON})"
        if standing.disabled_at is not None:
            text += f", depuis le {french_moment(standing.disabled_at)}"
    elif standing.state is HolderState.CODE_ASKED and standing.code_asked_at is not None:
        text += f" le {french_moment(standing.code_asked_at)}"
    elif standing.code_expires_at is not None:
        text += f", valable jusqu'au {french_moment(standing.code_expires_at)}"
    return text


_BY_HOLDER = {
    Event.PROOF: "Le titulaire a redonné son mot de passe",
    Event.EMAIL_CHANGE: "Le titulaire a changé son adresse email",
    Event.PASSWORD_CHANGE: "Le titulaire a changé ou choisi son mot de passe",
    Event.PREFERENCES: "Le titulaire a changé ses préférences",
    Event.PREPARATION: "Le titulaire a répondu d'avance au formulaire de défaut qualité",
    Event.EXPORT: "Le titulaire a établi le formulaire de défaut qualité",
}
_DONE = {
    Event.CODE: "a établi un code d'activation",
    Event.DISABLING: "a désactivé le compte",
    Event.ENABLING: "a réactivé le compte",
    Event.ROLE: "a changé le rôle du compte",
    Event.READING: "a consulté le compte",
    Event.CONSULTATION: "a lu le journal de ce compte",
    Event.CARD: "a consulté le dossier",
    Event.REVEAL: "a affiché une donnée",
    Event.VERIFICATION: "a vérifié ce que disait l'appelant",
    Event.CODE_REQUEST: "a demandé un code d'activation",
    Event.SLOWING_END: "a levé l'attente",
    Event.SESSIONS_END: "a fermé les sessions",
}
_NOTICE = "Avis par email : envoi {how}"
_SIGN_IN = "Connexion du titulaire"
_REFUSED_SIGN_IN = "Tentative de connexion refusée"
_REFUSED = "Action refusée : {what}"
_SIGN_OUT = "Fin d'une session du titulaire"
_REFUSED_TO_SESSION = "Demande refusée à une session du titulaire"
_OTHER = "Autre événement du compte"


def agent_name(number: int | None) -> str:
    """How an agent is told of to holders and colleagues: « l'agent A-17 »."""
    return "un agent" if number is None else f"l'agent A-{number}"


def history_text(line: HistoryLine) -> str:
    """What a line of an account's history tells, in a sentence with its moment."""
    return f"{french_moment(line.at)} : {_what(line)}."


def _what(line: HistoryLine) -> str:
    is_done = line.outcome == DONE
    match line.event:
        case Event.SIGN_IN if not is_done and line.outcome != STARTED:
            return f"{_REFUSED_SIGN_IN}, {_place(line)}"
        case Event.SIGN_IN if is_done:
            return f"{_SIGN_IN}, {_place(line)}"
        case Event.SIGN_OUT:
            # Its outcome tells how the session ended.
            return _SIGN_OUT
        case Event.REFUSAL:
            return _REFUSED_TO_SESSION
        case Event.NOTICE:
            return _NOTICE.format(how="fait" if is_done else "impossible")
    if line.event in _BY_HOLDER:
        text = _BY_HOLDER[Event(line.event)]
    elif line.event in _DONE:
        who = "l'exploitant" if line.is_operator else agent_name(line.agent)
        text = f"{who} {_DONE[Event(line.event)]}{_detail(line)}"
    else:
        return _OTHER
    if is_done:
        return text[0].upper() + text[1:]
    return _REFUSED.format(what=text[0].lower() + text[1:])


def _place(line: HistoryLine) -> str:
    return "sans SSH" if line.source == LOCAL_SOURCE else f"depuis {line.source}"


def _detail(line: HistoryLine) -> str:
    text = line.detail
    if line.event == Event.CARD and text.startswith("motive="):
        motive = text.removeprefix("motive=")
        return f" (motif : {MOTIVES[Motive(motive)].lower()})" if motive in set(Motive) else ""
    if line.event == Event.CARD and text:
        return " de nouveau"
    if line.event == Event.REVEAL and text in set(Hidden):
        return f" : {HIDDEN[Hidden(text)]}"
    if line.event == Event.DISABLING and text in set(DisablingReason):
        return f" ({REASONS[DisablingReason(text)]})"
    claim, _blank, result = text.partition(" ")
    if line.event == Event.VERIFICATION and claim in set(Claim):
        is_right = "correspond" if result == "matches" else "ne correspond pas"
        return f" : {CLAIMS[Claim(claim)]}, {is_right}"
    return ""
