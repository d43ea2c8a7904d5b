//! What patients read in Japanese.

use super::PatientText;

pub(super) const fn words(text: PatientText) -> &'static str {
    match text {
        PatientText::CardUnreadable => "カードを読み取れませんでした。もう一度カードを置いてください。",
        PatientText::NotAMyNumberCard => {
            "マイナンバーカードではありません。マイナンバーカードを置いてください。"
        }
        PatientText::Cancelled => {
            "確認が中止されました。もう一度はじめからお願いします。画面に終わりと出るまで、カードを取らないでください。"
        }
        PatientText::IdentityMethodUnavailable => {
            "このカードやスマートフォンでは、この方法は使えません。ほかの方法を選ぶか、職員にお声がけください。"
        }
        PatientText::PinWrong => {
            "暗証番号が違います。何回か間違えるとロックされます。わからないときは、顔認証を使ってください。"
        }
        PatientText::PinBlocked => {
            "暗証番号がロックされています。今日は顔認証を使ってください。ロックは市区町村の窓口で解除できます。"
        }
        PatientText::IdentityFailed => {
            "ご本人と確認できませんでした。暗証番号など、ほかの方法を選ぶか、職員にお声がけください。"
        }
        PatientText::CardNotAccepted => "このカードは使えません。職員にお声がけください。",
        PatientText::Suspended => {
            "カードの電子証明書が一時停止されています。0120-95-0178 に電話してください（紛失は24時間受付）。今日は資格確認書などを見せてください。"
        }
        PatientText::Revoked => {
            "カードの電子証明書が失効しています。市区町村の窓口で新しくできます。今日は資格確認書などを見せてください。"
        }
        PatientText::Expired => {
            "カードの電子証明書の期限が切れています。市区町村の窓口で更新できます。今日は資格確認書などを見せてください。"
        }
        PatientText::NotRegistered => {
            "このカードは、まだ健康保険証として登録されていません。カードリーダーかマイナポータルで登録できます。"
        }
        PatientText::Running => "保険を確認しています。少しお待ちください。",
        PatientText::NoAnswer => {
            "いまオンラインで保険を確認できません。資格確認書などを職員に見せてください。"
        }
        PatientText::InsurerChecking => {
            "保険者があなたの登録を確認しています。資格確認書を見せるか、保険者に問い合わせてください。"
        }
        PatientText::Several => "保険が二つ以上見つかりました。保険の記号・番号を職員に伝えてください。",
        PatientText::NotFound => {
            "健康保険が見つかりませんでした。最近保険が変わったときは、新しい保険者の登録が済んでいないことがあります。職員にお声がけください。"
        }
        PatientText::NewerInsurer => {
            "新しい保険があります。マイナンバーカードを置くか、新しい保険の資格確認書を見せてください。"
        }
        PatientText::Lost => {
            "この健康保険は終わっています。新しい保険に入っているときは、その資格確認書を見せてください。まだのときは、職場か市区町村の窓口で手続きをしてください。"
        }
        PatientText::LostAidBegan => {
            "医療費の支払い方法が変わっています。医療券を見せるか、福祉事務所に問い合わせてください。"
        }
        PatientText::AskStaff => "保険者に確認が必要なことがあります。職員にお声がけください。",
        PatientText::AidTicketMissing => {
            "この医療機関の医療券が登録されていません。福祉事務所に問い合わせてください。"
        }
        PatientText::EligiblePayInFull => {
            "保険を確認できました。今日は全額をお支払いください。あとで保険者に払い戻しを申請できます。"
        }
        PatientText::Eligible => "健康保険を確認できました。",
        PatientText::AcceptedOffline => "今日は受け付けます。保険はあとで確認します。",
        PatientText::NoteCertificateExpiring => {
            "カードの電子証明書の期限まで3か月以内です。市区町村の窓口で更新してください。"
        }
        PatientText::NoteCertificateGrace => {
            "カードの電子証明書の期限が切れています。しばらくの間は、保険の確認だけに使えます。早めに市区町村の窓口で更新してください。"
        }
        PatientText::NotePaperFree => "ここに表示された証は、見せなくてもかまいません。",
        PatientText::NoteLocalSubsidy => "医療費助成・公費の受給者証をお持ちのかたは、見せてください。",
        PatientText::NoteCeiling => "限度額適用認定証をお持ちのかたは、見せてください。",
        PatientText::NoteElderlyRecipient => "高齢受給者証をお持ちのかたは、見せてください。",
        PatientText::NoteRatioUnknown => "負担割合が書かれた証（資格確認書など）を見せてください。",
        PatientText::NoteJoiningNotice => {
            "保険が変わっても、このカードをそのまま使えます。保険者への届出は必要です。"
        }
        PatientText::NoteNoMedicalInformation => {
            "カードを使わない確認では、医師は薬や健診の記録を見ることができません。"
        }
        PatientText::PaperCeiling => "限度額適用認定証",
        PatientText::PaperElderlyRecipient => "高齢受給者証",
        PatientText::PaperMedicalTicket => "医療券",
        PatientText::PaperReducedMeals => "標準負担額減額認定証",
        PatientText::PaperSpecificDisease => "特定疾病療養受療証",
    }
}
