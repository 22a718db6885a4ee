"""The words of the command line's help and of what is wrong with a command."""

from typing import NamedTuple


class Usage(NamedTuple):
    """What a command does, in the list of its group and in its own help, and an example of it."""

    summary: str
    example: str
    more: str = ""


DESCRIPTION = "Le portail Carte Mobilité Inclusion, dans ce terminal. Sans commande : la connexion."
EPILOG = "Code de retour : 0 terminé, 1 refusé ou en échec, 2 mauvais usage, 130 interrompu."
COMMANDS = {
    "cmi-tui demo": Usage(
        "ouvre le portail sur une base jetable, connecté comme Auguste Lambert",
        "cmi-tui demo --linear",
    ),
    "cmi-tui accessibility": Usage("affiche le guide d'accessibilité", "cmi-tui accessibility"),
    "cmi-tui accounts": Usage("gère les comptes", "cmi-tui accounts list"),
    "cmi-tui accounts import": Usage(
        "importe un fichier de commande",
        "cmi-tui accounts import commande.csv --dry-run",
        "Importer deux fois le même fichier ne change rien. Les lignes rejetées et leurs motifs sont "
        "écrits à côté du fichier ; le code de retour est alors 1.",
    ),
    "cmi-tui accounts add": Usage(
        "crée un compte d'assistance",
        "cmi-tui accounts add 1000720180100009001 --role support --first-name Inès --last-name Faure",
        "Les titulaires, eux, viennent d'un fichier de commande.",
    ),
    "cmi-tui accounts list": Usage(
        "énumère les comptes, les plus anciens d'abord",
        "cmi-tui accounts list --state never-activated --json",
        "États : never-activated, sans mot de passe ni code ; code-asked, un agent demande un code, qui "
        "attend depuis le plus longtemps d'abord ; code-sent, un code attend ; disabled, désactivé ; "
        "active, tous les autres. La lecture est inscrite au journal.",
    ),
    "cmi-tui accounts show": Usage(
        "montre un compte",
        "cmi-tui accounts show 1000720180100001000",
        "La lecture est inscrite au journal.",
    ),
    "cmi-tui accounts code": Usage(
        "donne un code d'activation, à usage unique et valable 30 jours",
        "cmi-tui accounts code 1000720180100001000",
        "Tout changement de mot de passe, d'état ou de rôle l'annule.",
    ),
    "cmi-tui accounts enable": Usage(
        "réactive un compte", "cmi-tui accounts enable 1000720180100001000"
    ),
    "cmi-tui accounts disable": Usage(
        "désactive un compte et termine ses sessions",
        "cmi-tui accounts disable 1000720180100001000 --reason deces",
    ),
    "cmi-tui accounts role": Usage(
        "change le rôle d'un compte et termine ses sessions",
        "cmi-tui accounts role 1000720180100001000 support",
    ),
    "cmi-tui accounts second-factor": Usage(
        "remet à zéro le second facteur d'un agent",
        "cmi-tui accounts second-factor 1000720180100009000 --reset",
        "L'agent en enregistre un autre à sa prochaine connexion.",
    ),
    "cmi-tui journal": Usage("lit et purge le journal d'audit", "cmi-tui journal show"),
    "cmi-tui journal show": Usage(
        "affiche le journal, un objet JSON par ligne",
        "cmi-tui journal show --event account_disable --since 2026-11-01",
    ),
    "cmi-tui journal events": Usage(
        "énumère ce que le journal retient, et les résultats de chaque acte", "cmi-tui journal events"
    ),
    "cmi-tui journal purge": Usage(
        "efface les lignes trop vieilles",
        "cmi-tui journal purge --months 12",
        "Refuse quand l'horloge a pu sauter : 31 jours sans une ligne.",
    ),
    "cmi-tui notices": Usage("gère les avis de modification", "cmi-tui notices send"),
    "cmi-tui notices send": Usage("envoie les avis qui attendent", "cmi-tui notices send"),
    "cmi-tui db": Usage("gère la base de données", "cmi-tui db upgrade"),
    "cmi-tui db upgrade": Usage(
        "crée la base de données, ou la met à la version du portail", "cmi-tui db upgrade"
    ),
    "cmi-tui serve": Usage(
        "sert le portail par SSH",
        "cmi-tui serve --demo",
        "Avec --demo : une base jetable, pour cette machine seulement.",
    ),
    "cmi-tui settings": Usage(
        "montre chaque réglage, sa valeur et d'où elle vient",
        "cmi-tui settings",
        "Les secrets sont remplacés par ***.",
    ),
    "cmi-tui completion": Usage(
        "écrit de quoi compléter les commandes par la touche Tab",
        "cmi-tui completion bash > ~/.local/share/bash-completion/completions/cmi-tui",
    ),
}
"""By the whole name of each command."""

ARGUMENTS = {
    "--help": "affiche cette aide",
    "--version": "affiche la version",
    "--linear": "questions et réponses, ligne après ligne, pour lecteurs d'écran et scripts",
    "--economy": "pour une liaison lente : moins de souris, moins d'images",
    "--quiet": "ne dit rien de l'avancement",
    "--json": "écrit du JSON, pour un script",
    "--sign-in": "s'ouvre sur la connexion",
    "--keep": "la base est créée ou reprise dans DOSSIER",
    "--dry-run": "essaie sans rien enregistrer",
    "--reason": "le motif, pour le journal",
    "--reset": "remet le second facteur à zéro",
    "--role": "user, titulaire, ou support, assistance",
    "--state": "seulement les comptes dans cet état",
    "--first-name": "le prénom",
    "--last-name": "le nom",
    "--email": "l'adresse email",
    "--login": "seulement ce compte, comme auteur ou concerné",
    "--agent": "les actes de cet agent seulement",
    "--event": "seulement cet acte, de ceux de « cmi-tui journal events »",
    "--outcome": "seulement ce résultat, de ceux de « cmi-tui journal events »",
    "--since": "depuis ce jour compris, de minuit UTC",
    "--until": "jusqu'à ce jour compris, à minuit UTC",
    "--months": "l'âge en mois, de 1 à 120 (12)",
    "--trust-clock": "l'horloge est juste, quoi que dise le journal",
    "--host": "l'adresse où écouter (toutes)",
    "--port": "le port où écouter (2222)",
    "--demo": "sert la démonstration",
    "FICHIER": "le fichier de commande, au format CSV",
    "IDENTIFIANT": "l'identifiant ou l'adresse email du compte",
    "NOUVEL_IDENTIFIANT": "1 à 32 chiffres ou lettres sans accent",
    "RÔLE": "user, titulaire, ou support, assistance",
    "SHELL": "bash, zsh ou fish",
}
"""By option, or by name where there is none."""

USAGE = "Usage : "
# argparse puts a colon behind each title.
COMMANDS_TITLE = "Commandes "
ARGUMENTS_TITLE = "Arguments "
OPTIONS_TITLE = "Options "
COMMON_TITLE = "Options de toutes les commandes "
EXAMPLE = "Exemple : {example}"

WRONG = "{command} : {what}\nVoyez « {command} --help »."
COMMAND_MISSING = "{command} : il manque une commande."
MISSING = "il manque %s."
OF_ARGUMENT = "%(argument_name)s : %(message)s"
VALUE_MISSING = "il manque la valeur qui doit suivre."
TAKES_NO_VALUE = "cette option ne prend pas de valeur (%r est de trop)."
TOO_MANY = "argument de trop : {value}."
UNKNOWN_COMMAND = "commande inconnue : {value}{hint}"
UNKNOWN_OPTION = "option inconnue : {value}{hint}"
UNKNOWN_VALUE = "valeur inconnue : {value}{hint}"
OPTION_TOO_EARLY = "l'option {option} se met après sa commande, {command}."
DID_YOU_MEAN = "vouliez-vous dire {nearest} ?"
ALLOWED = "au choix : {choices}."
EXPECTED = "attendu : {help}."
EMPTY_VALUE = "la valeur est vide."
UNREADABLE_VALUE = "« {value} » a des caractères que le terminal n'a pas transmis en {encoding}."
NO_DATE = "« {value} » n'est pas une date de la forme AAAA-MM-JJ, comme 2026-11-25."
NO_NUMBER = "« {value} » n'est pas un nombre de {lowest} à {highest}."
OUTCOME_OF_OTHERS = "--outcome : l'acte {event} n'a jamais le résultat {outcome} ; au choix : {choices}."
SINCE_AFTER_UNTIL = "--since est un jour d'après --until : aucune ligne ne peut convenir."
