"""The words of the command line."""

USAGE = """\
Usage : cmi-tui [--economy] [demo [--sign-in] [--keep DOSSIER]]

Le portail Carte Mobilité Inclusion, dans ce terminal.

  cmi-tui                  ouvre le portail : connexion, puis les pages
  cmi-tui demo             le même sur une base jetable, avec les comptes de démonstration,
                           déjà connecté comme Auguste Lambert

  --economy                pour une liaison lente : moins de souris, moins d'images
  --sign-in                la démonstration s'ouvre sur la connexion
  --keep DOSSIER           la base de démonstration est créée ou reprise dans DOSSIER
  -h, --help               affiche cette aide

Code de retour : 0 terminé, 1 refusé ou en échec, 2 mauvais usage, 130 interrompu.
"""
WRONG_USAGE = "cmi-tui : usage incorrect. Voyez « cmi-tui --help »."
NO_TERMINAL = (
    "cmi-tui : le portail a besoin d'un terminal qui sait placer son curseur (TERM autre que « dumb »)."
)
CRASHED = (
    "cmi-tui : une erreur inattendue s'est produite et le portail s'est fermé. "
    "Rien n'a été modifié depuis le dernier message de confirmation. "
    "Référence à donner à l'assistance : {reference}."
)
WRONG_SETTING = "cmi-tui : la valeur du réglage {name} n'est pas valable."
FAILED = "cmi-tui : {text}"
