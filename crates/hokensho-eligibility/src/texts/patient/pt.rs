//! What patients read in Portuguese, as it is written in Brazil, with você.

use super::PatientText;

pub(super) const fn words(text: PatientText) -> &'static str {
    match text {
        PatientText::CardUnreadable => "Não foi possível ler o cartão. Coloque-o novamente no leitor.",
        PatientText::NotAMyNumberCard => {
            "Este não é um cartão My Number. Coloque o seu cartão My Number no leitor."
        }
        PatientText::Cancelled => {
            "A verificação foi interrompida. Comece de novo e não retire o cartão até a tela indicar que terminou."
        }
        PatientText::IdentityMethodUnavailable => {
            "Não é possível usar este método com o seu cartão ou celular. Escolha outro ou pergunte a um funcionário."
        }
        PatientText::PinWrong => {
            "A senha de 4 dígitos está errada. Depois de vários erros, ela é bloqueada. Se não tiver certeza, use o reconhecimento facial."
        }
        PatientText::PinBlocked => {
            "A sua senha está bloqueada. Hoje, use o reconhecimento facial. A senha pode ser desbloqueada na prefeitura."
        }
        PatientText::IdentityFailed => {
            "Não foi possível confirmar que este cartão é seu. Tente outro método, por exemplo a senha, ou pergunte a um funcionário."
        }
        PatientText::CardNotAccepted => "Este cartão não pode ser usado. Fale com um funcionário.",
        PatientText::Suspended => {
            "O certificado eletrônico deste cartão está suspenso. Ligue para 0120-0178-27 (em caso de perda, 24 horas por dia). Hoje, mostre outro documento, por exemplo o certificado de elegibilidade (資格確認書)."
        }
        PatientText::Revoked => {
            "O certificado eletrônico deste cartão não é mais válido. Um novo pode ser emitido na prefeitura. Hoje, mostre outro documento, por exemplo o certificado de elegibilidade (資格確認書)."
        }
        PatientText::Expired => {
            "O certificado eletrônico deste cartão está vencido. Você pode renová-lo na prefeitura. Hoje, mostre outro documento, por exemplo o certificado de elegibilidade (資格確認書)."
        }
        PatientText::NotRegistered => {
            "O seu cartão ainda não está registrado como cartão do seguro de saúde. Você pode registrá-lo no leitor ou no portal Myna (マイナポータル)."
        }
        PatientText::Running => "Estamos verificando o seu seguro. Aguarde um momento.",
        PatientText::NoAnswer => {
            "No momento não é possível verificar o seu seguro on-line. Mostre a um funcionário outro documento, por exemplo o certificado de elegibilidade (資格確認書)."
        }
        PatientText::InsurerChecking => {
            "A sua seguradora está conferindo os seus dados cadastrais. Mostre o certificado de elegibilidade (資格確認書) ou consulte a sua seguradora."
        }
        PatientText::Several => {
            "Foi encontrado mais de um seguro. Informe a um funcionário o símbolo e o número (記号・番号) do seu seguro."
        }
        PatientText::NotFound => {
            "Nenhum seguro de saúde foi encontrado. Se você mudou de seguro há pouco tempo, a nova seguradora talvez ainda não o tenha registrado. Fale com um funcionário."
        }
        PatientText::NewerInsurer => {
            "Você tem um seguro mais novo. Coloque o seu cartão My Number no leitor ou mostre o certificado de elegibilidade (資格確認書) da nova seguradora."
        }
        PatientText::Lost => {
            "Este seguro de saúde não está mais em vigor. Se você tem um seguro novo, mostre o certificado de elegibilidade (資格確認書) dele. Se ainda não se inscreveu, faça o procedimento no trabalho ou na prefeitura."
        }
        PatientText::LostAidBegan => {
            "Agora as suas despesas médicas são pagas de outra maneira. Mostre o seu vale de assistência médica (医療券) ou consulte o escritório de assistência social."
        }
        PatientText::AskStaff => "Precisamos confirmar algo com a sua seguradora. Fale com um funcionário.",
        PatientText::AidTicketMissing => {
            "Não há vale de assistência médica (医療券) registrado para esta instituição. Consulte o escritório de assistência social."
        }
        PatientText::EligiblePayInFull => {
            "O seu seguro foi confirmado. Hoje você precisa pagar o valor total; depois pode solicitar o reembolso à seguradora."
        }
        PatientText::Eligible => "O seu seguro de saúde foi confirmado.",
        PatientText::AcceptedOffline => "Hoje podemos atender você. O seu seguro será verificado depois.",
        PatientText::NoteCertificateExpiring => {
            "O certificado eletrônico do seu cartão vence em menos de três meses. Renove-o na prefeitura."
        }
        PatientText::NoteCertificateGrace => {
            "O certificado eletrônico do seu cartão está vencido. Por algum tempo, ele ainda serve para verificar o seguro, e para mais nada. Renove-o logo na prefeitura."
        }
        PatientText::NotePaperFree => "Não é preciso mostrar os certificados listados aqui.",
        PatientText::NoteLocalSubsidy => {
            "Se você tem um certificado de subsídio médico (医療費助成・公費の受給者証), mostre-o."
        }
        PatientText::NoteCeiling => {
            "Se você tem um certificado de limite de despesas (限度額適用認定証), mostre-o."
        }
        PatientText::NoteElderlyRecipient => {
            "Se você tem um certificado de beneficiário idoso (高齢受給者証), mostre-o."
        }
        PatientText::NoteEligibilityCertificate => {
            "Mostre o seu certificado de elegibilidade (資格確認書), ou o seu seguro na tela do portal Myna (マイナポータル)."
        }
        PatientText::NoteSpecificDisease => {
            "Se você tem um certificado de doença específica (特定疾病療養受療証), mostre-o."
        }
        PatientText::NoteRatioUnknown => {
            "Mostre um certificado que indique a porcentagem que você paga, por exemplo o certificado de elegibilidade (資格確認書)."
        }
        PatientText::NoteJoiningNotice => {
            "Quando o seguro mudar, você pode continuar usando este cartão, mas precisa comunicar a mudança à seguradora."
        }
        PatientText::NoteNoMedicalInformation => {
            "Na verificação sem o cartão, o médico não pode ver os seus dados de medicamentos e de exames de saúde."
        }
        PatientText::PaperCeiling => "certificado de limite de despesas (限度額適用認定証)",
        PatientText::PaperElderlyRecipient => "certificado de beneficiário idoso (高齢受給者証)",
        PatientText::PaperMedicalTicket => "vale de assistência médica (医療券)",
        PatientText::PaperReducedMeals => {
            "certificado de redução do custo das refeições (標準負担額減額認定証)"
        }
        PatientText::PaperSpecificDisease => "certificado de doença específica (特定疾病療養受療証)",
    }
}
