"""The words of the portal over SSH."""

LOGIN_QUESTION = "Identifiant ou adresse email : "
PASSWORD_QUESTION = "Mot de passe ou code d'activation : "
SECOND_FACTOR_QUESTION = "Code à six chiffres de votre application : "
TOO_MANY_TRIES = "Trop de tentatives : reconnectez-vous pour recommencer."
DISCONNECTED = "connexion non autorisee"
LINEAR_MODE = "Mode linéaire (écoute, braille) : nom lineaire ; « Mes préférences » le garde."
SIGN_IN_TIME = "Vous avez {answer} minutes pour chaque réponse, {whole} en tout."
SIGN_IN_TIME_IS_UP = "Le temps pour répondre est écoulé : reconnectez-vous pour recommencer."
DISCONNECTED_LATE = "temps ecoule, reconnectez-vous"

NO_TERMINAL = "Le portail a besoin d'un terminal : lancez ssh sans commande, ou avec l'option -t."
NO_COMMAND = (
    "Le portail n'exécute pas de commande. Connectez-vous sans commande, ou copiez votre formulaire "
    "avec scp."
)
TOO_MANY_SESSIONS = (
    "{count} sessions de ce compte sont déjà ouvertes. Fermez-en une avant d'en ouvrir une autre."
)
NO_SUCH_FILE = "Aucun fichier n'a ce nom : demandez formulaire-defaut-qualite.pdf ou .txt."
ONE_FILE_AT_A_TIME = "Copiez un fichier à la fois."
TOO_MANY_CONNECTIONS = "trop de connexions de ce compte sont ouvertes"
STOPPING = "Le service s'arrête dans {seconds} secondes. Votre saisie en cours ne sera pas enregistrée."
STOPPED = "Le service s'est arrêté. Votre session est terminée : reconnectez-vous dans un instant."
UNREAD = "La session a été fermée parce que votre terminal ne lit plus."
CRASHED = (
    "Une erreur inattendue s'est produite et votre session s'est fermée. Rien n'a été modifié depuis "
    "le dernier message de confirmation. Référence à donner à l'assistance : {reference}."
)
GOODBYE = "Vous êtes déconnecté. À bientôt."

FORM_PDF = "formulaire-defaut-qualite.pdf"
FORM_TEXT = "formulaire-defaut-qualite.txt"
FETCH_COMMAND = "scp {port}{login}@{host}:{name} ."

LISTENING = "Le portail écoute sur {host}, port {port}."
FINGERPRINT = "Empreinte de la clé d'hôte : {fingerprint}"
TRY_IT = "Pour l'essayer : ssh -p {port} {host}"
MISSING = (
    "Le serveur SSH n'est pas installé : installez le portail avec son option « ssh » "
    "(pip install 'cmi-tui[ssh]')."
)
HOST_KEY_OPEN = "La clé d'hôte {path} est lisible par d'autres : réservez-la avec chmod 600."
HOST_KEY_UNUSABLE = (
    "La clé d'hôte {path} ne peut être ni lue ni créée : il faut un fichier de clé privée, ou rien."
)
PORT_TAKEN = "Le portail ne peut pas écouter sur {host}, port {port} : {reason}."
PORT_REASONS = {
    "EADDRINUSE": "un autre programme s'en sert",
    "EACCES": "ce port demande des droits particuliers",
    "EADDRNOTAVAIL": "cette adresse n'est pas celle de la machine",
}
PORT_REASON_OTHER = "l'adresse n'est pas utilisable"
