"""What an agent chooses among, in words; forms need no more of the desk."""

from cmi_tui.domain.desk import Claim, DisablingReason, Motive

MOTIVES = {
    Motive.CALL: "Appel du titulaire",
    Motive.LETTER: "Courrier ou message du titulaire",
    Motive.CARD: "Suivi d'une demande de carte",
    Motive.CHECK: "Contrôle du dossier",
}
CLAIMS = {
    Claim.BIRTH_DATE: "date de naissance",
    Claim.POSTAL_CODE: "code postal",
    Claim.REQUEST_NUMBER: "numéro de demande",
}
REASONS = {
    DisablingReason.FRAUD: "fraude",
    DisablingReason.DEATH: "décès",
    DisablingReason.REQUEST: "demande du titulaire",
    DisablingReason.DUPLICATE: "doublon",
    DisablingReason.END_OF_RIGHTS: "fin de droits",
}
