"""The words of the keys: the line at the bottom of each screen, and the help of F1."""

from cmi_tui.messages.pages import INFORMATION_HELP

KEYS = {
    "help": "F1 Aide",
    "back": "Échap Retour",
    "cancel": "Échap Annuler",
    "close": "Échap Fermer",
    "close_menu": "Échap Fermer le menu",
    "toggle_password": "F2 Afficher",
    "sign_out": "F10 Se déconnecter",
    "quit": "Ctrl+Q Quitter",
    "interrupt": "Ctrl+C Quitter",
    "page": "Page↓ Suite",
}

SHORT_KEYS = {
    "help": "F1 Aide",
    "back": "Échap Retour",
    "cancel": "Échap",
    "close": "Échap Fermer",
    "close_menu": "Échap Fermer",
    "toggle_password": "F2 Voir",
    "sign_out": "F10 Fin",
    "quit": "^Q Quitter",
    "interrupt": "^C Quitter",
    "page": "PgSv",
}
"""The same for a window too narrow for the full words."""

HELP_TITLE = "AIDE"
HELP_OF_FIELD = "Champ « {label} »"

GENERAL_HELP = (
    "Tab passe à l'élément suivant, Maj+Tab revient au précédent. Entrée ou Espace active un bouton "
    "ou un lien. Page suivante et Page précédente font défiler la page. Échap revient en arrière "
    "sans rien modifier. F10 déconnecte, Ctrl+Q quitte le portail. Ctrl+L redessine l'écran."
)
PAGE_HELPS = {
    "sign_in": (
        "Saisissez votre identifiant ou votre adresse email, puis votre mot de passe, et choisissez "
        "SE CONNECTER."
    ),
    "second_factor": (
        "Ouvrez votre application d'authentification, saisissez le code à six chiffres qu'elle affiche, "
        "puis choisissez CONTINUER."
    ),
    "enrolment": (
        "Dans votre application d'authentification, ajoutez un compte : saisissez la clé, ou choisissez "
        "DESSIN et photographiez le code QR. Saisissez ensuite le code à six chiffres qu'elle affiche."
    ),
    "new_password": (
        "Saisissez deux fois le mot de passe que vous choisissez, puis choisissez ENREGISTRER. Vous "
        "êtes ensuite connecté ; les autres connexions de votre compte se terminent."
    ),
    "home": (
        "Flèche bas ouvre le menu « Mes données », la liste des pages ; sur son titre, Entrée ouvre la "
        "page « Mes données », qui mène aux mêmes pages."
    ),
    "data": "Choisissez une page avec Tab, puis Entrée.",
    "information": (
        f"{INFORMATION_HELP}\n"
        "MODIFIER ouvre le formulaire de la rubrique. « Formulaire défaut qualité » enregistre le "
        "formulaire en PDF là où vous le souhaitez."
    ),
    "requests": "Chaque demande de carte est suivie de ses étapes, avec leur date.",
    "support": "Le guichet d'assistance ouvrira dans une prochaine version du portail.",
    "proof": (
        "Votre mot de passe est demandé à nouveau, pour que personne d'autre ne puisse modifier "
        "votre adresse email."
    ),
    "email": (
        "Saisissez deux fois votre nouvelle adresse, puis choisissez ENREGISTRER. Échap revient à "
        "la page sans rien modifier."
    ),
    "password": (
        "Saisissez votre ancien mot de passe, puis deux fois le nouveau, et choisissez ENREGISTRER. "
        "Les conditions remplies sont indiquées au fil de la saisie."
    ),
    "export": (
        "Le formulaire est un fichier PDF à imprimer, à remplir et à joindre à la carte en défaut ; "
        "une version texte, de même contenu, est placée à côté. Indiquez où l'enregistrer : un dossier "
        "seul reçoit le nom proposé. Les numéros, le motif et les précisions sont facultatifs : ce que "
        "vous laissez vide se remplit ensuite, à l'écran ou à la main."
    ),
    "fetch_form": (
        "Le formulaire est un fichier PDF à imprimer, à remplir et à joindre à la carte en défaut. "
        "La commande affichée le copie sur votre ordinateur : ouvrez-y un autre terminal et "
        "recopiez-la."
    ),
    "preparation": (
        "Ce que vous répondez ici est écrit sur le formulaire que vous recevez ensuite. Tout est "
        "facultatif : ce que vous laissez vide se remplit à l'écran ou à la main."
    ),
    "preferences": (
        "Choisissez ce qui vous convient, puis ENREGISTRER. Ce que vous demandez pour une fois (une "
        "option, une variable, le nom lineaire) passe avant vos préférences."
    ),
    "confirm_leave": "OUI abandonne ce que vous avez saisi, NON revient au formulaire.",
    "confirm_replace": (
        "OUI remplace le fichier, NON revient au choix du nom. Rien n'est fait avant votre réponse."
    ),
}
