//! What patients read in Korean, in the formal style (합쇼체).

use super::PatientText;

pub(super) const fn words(text: PatientText) -> &'static str {
    match text {
        PatientText::CardUnreadable => "카드를 읽지 못했습니다. 카드를 다시 올려놓아 주십시오.",
        PatientText::NotAMyNumberCard => "마이넘버카드가 아닙니다. 마이넘버카드를 올려놓아 주십시오.",
        PatientText::Cancelled => {
            "확인이 중단되었습니다. 처음부터 다시 해 주시고, 화면에 완료 표시가 나올 때까지 카드를 떼지 마십시오."
        }
        PatientText::IdentityMethodUnavailable => {
            "이 카드나 스마트폰으로는 이 방법을 사용할 수 없습니다. 다른 방법을 선택하시거나 직원에게 문의해 주십시오."
        }
        PatientText::PinWrong => {
            "비밀번호(숫자 4자리)가 틀렸습니다. 여러 번 틀리면 잠깁니다. 확실하지 않으시면 얼굴 인증을 이용해 주십시오."
        }
        PatientText::PinBlocked => {
            "비밀번호가 잠겨 있습니다. 오늘은 얼굴 인증을 이용해 주십시오. 시구정촌(市区町村) 창구에서 잠금을 해제할 수 있습니다."
        }
        PatientText::IdentityFailed => {
            "본인 확인이 되지 않았습니다. 비밀번호 등 다른 방법을 이용하시거나 직원에게 문의해 주십시오."
        }
        PatientText::CardNotAccepted => "이 카드는 사용할 수 없습니다. 직원에게 문의해 주십시오.",
        PatientText::Suspended => {
            "카드의 전자증명서 사용이 일시 정지되어 있습니다. 0120-0178-27로 전화해 주십시오(카드 분실 신고는 24시간). 오늘은 자격확인서(資格確認書) 등 다른 서류를 보여 주십시오."
        }
        PatientText::Revoked => {
            "카드의 전자증명서가 효력을 잃었습니다. 시구정촌(市区町村) 창구에서 새로 발급받으실 수 있습니다. 오늘은 자격확인서(資格確認書) 등 다른 서류를 보여 주십시오."
        }
        PatientText::Expired => {
            "카드의 전자증명서 유효기간이 지났습니다. 시구정촌(市区町村) 창구에서 갱신하실 수 있습니다. 오늘은 자격확인서(資格確認書) 등 다른 서류를 보여 주십시오."
        }
        PatientText::NotRegistered => {
            "이 카드는 아직 건강보험증으로 등록되어 있지 않습니다. 카드 리더기나 마이나포털(マイナポータル)에서 등록하실 수 있습니다."
        }
        PatientText::Running => "보험을 확인하고 있습니다. 잠시 기다려 주십시오.",
        PatientText::NoAnswer => {
            "지금은 온라인으로 보험을 확인할 수 없습니다. 자격확인서(資格確認書) 등 다른 서류를 직원에게 보여 주십시오."
        }
        PatientText::InsurerChecking => {
            "보험자(건강보험 운영 기관)가 등록 내용을 확인하고 있습니다. 자격확인서(資格確認書)를 보여 주시거나 보험자에게 문의해 주십시오."
        }
        PatientText::Several => {
            "보험이 두 개 이상 조회되었습니다. 보험의 기호와 번호(記号・番号)를 직원에게 알려 주십시오."
        }
        PatientText::NotFound => {
            "건강보험이 조회되지 않습니다. 최근에 보험이 바뀐 경우, 새 보험의 등록이 아직 끝나지 않았을 수 있습니다. 직원에게 문의해 주십시오."
        }
        PatientText::NewerInsurer => {
            "새로운 보험이 있습니다. 마이넘버카드를 올려놓으시거나 새 보험의 자격확인서(資格確認書)를 보여 주십시오."
        }
        PatientText::Lost => {
            "이 건강보험의 자격은 종료되었습니다. 새 보험에 가입하셨다면 그 자격확인서(資格確認書)를 보여 주십시오. 아직 가입하지 않으셨다면 직장이나 시구정촌(市区町村) 창구에서 가입 절차를 밟아 주십시오."
        }
        PatientText::LostAidBegan => {
            "의료비를 내는 방법이 바뀌었습니다. 의료권(医療券)을 보여 주시거나 복지사무소에 문의해 주십시오."
        }
        PatientText::AskStaff => "보험에 대해 확인해야 할 사항이 있습니다. 직원에게 문의해 주십시오.",
        PatientText::AidTicketMissing => {
            "이 의료기관에서 사용할 의료권(医療券)이 등록되어 있지 않습니다. 복지사무소에 문의해 주십시오."
        }
        PatientText::EligiblePayInFull => {
            "보험이 확인되었습니다. 오늘은 전액을 내 주십시오. 나중에 보험자에게 환급을 신청하실 수 있습니다."
        }
        PatientText::Eligible => "건강보험이 확인되었습니다.",
        PatientText::AcceptedOffline => "오늘은 접수해 드립니다. 보험은 나중에 확인하겠습니다.",
        PatientText::NoteCertificateExpiring => {
            "카드의 전자증명서 유효기간이 3개월 이내에 끝납니다. 시구정촌(市区町村) 창구에서 갱신해 주십시오."
        }
        PatientText::NoteCertificateGrace => {
            "카드의 전자증명서 유효기간이 지났습니다. 당분간은 보험 확인에만 사용할 수 있습니다. 시구정촌(市区町村) 창구에서 되도록 빨리 갱신해 주십시오."
        }
        PatientText::NotePaperFree => "여기에 표시된 증명서는 보여 주지 않으셔도 됩니다.",
        PatientText::NoteLocalSubsidy => {
            "의료비 지원 수급자증(医療費助成・公費の受給者証)이 있으시면 보여 주십시오."
        }
        PatientText::NoteCeiling => "한도액 적용 인정증(限度額適用認定証)이 있으시면 보여 주십시오.",
        PatientText::NoteElderlyRecipient => "고령 수급자증(高齢受給者証)이 있으시면 보여 주십시오.",
        PatientText::NoteEligibilityCertificate => {
            "자격확인서(資格確認書) 또는 마이나포털(マイナポータル)의 건강보험 화면을 보여 주십시오."
        }
        PatientText::NoteSpecificDisease => {
            "특정질병 요양 수료증(特定疾病療養受療証)이 있으시면 보여 주십시오."
        }
        PatientText::NoteRatioUnknown => {
            "본인 부담 비율이 적힌 증명서를 보여 주십시오. 예: 자격확인서(資格確認書)."
        }
        PatientText::NoteJoiningNotice => {
            "보험이 바뀌어도 이 카드를 계속 사용하실 수 있습니다. 다만 보험 변경 신고는 하셔야 합니다."
        }
        PatientText::NoteNoMedicalInformation => {
            "카드를 사용하지 않고 확인한 경우에는 의사가 약과 건강검진 기록을 볼 수 없습니다."
        }
        PatientText::PaperCeiling => "한도액 적용 인정증(限度額適用認定証)",
        PatientText::PaperElderlyRecipient => "고령 수급자증(高齢受給者証)",
        PatientText::PaperMedicalTicket => "의료권(医療券)",
        PatientText::PaperReducedMeals => "표준 부담액 감액 인정증(標準負担額減額認定証)",
        PatientText::PaperSpecificDisease => "특정 질병 진료 증명서(特定疾病療養受療証)",
    }
}
