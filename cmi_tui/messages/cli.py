"""The words of the command line."""

USAGE = """\
Usage : cmi-tui [--linear] [--economy] [demo [--sign-in] [--keep DOSSIER]]
        cmi-tui accessibility
        cmi-tui accounts import FICHIER [--dry-run]
        cmi-tui accounts enable|code IDENTIFIANT
        cmi-tui accounts disable IDENTIFIANT --reason fraude|deces|demande|doublon|fin-de-droits
        cmi-tui accounts second-factor IDENTIFIANT --reset
        cmi-tui accounts role IDENTIFIANT user|support
        cmi-tui journal show [--login IDENTIFIANT] [--agent IDENTIFIANT] [--event TYPE]
                             [--outcome RÉSULTAT] [--since AAAA-MM-JJ] [--until AAAA-MM-JJ]
        cmi-tui journal purge [--months N] [--trust-clock]
        cmi-tui notices send
        cmi-tui db upgrade
        cmi-tui serve [--host ADRESSE] [--port PORT] [--demo]

Le portail Carte Mobilité Inclusion, dans ce terminal.

  cmi-tui                  ouvre le portail : connexion, puis les pages
  cmi-tui demo             le même sur une base jetable, avec les comptes de démonstration,
                           déjà connecté comme Auguste Lambert
  cmi-tui accessibility    affiche le guide d'accessibilité
  cmi-tui accounts import  importe un fichier de commande ; --dry-run l'essaie sans rien enregistrer
  cmi-tui accounts enable  réactive un compte ; disable le désactive, avec un motif
  cmi-tui accounts second-factor  retire le second facteur d'un agent (--reset), qui en enregistre un
                           nouveau à sa prochaine connexion
  cmi-tui accounts code    donne un code d'activation, à usage unique et valable 30 jours ; tout
                           changement de mot de passe, d'état ou de rôle l'annule
  cmi-tui accounts role    donne à un compte le rôle de titulaire (user) ou d'assistance (support)
  cmi-tui journal show     affiche le journal, une ligne JSON par acte ; --since et --until
                           comprennent le jour qu'ils nomment, de minuit à minuit UTC
  cmi-tui journal purge    efface les lignes de plus de 12 mois, ou de N mois ; refuse quand
                           l'horloge a pu sauter (31 jours sans ligne), sauf avec --trust-clock
  cmi-tui notices send     envoie les avis de modification qui attendent
  cmi-tui db upgrade       met la base de données à la version du portail

  cmi-tui serve            sert le portail par SSH, sur le port 2222
                           (--demo : sur une base jetable, pour cette machine seulement)

  --linear                 questions et réponses, ligne après ligne, pour lecteurs d'écran et
                           scripts
  --economy                pour une liaison lente : moins de souris, moins d'images
  --sign-in                la démonstration s'ouvre sur la connexion
  --keep DOSSIER           la base de démonstration est créée ou reprise dans DOSSIER
  --host ADRESSE           l'adresse où écouter (toutes)
  --port PORT              le port où écouter
  -h, --help               affiche cette aide

Code de retour : 0 terminé, 1 refusé ou en échec, 2 mauvais usage, 130 interrompu.
"""
WRONG_USAGE = "cmi-tui : usage incorrect. Voyez « cmi-tui --help »."
OUTPUT_FAILED = "cmi-tui : la sortie ne peut pas être écrite."
STOPPED = "cmi-tui : la conversation s'est arrêtée avant la fin ; sa dernière ligne dit pourquoi."
CRASHED = (
    "cmi-tui : une erreur inattendue s'est produite et le portail s'est fermé. "
    "Rien n'a été modifié depuis le dernier message de confirmation. "
    "Référence à donner à l'assistance : {reference}."
)
WRONG_SETTING = "cmi-tui : la valeur du réglage {name} n'est pas valable."
LOG_UNUSABLE = (
    "cmi-tui : {path} ne peut pas être le journal technique : c'est un lien, un fichier spécial ou "
    "celui d'un autre. Supprimez-le ou réglez CMI_LOG_FILE."
)
FAILED = "cmi-tui : {text}"
UPGRADED = "La base de données est passée de la version {before} à la version {after}."
UP_TO_DATE = "La base de données est à jour (version {after})."
CODE = """\
Code d'activation du compte de {name} : {code}
Il sert une fois, jusqu'au {day}, à la place du mot de passe. Il remplace tout code précédent et n'est
gardé nulle part en clair : ne le donnez qu'au titulaire, après avoir vérifié son identité."""
EMAIL_CHANGED = """
L'adresse email du compte a été modifiée le {when} : assurez-vous que c'est bien par le titulaire."""
_CODE_IS_VOID = " Un code d'activation donné auparavant n'est plus valable."
MANAGED = {
    "disable": "Le compte est désactivé et ses sessions sont terminées." + _CODE_IS_VOID,
    "enable": "Le compte est réactivé." + _CODE_IS_VOID,
    "second-factor": (
        "Le second facteur de l'agent est retiré et ses sessions sont terminées : il en enregistrera un "
        "nouveau à sa prochaine connexion."
    ),
    "role": "Le rôle du compte est changé et ses sessions sont terminées." + _CODE_IS_VOID,
}
PURGED = "{lines} lignes de plus de {months} mois ont été effacées du journal."
NO_RELAY = "cmi-tui : aucun relais de messagerie n'est réglé (CMI_SMTP_URL)."
RELAY_DOWN = "cmi-tui : le relais de messagerie est injoignable. Les avis attendent un prochain envoi."
NOTICES_SENT = (
    "{sent} avis envoyés, {put_back} remis à plus tard, {given_up} abandonnés, "
    "{uncertain} au sort incertain (jamais renvoyés), {set_aside} mis de côté (adresse inutilisable)."
)
