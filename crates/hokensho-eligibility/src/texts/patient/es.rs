//! What patients read in Spanish.

use super::PatientText;

pub(super) const fn words(text: PatientText) -> &'static str {
    match text {
        PatientText::CardUnreadable => "No se pudo leer la tarjeta. Colóquela de nuevo en el lector.",
        PatientText::NotAMyNumberCard => {
            "Esta no es una tarjeta My Number. Coloque su tarjeta My Number en el lector."
        }
        PatientText::Cancelled => {
            "La comprobación se detuvo. Empiece de nuevo y no retire la tarjeta hasta que la pantalla indique que ha terminado."
        }
        PatientText::IdentityMethodUnavailable => {
            "Su tarjeta o su teléfono no se puede comprobar de esta manera. Elija otra o pregunte al personal."
        }
        PatientText::PinWrong => {
            "El PIN no es correcto. Tras varios intentos erróneos se bloquea. Si tiene dudas, use el reconocimiento facial."
        }
        PatientText::PinBlocked => {
            "Su PIN está bloqueado. Hoy use el reconocimiento facial. En la oficina de su municipio pueden desbloquearlo."
        }
        PatientText::IdentityFailed => {
            "No pudimos confirmar que esta tarjeta sea suya. Pruebe otra manera, por ejemplo el PIN, o pregunte al personal."
        }
        PatientText::CardNotAccepted => "Esta tarjeta no se puede aceptar. Hable con el personal.",
        PatientText::Suspended => {
            "El certificado de esta tarjeta está suspendido. Llame al 0120-0178-27 (por pérdida, las 24 horas). Hoy muestre otro documento, por ejemplo el certificado de afiliación (資格確認書)."
        }
        PatientText::Revoked => {
            "El certificado de esta tarjeta ya no es válido. En la oficina de su municipio le darán uno nuevo. Hoy muestre otro documento, por ejemplo el certificado de afiliación (資格確認書)."
        }
        PatientText::Expired => {
            "El certificado de esta tarjeta ha caducado. Puede renovarlo en la oficina de su municipio. Hoy muestre otro documento, por ejemplo el certificado de afiliación (資格確認書)."
        }
        PatientText::NotRegistered => {
            "Su tarjeta todavía no está registrada como tarjeta de seguro médico. Puede registrarla en el lector o en el portal Myna (マイナポータル)."
        }
        PatientText::Running => "Estamos comprobando su seguro. Espere un momento.",
        PatientText::NoAnswer => {
            "En este momento no podemos comprobar su seguro en línea. Muestre al personal otro documento, por ejemplo el certificado de afiliación (資格確認書)."
        }
        PatientText::InsurerChecking => {
            "Su aseguradora está revisando su registro. Muestre el certificado de afiliación (資格確認書) o pregunte a su aseguradora."
        }
        PatientText::Several => {
            "Se encontró más de un seguro. Diga al personal el símbolo y el número (記号・番号) de su seguro."
        }
        PatientText::NotFound => {
            "No se encontró ningún seguro médico. Si cambió de seguro hace poco, es posible que la nueva aseguradora aún no lo haya registrado. Hable con el personal."
        }
        PatientText::NewerInsurer => {
            "Usted tiene un seguro más reciente. Coloque su tarjeta My Number en el lector o muestre el certificado de afiliación (資格確認書) de la nueva aseguradora."
        }
        PatientText::Lost => {
            "Este seguro médico ha terminado. Si tiene un seguro nuevo, muestre su certificado de afiliación (資格確認書). Si todavía no se ha afiliado, haga el trámite en su trabajo o en la oficina de su municipio."
        }
        PatientText::LostAidBegan => {
            "Su atención médica se paga ahora de otra manera. Muestre su vale médico (医療券) o pregunte en la oficina de bienestar social."
        }
        PatientText::AskStaff => "Tenemos que consultar algo con su aseguradora. Hable con el personal.",
        PatientText::AidTicketMissing => {
            "No hay un vale médico (医療券) registrado para esta institución. Pregunte en la oficina de bienestar social."
        }
        PatientText::EligiblePayInFull => {
            "Su seguro fue confirmado. Hoy paga el costo completo; después puede pedir el reembolso a su aseguradora."
        }
        PatientText::Eligible => "Su seguro médico fue confirmado.",
        PatientText::AcceptedOffline => "Hoy le atendemos. Su seguro se comprobará después.",
        PatientText::NoteCertificateExpiring => {
            "El certificado de su tarjeta caduca en menos de tres meses. Renuévelo en la oficina de su municipio."
        }
        PatientText::NoteCertificateGrace => {
            "El certificado de su tarjeta ha caducado. Por un tiempo limitado, todavía sirve solo para comprobar el seguro. Renuévelo pronto en la oficina de su municipio."
        }
        PatientText::NotePaperFree => "No hace falta mostrar los certificados que aparecen aquí.",
        PatientText::NoteLocalSubsidy => {
            "Si tiene un certificado de subsidio médico (医療費助成・公費の受給者証), muéstrelo."
        }
        PatientText::NoteCeiling => {
            "Si tiene un certificado de límite de gastos (限度額適用認定証), muéstrelo."
        }
        PatientText::NoteElderlyRecipient => {
            "Si tiene el certificado de persona mayor (高齢受給者証), muéstrelo, por favor."
        }
        PatientText::NoteRatioUnknown => {
            "Muestre un certificado que indique qué parte del costo paga usted, por ejemplo el certificado de afiliación (資格確認書)."
        }
        PatientText::NoteJoiningNotice => {
            "Si cambia de seguro, puede seguir usando esta tarjeta, pero tiene que avisar a la aseguradora."
        }
        PatientText::NoteNoMedicalInformation => {
            "Sin la tarjeta, el médico no puede ver sus datos de medicamentos ni de chequeos."
        }
        PatientText::PaperCeiling => "certificado de límite de gastos (限度額適用認定証)",
        PatientText::PaperElderlyRecipient => "certificado de persona mayor (高齢受給者証)",
        PatientText::PaperMedicalTicket => "vale médico (医療券)",
        PatientText::PaperReducedMeals => {
            "certificado de reducción del costo de las comidas (標準負担額減額認定証)"
        }
        PatientText::PaperSpecificDisease => "certificado de enfermedad específica (特定疾病療養受療証)",
    }
}
