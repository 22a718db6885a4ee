"""The words of the manual page that the help of the commands does not have."""

from cmi_tui.exit_status import ExitStatus

TITLE = "Portail CMI"
REVISED = "2026-11-25"
"""When these words were last gone through, as manual pages tell."""
NAME = "le portail Carte Mobilité Inclusion, dans un terminal"
OPTIONS = "OPTIONS"
COMMAND = "COMMANDE"
NAME_HEADING = "NOM"
SYNOPSIS_HEADING = "SYNOPSIS"
DESCRIPTION_HEADING = "DESCRIPTION"
COMMANDS_HEADING = "COMMANDES"
OPTIONS_HEADING = "OPTIONS"
SETTINGS_HEADING = "RÉGLAGES"
FILES_HEADING = "FICHIERS"
STATUSES_HEADING = "CODE DE RETOUR"
EXAMPLES_HEADING = "EXEMPLES"
DESCRIPTION = (
    "Sans commande, le portail s'ouvre à la connexion.",
    "Le titulaire d'une carte mobilité inclusion y lit ses informations et le suivi de sa demande, y "
    "change son adresse email et son mot de passe, et y fait établir le formulaire « défaut qualité ».",
    "Le portail s'ouvre en plein écran ; en questions et réponses avec --linear, et de lui-même là où "
    "il n'y a pas de terminal.",
    "« cmi-tui demo » montre tout sur une base jetable. Les vrais comptes viennent de « cmi-tui "
    "accounts import ».",
)
ANYWHERE = "Celles-ci vont avec toutes les commandes, avant ou après leur nom :"
ALLOWED = "{help} (au choix : {choices})"
SETTINGS = (
    "Chacun vient de l'environnement, sinon des fichiers de réglages, où il a le même nom en minuscules "
    "sans CMI_. « cmi-tui settings » montre ce qui vaut et d'où cela vient."
)
NO_COLOR = "toute valeur non vide : aucune couleur n'est envoyée"
FILES = {
    "~/.config/cmi-tui/config.toml": "les réglages de l'utilisateur, au format TOML",
    "/etc/cmi-tui/config.toml": "les réglages de la machine, après ceux de l'utilisateur",
    "~/.local/share/cmi-tui/portal.db": "la base de données, sans CMI_DATABASE_URL",
    "~/.local/share/cmi-tui/portal.db.key": "le secret des seconds facteurs, sans CMI_SECRET_KEY",
    "~/.local/share/cmi-tui/ssh_host_key": "la clé d'hôte de « cmi-tui serve », sans CMI_SSH_HOST_KEY",
    "~/.local/state/cmi-tui/log/portal.log": "le journal technique, sans CMI_LOG_FILE",
}
STATUSES = {
    ExitStatus.DONE: "terminé",
    ExitStatus.FAILED: "refusé ou en échec : une phrase sur la sortie d'erreur dit pourquoi",
    ExitStatus.WRONG_USAGE: "mauvais usage : une phrase nomme l'argument, et ce qu'il peut être",
    ExitStatus.INTERRUPTED: "interrompu par Ctrl+C",
}
