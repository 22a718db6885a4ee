"""The accessibility guide: the same for the command, the linear mode and F1."""

SECTIONS = (
    (
        "Deux présentations, les mêmes pages",
        "Plein écran : le curseur du terminal est toujours sur l'élément actif ; un afficheur braille, "
        "une loupe ou un lecteur d'écran le suit. Chaque état est dit par un mot.\n"
        "Mode linéaire : des questions et des réponses, des choix numérotés, ligne après ligne. Rien "
        "n'est réécrit, aucune séquence de commande n'est envoyée. Il s'active par l'option --linear, "
        "par la variable CMI_LINEAR=oui, ou de lui-même quand TERM vaut dumb ou qu'il n'y a pas de "
        "terminal.\n"
        "« Mes préférences », dans le menu « Mes données », garde vos choix avec votre compte : "
        "présentation par SSH, libellés au-dessus des champs, économie, sans couleur et, pour un "
        "titulaire, plus de temps. Ce que vous demandez pour une fois passe avant.",
    ),
    (
        "Par SSH",
        "Mode linéaire : connectez-vous sous le nom lineaire, par exemple ssh lineaire@portail, ou "
        "demandez-le une fois pour toutes dans « Mes préférences ». Un terminal qui ne sait pas placer "
        "son curseur l'obtient de lui-même.\n"
        "Les variables de votre ordinateur, NO_COLOR, CMI_LINEAR, CMI_ECONOMY, ne comptent que si votre "
        "client les envoie : avec OpenSSH, ssh -o SendEnv=CMI_LINEAR. L'option --linear est celle de "
        "cmi-tui, pas de ssh.\n"
        "Fenrir : envoyez TERM=cygwin, par exemple TERM=cygwin ssh portail.",
    ),
    (
        "Avec un lecteur d'écran",
        "NVDA et JAWS (Windows) : préférez le mode linéaire ; en plein écran, certains terminaux "
        "font relire toute la fenêtre.\n"
        "VoiceOver (macOS) : préférez le mode linéaire ; VO et flèche haut relisent la ligne.\n"
        "Orca (Linux) : les deux présentations ; en plein écran, la ligne du curseur est lue à "
        "chaque déplacement.\n"
        "Fenrir, Speakup (console Linux) et BRLTTY : les deux présentations. En plein écran, réglez "
        "la ponctuation pour entendre l'astérisque des champs obligatoires ; à partir de "
        "60 colonnes et 20 lignes, la ligne du bas dit aussi le nom du champ actif, s'il est "
        "obligatoire, en erreur, et ce qu'il contient. Fenrir dans un "
        "terminal (fenrir -e) : lancez le portail avec TERM=cygwin ; F1 et F2 y sont à Fenrir.",
    ),
    (
        "Réglages",
        "NO_COLOR, avec une valeur quelconque : aucune couleur. Sans elle, seules les couleurs de "
        "votre terminal servent, et jamais seules.\n"
        "CMI_ECONOMY=oui ou --economy : pour une liaison lente ; sans suivi de la souris ni titre de "
        "fenêtre. Rien ne clignote ni ne bouge, avec ou sans ce réglage.\n"
        "La taille des caractères est celle de votre terminal : tout reste utilisable à 40 colonnes "
        "sur 12 lignes.",
    ),
    (
        "Touches du plein écran",
        "Tab et Maj+Tab : élément suivant, précédent. Entrée ou Espace : activer. Échap : revenir sans "
        "rien modifier. F1 : aide. F2 : afficher ou masquer un mot de passe. F10 : se déconnecter. "
        "Page suivante, Page précédente : défiler. Ctrl+L : redessiner. Ctrl+Q : quitter.",
    ),
    (
        "Réponses du mode linéaire",
        "Une ligne terminée par Entrée. aide ou ? : explique la question. répéter : la redit ; Entrée "
        "seule redit les choix d'une page. retour : revient à ce qui précède. quitter : ferme le "
        "portail. Un mot de passe ne s'affiche pas pendant la saisie.",
    ),
    (
        "Temps",
        "Sans touche de votre part pendant 10 minutes, ou 20 si « Mes préférences » le demande, la "
        "session se termine. Vous en êtes averti 2 minutes avant ; toute touche la prolonge. En mode "
        "linéaire, Entrée juste après un avertissement ne répond pas à la question, et ce que vous "
        "aviez tapé reste.",
    ),
)
GUIDE_TITLE = "ACCESSIBILITÉ"
GUIDE = "\n".join([GUIDE_TITLE, *(f"\n{title}\n{text}" for title, text in SECTIONS)])
"""The whole guide as lines; a section's title stands on a line of its own after an empty one."""
