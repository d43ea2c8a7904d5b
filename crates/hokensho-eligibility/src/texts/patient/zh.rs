//! What patients read in Chinese, in simplified characters.

use super::PatientText;

pub(super) const fn words(text: PatientText) -> &'static str {
    match text {
        PatientText::CardUnreadable => "无法读取卡片。请将卡片重新放到读卡器上。",
        PatientText::NotAMyNumberCard => {
            "这不是个人编号卡（マイナンバーカード）。请将您的个人编号卡放到读卡器上。"
        }
        PatientText::Cancelled => "确认已中止。请从头重新操作。在画面显示完成之前，请勿取走卡片。",
        PatientText::IdentityMethodUnavailable => {
            "您的卡片或手机不能使用这种方式。请选择其他方式，或咨询工作人员。"
        }
        PatientText::PinWrong => {
            "密码（4位数字）错误。多次输入错误后，密码将被锁定。如果不确定，请使用人脸识别。"
        }
        PatientText::PinBlocked => "密码已被锁定。今天请使用人脸识别。密码可在市区町村政府的窗口解锁。",
        PatientText::IdentityFailed => "未能确认您是持卡人本人。请改用密码等其他方式，或咨询工作人员。",
        PatientText::CardNotAccepted => "此卡不能使用。请咨询工作人员。",
        PatientText::Suspended => {
            "卡内的电子证书已被暂停使用。请拨打 0120-0178-27（卡片遗失24小时受理）。今天请出示资格确认书（資格確認書）等其他证件。"
        }
        PatientText::Revoked => {
            "卡内的电子证书已失效。可在市区町村政府的窗口重新办理。今天请出示资格确认书（資格確認書）等其他证件。"
        }
        PatientText::Expired => {
            "卡内的电子证书已过期。可在市区町村政府的窗口更新。今天请出示资格确认书（資格確認書）等其他证件。"
        }
        PatientText::NotRegistered => {
            "您的卡片尚未登记为健康保险证。可在读卡器或个人编号门户网站（マイナポータル）上登记。"
        }
        PatientText::Running => "正在确认您的保险。请稍候。",
        PatientText::NoAnswer => {
            "目前无法在线确认您的保险。请向工作人员出示资格确认书（資格確認書）等其他证件。"
        }
        PatientText::InsurerChecking => {
            "保险机构正在核对您的登记信息。请出示资格确认书（資格確認書），或咨询您的保险机构。"
        }
        PatientText::Several => "查到了两个以上的保险。请将您保险的记号和号码（記号・番号）告诉工作人员。",
        PatientText::NotFound => {
            "没有查到您的健康保险。如果您最近更换了保险，新的保险机构可能尚未完成登记。请咨询工作人员。"
        }
        PatientText::NewerInsurer => {
            "您有新的保险。请将个人编号卡放到读卡器上，或出示新保险的资格确认书（資格確認書）。"
        }
        PatientText::Lost => {
            "这份健康保险已经终止。如果已加入新的保险，请出示新保险的资格确认书（資格確認書）。如果尚未加入，请在工作单位或市区町村政府的窗口办理手续。"
        }
        PatientText::LostAidBegan => "您的医疗费支付方式已经改变。请出示医疗券（医療券），或咨询福利事务所。",
        PatientText::AskStaff => "有些事项需要向您的保险机构确认。请咨询工作人员。",
        PatientText::AidTicketMissing => "没有查到在本医疗机构使用的医疗券（医療券）。请咨询福利事务所。",
        PatientText::EligiblePayInFull => "已确认您的保险。今天请支付全额费用，之后可以向保险机构申请退还。",
        PatientText::Eligible => "已确认您的健康保险。",
        PatientText::AcceptedOffline => "今天可以就诊。您的保险将在之后确认。",
        PatientText::NoteCertificateExpiring => {
            "您卡内的电子证书将在三个月内到期。请到市区町村政府的窗口更新。"
        }
        PatientText::NoteCertificateGrace => {
            "您卡内的电子证书已过期。在一段时间内仍可使用，但仅限于确认保险。请尽快到市区町村政府的窗口更新。"
        }
        PatientText::NotePaperFree => "这里列出的证件无需出示。",
        PatientText::NoteLocalSubsidy => "如有医疗费补助的受给者证（医療費助成・公費の受給者証），请出示。",
        PatientText::NoteCeiling => "如有限额适用认定证（限度額適用認定証），请出示。",
        PatientText::NoteElderlyRecipient => "如有高龄受给者证（高齢受給者証），请出示。",
        PatientText::NoteEligibilityCertificate => {
            "请出示资格确认书（資格確認書），或个人编号门户网站（マイナポータル）的健康保险页面。"
        }
        PatientText::NoteSpecificDisease => "如有特定疾病疗养受疗证（特定疾病療養受療証），请出示。",
        PatientText::NoteRatioUnknown => "请出示写有自付比例的证件，例如资格确认书（資格確認書）。",
        PatientText::NoteJoiningNotice => "更换保险后，仍可继续使用此卡，但必须向保险机构办理申报手续。",
        PatientText::NoteNoMedicalInformation => "如果不使用卡片确认，医生将无法查看您的用药和体检记录。",
        PatientText::PaperCeiling => "限额适用认定证（限度額適用認定証）",
        PatientText::PaperElderlyRecipient => "高龄受给者证（高齢受給者証）",
        PatientText::PaperMedicalTicket => "医疗券（医療券）",
        PatientText::PaperReducedMeals => "标准负担额减额认定证（標準負担額減額認定証）",
        PatientText::PaperSpecificDisease => "特定疾病疗养受疗证（特定疾病療養受療証）",
    }
}
