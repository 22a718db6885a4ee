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
    "find": "F3 Chercher",
    "quit": "Ctrl+Q Quitter",
    "interrupt": "Ctrl+C Quitter",
    "page": "Page↓ Suite",
}

SHORT_KEYS = {
    "help": "F1 Aide",
    "back": "Échap",
    "cancel": "Échap",
    "close": "Échap Fermer",
    "close_menu": "Échap Fermer",
    "toggle_password": "F2 Voir",
    "sign_out": "F10 Fin",
    "find": "F3 Rech",
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
    "find": (
        "Saisissez un identifiant, une adresse email, ou au moins trois lettres d'un nom, puis "
        "choisissez CHERCHER. Les cinq derniers dossiers de la session s'ouvrent de nouveau sans motif. "
        "F3 ramène ici de partout."
    ),
    "found": "Choisissez un titulaire avec Tab, puis Entrée. Vingt sont montrés au plus.",
    "open_card": (
        "Choisissez pourquoi vous ouvrez ce dossier, puis OUVRIR. Le titulaire verra le motif, et non "
        "ce que vous précisez."
    ),
    "card": (
        "VÉRIFIER compare ce que dit l'appelant avec le dossier. Ce qui est masqué s'affiche une donnée "
        "à la fois ; cela est journalisé. Chaque acte est confirmé d'abord, et le titulaire en est "
        "averti. F3 cherche un autre titulaire ; ce dossier reste à portée."
    ),
    "card_history": "Ce qui est arrivé au compte, le plus récent d'abord, vingt lignes à la fois.",
    "verify": (
        "Choisissez ce que vous vérifiez, saisissez ce que dit l'appelant, puis VÉRIFIER. Le portail "
        "répond seulement si cela correspond ; rien n'en est déverrouillé."
    ),
    "disable": "Choisissez pourquoi le compte est désactivé, puis DÉSACTIVER. Une question suit.",
    "confirm_act": "OUI fait ce qui est écrit, NON revient sans rien faire.",
    "who_looked": (
        "Ce que les agents d'assistance ont vu de votre dossier et y ont fait, le plus récent d'abord. "
        "Chaque agent a une référence, que l'exploitant connaît."
    ),
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
