//! What patients read in Spanish, with usted, in words of Latin America.

use super::PatientText;

pub(super) const fn words(text: PatientText) -> &'static str {
    match text {
        PatientText::CardUnreadable => "No se pudo leer la tarjeta. Colóquela de nuevo en el lector.",
        PatientText::NotAMyNumberCard => {
            "Esta no es una tarjeta My Number. Coloque su tarjeta My Number en el lector."
        }
        PatientText::Cancelled => {
            "La verificación se interrumpió. Empiece de nuevo y no retire la tarjeta hasta que la pantalla indique que ha terminado."
        }
        PatientText::IdentityMethodUnavailable => {
            "Con su tarjeta o su teléfono no se puede usar este método. Elija otro o pregunte al personal."
        }
        PatientText::PinWrong => {
            "El PIN de 4 dígitos no es correcto. Después de varios intentos fallidos se bloquea. Si tiene dudas, use el reconocimiento facial."
        }
        PatientText::PinBlocked => {
            "Su PIN está bloqueado. Hoy use el reconocimiento facial. En la oficina de su municipio pueden desbloquearlo."
        }
        PatientText::IdentityFailed => {
            "No pudimos confirmar que esta tarjeta sea suya. Pruebe con otro método, por ejemplo el PIN, o pregunte al personal."
        }
        PatientText::CardNotAccepted => "Esta tarjeta no se puede usar. Hable con el personal.",
        PatientText::Suspended => {
            "El certificado electrónico de esta tarjeta está suspendido. Llame al 0120-0178-27 (en caso de pérdida, las 24 horas). Por hoy, muestre otro documento, por ejemplo el certificado de elegibilidad (資格確認書)."
        }
        PatientText::Revoked => {
            "El certificado electrónico de esta tarjeta ya no es válido. En la oficina de su municipio pueden emitirle uno nuevo. Por hoy, muestre otro documento, por ejemplo el certificado de elegibilidad (資格確認書)."
        }
        PatientText::Expired => {
            "El certificado electrónico de esta tarjeta está vencido. Puede renovarlo en la oficina de su municipio. Por hoy, muestre otro documento, por ejemplo el certificado de elegibilidad (資格確認書)."
        }
        PatientText::NotRegistered => {
            "Su tarjeta todavía no está registrada como tarjeta de seguro médico. Puede registrarla en el lector o en el portal Myna (マイナポータル)."
        }
        PatientText::Running => "Estamos verificando su seguro. Espere un momento, por favor.",
        PatientText::NoAnswer => {
            "En este momento no podemos verificar su seguro en línea. Muestre al personal otro documento, por ejemplo el certificado de elegibilidad (資格確認書)."
        }
        PatientText::InsurerChecking => {
            "Su aseguradora está revisando sus datos de registro. Muestre el certificado de elegibilidad (資格確認書) o consulte a su aseguradora."
        }
        PatientText::Several => {
            "Se encontró más de un seguro. Indique al personal el símbolo y el número (記号・番号) de su seguro."
        }
        PatientText::NotFound => {
            "No se encontró ningún seguro médico. Si cambió de seguro hace poco, es posible que la nueva aseguradora aún no lo haya registrado. Hable con el personal."
        }
        PatientText::NewerInsurer => {
            "Usted tiene un seguro más reciente. Coloque su tarjeta My Number en el lector o muestre el certificado de elegibilidad (資格確認書) de la nueva aseguradora."
        }
        PatientText::Lost => {
            "Este seguro médico ya no está vigente. Si tiene un seguro nuevo, muestre el certificado de elegibilidad (資格確認書) correspondiente. Si todavía no se ha afiliado, haga el trámite en su trabajo o en la oficina de su municipio."
        }
        PatientText::LostAidBegan => {
            "Ahora su atención médica se paga de otra manera. Muestre su vale médico (医療券) o pregunte en la oficina de bienestar social."
        }
        PatientText::AskStaff => "Tenemos que consultar algo con su aseguradora. Hable con el personal.",
        PatientText::AidTicketMissing => {
            "No hay un vale médico (医療券) registrado para esta institución. Pregunte en la oficina de bienestar social."
        }
        PatientText::EligiblePayInFull => {
            "Hemos confirmado su seguro. Hoy debe pagar el costo total; después puede solicitar el reembolso a su aseguradora."
        }
        PatientText::Eligible => "Hemos confirmado su seguro médico.",
        PatientText::AcceptedOffline => "Hoy podemos atenderle. Su seguro se verificará después.",
        PatientText::NoteCertificateExpiring => {
            "El certificado electrónico de su tarjeta vence en menos de tres meses. Renuévelo en la oficina de su municipio."
        }
        PatientText::NoteCertificateGrace => {
            "El certificado electrónico de su tarjeta está vencido. Por un tiempo todavía sirve para verificar el seguro, pero para nada más. Renuévelo pronto en la oficina de su municipio."
        }
        PatientText::NotePaperFree => "No hace falta mostrar los certificados que aparecen aquí.",
        PatientText::NoteLocalSubsidy => {
            "Si tiene un certificado de subsidio médico (医療費助成・公費の受給者証), muéstrelo."
        }
        PatientText::NoteCeiling => {
            "Si tiene un certificado de límite de gastos (限度額適用認定証), muéstrelo."
        }
        PatientText::NoteElderlyRecipient => {
            "Si tiene un certificado de beneficiario de edad avanzada (高齢受給者証), muéstrelo."
        }
        PatientText::NoteEligibilityCertificate => {
            "Muestre su certificado de elegibilidad (資格確認書), o su seguro en la pantalla del portal Myna (マイナポータル)."
        }
        PatientText::NoteSpecificDisease => {
            "Si tiene un certificado de enfermedad específica (特定疾病療養受療証), muéstrelo."
        }
        PatientText::NoteRatioUnknown => {
            "Muestre un certificado que indique qué porcentaje del costo paga usted, por ejemplo el certificado de elegibilidad (資格確認書)."
        }
        PatientText::NoteJoiningNotice => {
            "Si cambia de seguro, puede seguir usando esta tarjeta, pero debe notificar el cambio a la aseguradora."
        }
        PatientText::NoteNoMedicalInformation => {
            "Si se verifica sin la tarjeta, el médico no puede ver sus datos de medicamentos ni de chequeos médicos."
        }
        PatientText::PaperCeiling => "certificado de límite de gastos (限度額適用認定証)",
        PatientText::PaperElderlyRecipient => "certificado de beneficiario de edad avanzada (高齢受給者証)",
        PatientText::PaperMedicalTicket => "vale médico (医療券)",
        PatientText::PaperReducedMeals => {
            "certificado de reducción del costo de las comidas (標準負担額減額認定証)"
        }
        PatientText::PaperSpecificDisease => "certificado de enfermedad específica (特定疾病療養受療証)",
    }
}
