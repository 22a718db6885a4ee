"""The words of the notices by mail; they hold no name, address, identifier or password."""

from cmi_tui.domain.notices import NoticeKind

SUBJECTS = {
    NoticeKind.EMAIL_CHANGED_TO_OLD: "L'adresse email de votre compte a été modifiée",
    NoticeKind.EMAIL_CHANGED_TO_NEW: "Cette adresse email est maintenant celle de votre compte",
    NoticeKind.PASSWORD_CHANGED: "Le mot de passe de votre compte a été modifié",
    NoticeKind.SECOND_FACTOR_ENROLLED: "Un second facteur protège votre compte d'agent",
    NoticeKind.SECOND_FACTOR_RESET: "Le second facteur de votre compte d'agent a été retiré",
    NoticeKind.CODE_ASKED: "Un code d'activation a été demandé pour votre compte",
    NoticeKind.SLOWING_ENDED: "Votre compte accepte de nouveau les connexions",
    NoticeKind.SESSIONS_ENDED: "Les connexions de votre compte ont été fermées",
    NoticeKind.ACCOUNT_DISABLED: "Votre compte a été désactivé",
    NoticeKind.ACCOUNT_ENABLED: "Votre compte a été réactivé",
    NoticeKind.AGENT_LIMIT: "Un agent a atteint une limite du guichet d'assistance",
}
_WHAT = {
    NoticeKind.EMAIL_CHANGED_TO_OLD: (
        "L'adresse email de votre compte du portail Carte Mobilité Inclusion a été modifiée le {when}. "
        "Cette adresse-ci ne sert plus à vous connecter."
    ),
    NoticeKind.EMAIL_CHANGED_TO_NEW: (
        "Cette adresse est devenue le {when} celle d'un compte du portail Carte Mobilité Inclusion."
    ),
    NoticeKind.PASSWORD_CHANGED: (
        "Le mot de passe de votre compte du portail Carte Mobilité Inclusion a été modifié le {when}. "
        "Les autres connexions de votre compte ont été fermées."
    ),
    NoticeKind.SECOND_FACTOR_ENROLLED: (
        "Une application d'authentification a été enregistrée le {when} pour votre compte d'agent du "
        "portail Carte Mobilité Inclusion. Ses codes seront demandés à chaque connexion."
    ),
    NoticeKind.SECOND_FACTOR_RESET: (
        "L'exploitant du portail Carte Mobilité Inclusion a retiré le {when} le second facteur de votre "
        "compte d'agent et fermé ses connexions. À votre prochaine connexion, vous en enregistrerez un "
        "nouveau."
    ),
}
_PORTAL = "du portail Carte Mobilité Inclusion"
_BY_AGENT = {
    NoticeKind.CODE_ASKED: (
        "Un agent de l'assistance a demandé le {when} un code d'activation pour votre compte "
        f"{_PORTAL}. Il vous sera remis par courrier ; l'agent ne le voit pas."
    ),
    NoticeKind.SLOWING_ENDED: (
        f"Un agent de l'assistance a levé le {{when}} l'attente qui suivait des mots de passe erronés "
        f"pour votre compte {_PORTAL}."
    ),
    NoticeKind.SESSIONS_ENDED: (
        "Un agent de l'assistance a fermé le {when} toutes les connexions de votre compte "
        f"{_PORTAL}. Votre mot de passe n'a pas changé."
    ),
    NoticeKind.ACCOUNT_DISABLED: (
        f"Un agent de l'assistance a désactivé le {{when}} votre compte {_PORTAL}. Personne ne peut "
        "plus s'y connecter."
    ),
    NoticeKind.ACCOUNT_ENABLED: (
        f"Un agent de l'assistance a réactivé le {{when}} votre compte {_PORTAL}."
    ),
}
_IF_NOT_ASKED = (
    "Si vous l'avez demandé, vous n'avez rien à faire.\n\n"
    "Sinon, prévenez l'assistance ou votre organisme émetteur. La page « Qui a consulté mon dossier » "
    "du portail montre ce qui a été fait. Ne répondez pas à ce message, et ne communiquez à personne ni "
    "votre mot de passe ni un code."
)
_LIMIT = (
    f"L'agent {{about}} a atteint le {{when}} une limite du guichet d'assistance {_PORTAL} : plus de "
    "recherches ou de dossiers ouverts qu'un agent n'en a besoin.\n\n"
    "Assurez-vous que c'est bien lui qui se sert de son compte, puis voyez ce qui a été ouvert : "
    "cmi-tui journal show --event agent_limit, puis journal show --agent IDENTIFIANT.\n"
)
_IF_NOT_YOU = (
    "Si vous êtes à l'origine de cette modification, vous n'avez rien à faire.\n\n"
    "Si ce n'est pas vous, prévenez tout de suite l'assistance ou votre organisme émetteur : votre "
    "compte sera bloqué et un nouveau code d'activation vous sera remis. Ne répondez pas à ce message, "
    "et ne communiquez à personne ni votre mot de passe ni un code."
)


def notice_text(kind: NoticeKind, when: str, about: str = "") -> str:
    """The text of a notice about what was done at the moment `when`, or about an agent."""
    if kind is NoticeKind.AGENT_LIMIT:
        return _LIMIT.format(when=when, about=about)
    if kind in _BY_AGENT:
        return f"Bonjour,\n\n{_BY_AGENT[kind].format(when=when)}\n\n{_IF_NOT_ASKED}\n"
    return f"Bonjour,\n\n{_WHAT[kind].format(when=when)}\n\n{_IF_NOT_YOU}\n"
