"""The words of the notices by mail; they hold no name, address, identifier or password."""

from cmi_tui.domain.notices import NoticeKind

SUBJECTS = {
    NoticeKind.EMAIL_CHANGED_TO_OLD: "L'adresse email de votre compte a été modifiée",
    NoticeKind.EMAIL_CHANGED_TO_NEW: "Cette adresse email est maintenant celle de votre compte",
    NoticeKind.PASSWORD_CHANGED: "Le mot de passe de votre compte a été modifié",
    NoticeKind.SECOND_FACTOR_ENROLLED: "Un second facteur protège votre compte d'agent",
    NoticeKind.SECOND_FACTOR_RESET: "Le second facteur de votre compte d'agent a été retiré",
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
_IF_NOT_YOU = (
    "Si vous êtes à l'origine de cette modification, vous n'avez rien à faire.\n\n"
    "Si ce n'est pas vous, prévenez tout de suite l'assistance ou votre organisme émetteur : votre "
    "compte sera bloqué et un nouveau code d'activation vous sera remis. Ne répondez pas à ce message, "
    "et ne communiquez à personne ni votre mot de passe ni un code."
)


def notice_text(kind: NoticeKind, when: str) -> str:
    """The text of a notice about a change made at the moment `when`."""
    return f"Bonjour,\n\n{_WHAT[kind].format(when=when)}\n\n{_IF_NOT_YOU}\n"
