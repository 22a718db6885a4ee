"""The words of the linear mode; those of pages, forms and errors are the full screen's own."""

from cmi_tui.messages.pages import INFORMATION_HELP

BY_OPTION = "Mode linéaire."
BY_VARIABLE = "Mode linéaire, par la variable CMI_LINEAR."
BY_DUMB_TERMINAL = "Mode linéaire, car ce terminal ne sait pas placer son curseur."
BY_NAME = "Mode linéaire, par le nom d'utilisateur lineaire."
BY_PREFERENCE = "Mode linéaire, par vos préférences."
BY_PIPE = "Mode linéaire, car l'entrée ou la sortie n'est pas un terminal."
COMMANDS = "À toute question : aide, répéter, retour, quitter."
COMMANDS_OF_AGENTS = "À toute question aussi : chercher."

HELP_WORDS = frozenset({"aide", "?"})
REPEAT_WORDS = frozenset({"répéter", "repeter"})
BACK_WORD = "retour"
LEAVE_WORD = "quitter"
SEARCH_WORD = "chercher"
"""What agents answer to look for a holder, whatever the question."""
YES_OR_NO_WORDS = {"oui": True, "o": True, "non": False, "n": False}

CHOICE = "{number}. {label}"
CHOOSE = "Votre choix : "
CHOOSE_OR_HELP = "Votre choix, ou aide : "
CHOOSE_OR_REPEAT = "Votre choix, Entrée répète : "
NUMBER_EXPECTED = "répondez par un nombre de 1 à {count}."
NOT_A_CHOICE = f"Erreur. Choix : {NUMBER_EXPECTED}"
YES_OR_NO = "{question} Oui ou non : "
NOT_YES_OR_NO = "Erreur. Répondez par oui ou par non."

PROMPT = "{label} : "
HIDDEN_PROMPT = "{label}, saisie invisible : "
PASSWORD_RECEIVED = "Mot de passe reçu."
RECEIVED = "Reçu."
QUESTION = "Question {number} sur {count}, "
PASS = "Entrée pour passer"
KEPT_ANSWER = "Entrée pour garder : {value}"
KEPT_OPTIONAL_ANSWER = "Entrée pour garder, aucun pour effacer : {value}"
NO_ANSWER_WORD = "aucun"
_SHORT_ANSWER_HELPS = {
    "card_1": "Le numéro inscrit sur votre carte, espaces acceptés.",
    "reason": "",
    "details": "Ce qui ne va pas, en quelques mots.",
}
_AGENTS_SHORT_HELPS = {
    ("find", "wanted"): "Trois lettres d'un nom suffisent.",
    ("find", "first_name"): "Le début suffit.",
    ("find", "city"): "La ville entière.",
    ("find", "birth_date"): "Par exemple 12/03/1948.",
    ("open_card", "motive"): "Le titulaire le verra.",
    ("open_card", "words"): "Le titulaire ne la verra pas.",
    ("verify", "claim"): "",
    ("verify", "said"): "",
}
"""Agents hear them a hundred times a day."""
SHORT_HELPS = (
    {("export", "path"): "Le dossier et le nom du fichier."}
    | _AGENTS_SHORT_HELPS
    | {
        (form, name): text
        for form in ("export", "preparation")
        for name, text in _SHORT_ANSWER_HELPS.items()
    }
)
"""What a question says in the place of a longer help, which `aide` gives whole."""
ERROR = "Erreur. {text}"
WARNING = "Attention. {text}"
FIELD_ERROR = "Erreur. {label} : {text}\n{hint}"

RECAP = "Récapitulatif"
NOTHING_ANSWERED = "Aucune réponse."
SAVE = "Enregistrer ? Oui, non, ou le numéro à corriger : "
NOT_A_DECISION = "Erreur. Répondez par oui, par non, ou par un nombre de 1 à {count}."
NOTHING_SAVED = "Rien n'a été enregistré."

ACCESSIBILITY = "Accessibilité"
SIGN_OUT = "Se déconnecter"
CHANGE_EMAIL = "Modifier mon adresse email"
CHANGE_PASSWORD = "Modifier mon mot de passe"
PREPARE = "Répondre avant de recevoir le formulaire"
GO_BACK = "Retour"
REQUEST = "{request}, {step}"
BACK_IN_FORM = "Fin de la recherche : la saisie que vous aviez commencée continue."
TOO_MANY_SEARCHES = (
    "Trois saisies attendent déjà la fin d'une recherche. Terminez celle-ci, ou répondez retour."
)

NOTHING_BEFORE = "Il n'y a rien avant cette question. Répondez quitter pour quitter le portail."
FIRST_PAGE = "C'est la première page. Répondez quitter pour quitter le portail."
GOODBYE = "Au revoir."
INPUT_ENDED = "Fin des réponses : le portail est fermé."
INTERRUPTED = "Interrompu : le portail est fermé."
STOPPED = (
    "Arrêt : cette réponse était préparée d'avance et les suivantes ne correspondraient plus aux "
    "questions. Rien n'a été enregistré depuis le dernier message de confirmation."
)
IDLE_NOTICE = (
    "Sans réponse de votre part, votre session se terminera dans 2 minutes. Entrée la prolonge."
)
IDLE_PUT_OFF = "Votre session est prolongée."
ENTER_AGAIN = "Entrée encore une fois pour répondre."
ARROWS = "Les flèches ne servent pas ici : tapez une réponse, puis Entrée. répéter redit la question."

GENERAL_HELP = (
    "Chaque question attend une ligne, terminée par Entrée. aide ou ? explique la question, répéter la "
    "redit, retour revient à ce qui précède sans rien enregistrer, quitter ferme le portail. Sur un "
    "terminal, Entrée seule redit les choix."
)
_SEARCH_ANYWHERE = "chercher, à toute question, cherche un titulaire sans rien perdre."
PAGE_HELPS = {
    "sign_in": "Répondez avec votre identifiant ou votre adresse email, puis votre mot de passe.",
    "second_factor": "Saisissez le code que votre application d'authentification affiche.",
    "enrolment": (
        "Dans votre application d'authentification, ajoutez un compte avec cette clé, puis saisissez le "
        "code qu'elle affiche."
    ),
    "new_password": "Saisissez deux fois le mot de passe que vous choisissez.",
    "data": "Choisissez une page par son numéro.",
    "information": (
        f"{INFORMATION_HELP}\nChoisissez par son numéro ce que vous voulez modifier ou enregistrer."
    ),
    "guide": "Choisissez une rubrique par son numéro. cmi-tui accessibility les dit toutes.",
    "desk": f"Choisissez une ligne par son numéro. {_SEARCH_ANYWHERE}",
    "find": (
        "Répondez par un identifiant, une adresse email ou le début d'un nom. Pour un nom, trois autres "
        "questions, que l'on peut passer, restreignent la recherche. chercher la recommence."
    ),
    "results": (
        "Choisissez un titulaire par son numéro ; le motif est demandé avant que son dossier s'ouvre."
    ),
    "open_card": f"Un dossier s'ouvre pour un motif, qui est noté au journal. {_SEARCH_ANYWHERE}",
    "card": (
        "Choisissez par son numéro ce que vous voulez afficher, vérifier ou faire ; ce qui est affiché "
        f"est noté au journal. {_SEARCH_ANYWHERE}"
    ),
    "recent": "Choisissez par son numéro le dossier à reprendre, sans redonner de motif.",
    "verify": (
        "Saisissez ce que dit l'appelant : le portail le compare au dossier, sans rien afficher. "
        f"{_SEARCH_ANYWHERE}"
    ),
    "disable": f"Rien n'est fait avant que vous répondiez oui. {_SEARCH_ANYWHERE}",
    "confirm_act": "Oui fait ce qui vient d'être dit, non ne change rien.",
    "history": "Plus ancien dit ce qui est arrivé avant.",
    "proof": (
        "Votre mot de passe est demandé à nouveau, pour que personne d'autre ne puisse modifier "
        "votre adresse email."
    ),
    "email": (
        "Saisissez deux fois votre nouvelle adresse. Rien n'est modifié avant que vous répondiez oui."
    ),
    "password": (
        "Saisissez votre ancien mot de passe, puis deux fois le nouveau. Rien n'est modifié avant que "
        "vous répondiez oui."
    ),
    "export": (
        "Le formulaire est un fichier PDF à remplir et à joindre à la carte en défaut. Indiquez où "
        "l'enregistrer."
    ),
    "fetch": (
        "Le formulaire est un fichier PDF à remplir et à joindre à la carte en défaut ; vous pouvez en "
        "remplir une partie ici."
    ),
    "preparation": "Chaque réponse peut être laissée vide et écrite à la main sur le formulaire.",
    "preferences": (
        "Ce que vous demandez pour une fois (une option, une variable, le nom lineaire) passe avant vos "
        "préférences. La durée la plus longue d'une session ne change pas."
    ),
    "confirm_replace": "Oui remplace le fichier, non revient au choix du nom.",
}
