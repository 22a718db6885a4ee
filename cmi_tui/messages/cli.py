"""The words of the command line."""

from cmi_tui.messages.counts import counted

OUTPUT_FAILED = "cmi-tui : la sortie ne peut pas être écrite."
STOPPED = "cmi-tui : la conversation s'est arrêtée avant la fin ; sa dernière ligne dit pourquoi."
CRASHED = (
    "cmi-tui : une erreur inattendue s'est produite et le portail s'est fermé. "
    "Rien n'a été modifié depuis le dernier message de confirmation. "
    "Référence à donner à l'assistance : {reference}."
)
LOG_UNUSABLE = (
    "cmi-tui : {path} ne peut pas être le journal technique : c'est un dossier, un lien, un fichier "
    "spécial ou celui d'un autre. Indiquez un autre fichier par CMI_LOG_FILE."
)
FAILED = "cmi-tui : {text}"
FILE_FAILED = "cmi-tui : {path} : {text}"
NOT_A_FOLDER = "ce n'est pas un dossier : indiquez-en un, ou un nom nouveau."
FOLDER_NOT_MADE = "ce dossier ne peut pas être créé : indiquez-en un où vous pouvez écrire."
VALUE_FAILED = "cmi-tui : « {value} » : {text}"
UPGRADED = "La base de données est passée de la version {before} à la version {after}."
UPGRADE_INTERRUPTED = (
    "cmi-tui : interrompu. La mise à jour se fait en une fois : si elle n'était pas finie, rien n'est "
    "changé. Relancez la même commande : elle la fera, ou dira que la base est à jour."
)
REHEARSAL_INTERRUPTED = "cmi-tui : essai interrompu. Rien n'a été enregistré : relancez-le."
PURGE_INTERRUPTED = (
    "cmi-tui : interrompu. Ce qui est effacé du journal le reste. Relancez la même commande : elle "
    "effacera la suite."
)
UP_TO_DATE = "La base de données est à jour (version {after})."
CODE = """\
Code d'activation pour {name} : {code}
Il sert une fois, jusqu'au {day}, à la place du mot de passe. Il remplace tout code précédent et n'est
gardé nulle part en clair : ne le donnez qu'au titulaire, après avoir vérifié son identité."""
EMAIL_CHANGED = """
L'adresse email du compte a été modifiée le {when} : assurez-vous que c'est bien par le titulaire."""
_CODE_IS_VOID = " Un code d'activation donné auparavant n'est plus valable."
MANAGED = {
    "add": (
        "Le compte d'assistance est créé. Pour que l'agent choisisse son mot de passe, donnez-lui un "
        "code : cmi-tui accounts code {login}"
    ),
    "disable": "Le compte est désactivé et ses sessions sont terminées." + _CODE_IS_VOID,
    "enable": "Le compte est réactivé." + _CODE_IS_VOID,
    "second-factor": (
        "Le second facteur de l'agent est retiré et ses sessions sont terminées : il en enregistrera un "
        "nouveau à sa prochaine connexion."
    ),
    "role": "Le rôle du compte est changé et ses sessions sont terminées." + _CODE_IS_VOID,
}
NO_RELAY = "cmi-tui : aucun relais de messagerie n'est réglé (CMI_SMTP_URL)."
RELAY_DOWN = "cmi-tui : le relais de messagerie est injoignable. Les avis attendent un prochain envoi."


def purged_text(lines: int, months: int) -> str:
    """How many lines a purge has deleted."""
    one = f"ligne de plus de {months} mois a été effacée du journal."
    return counted(lines, one, f"lignes de plus de {months} mois ont été effacées du journal.")


def notices_text(sent: int, put_back: int, given_up: int, uncertain: int, set_aside: int) -> str:
    """What became of the notices of a round."""
    told = (
        counted(sent, "avis envoyé", "avis envoyés"),
        f"{put_back} remis à plus tard",
        counted(given_up, "abandonné", "abandonnés"),
        f"{uncertain} au sort incertain (jamais {'renvoyé' if uncertain < 2 else 'renvoyés'})",
        f"{set_aside} mis de côté (adresse inutilisable)",
    )
    return f"{', '.join(told)}."
