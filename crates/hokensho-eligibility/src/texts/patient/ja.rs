//! What patients read in Japanese: short sentences and plain words (やさしい日本語).

use super::PatientText;

pub(super) const fn words(text: PatientText) -> &'static str {
    match text {
        PatientText::CardUnreadable => "カードを読み取れませんでした。もう一度、カードを置いてください。",
        PatientText::NotAMyNumberCard => {
            "マイナンバーカードではありません。マイナンバーカードを置いてください。"
        }
        PatientText::Cancelled => {
            "確認が途中で止まりました。もう一度、はじめからやり直してください。画面に「終わり」と出るまで、カードを取らないでください。"
        }
        PatientText::IdentityMethodUnavailable => {
            "このカードやスマートフォンでは、この方法は使えません。ほかの方法を選ぶか、職員に聞いてください。"
        }
        PatientText::PinWrong => {
            "暗証番号（4けたの数字）が違います。何回か間違えると、使えなくなります（ロック）。わからないときは、顔認証を使ってください。"
        }
        PatientText::PinBlocked => {
            "暗証番号が使えなくなっています（ロック）。今日は顔認証を使ってください。ロックは、市区町村の窓口で解除できます。"
        }
        PatientText::IdentityFailed => {
            "本人かどうか、確認できませんでした。暗証番号など、ほかの方法を選ぶか、職員に聞いてください。"
        }
        PatientText::CardNotAccepted => "このカードは使えません。職員に聞いてください。",
        PatientText::Suspended => {
            "カードの電子証明書が、一時停止になっています。0120-95-0178 に電話してください（なくしたときの電話は24時間）。今日は、資格確認書などを見せてください。"
        }
        PatientText::Revoked => {
            "カードの電子証明書が、使えなくなっています（失効）。市区町村の窓口で、新しい電子証明書をもらえます。今日は、資格確認書などを見せてください。"
        }
        PatientText::Expired => {
            "カードの電子証明書の期限が切れています。市区町村の窓口で、新しくできます（更新）。今日は、資格確認書などを見せてください。"
        }
        PatientText::NotRegistered => {
            "このカードは、まだ健康保険証として登録されていません。カードリーダーかマイナポータルで登録できます。"
        }
        PatientText::Running => "保険を確認しています。少し待ってください。",
        PatientText::NoAnswer => {
            "いま、オンラインで保険を確認できません。資格確認書などを、職員に見せてください。"
        }
        PatientText::InsurerChecking => {
            "あなたの登録を、保険者（健康保険の運営をしているところ）が確認しています。資格確認書を見せるか、保険者に聞いてください。"
        }
        PatientText::Several => "保険が二つ以上見つかりました。保険の記号・番号を職員に伝えてください。",
        PatientText::NotFound => {
            "健康保険が見つかりませんでした。保険が変わったばかりのときは、新しい保険の登録がまだ終わっていないことがあります。職員に聞いてください。"
        }
        PatientText::NewerInsurer => {
            "新しい保険があります。マイナンバーカードを置くか、新しい保険の資格確認書を見せてください。"
        }
        PatientText::Lost => {
            "この健康保険は、もう使えません。新しい保険に入っているときは、その資格確認書を見せてください。まだ入っていないときは、職場か市区町村の窓口で手続きをしてください。"
        }
        PatientText::LostAidBegan => {
            "医療費の支払い方法が変わっています。医療券を見せるか、福祉事務所に聞いてください。"
        }
        PatientText::AskStaff => "保険について、確認が必要なことがあります。職員に聞いてください。",
        PatientText::AidTicketMissing => {
            "この医療機関の医療券が、登録されていません。福祉事務所に聞いてください。"
        }
        PatientText::EligiblePayInFull => {
            "保険を確認できました。今日は、かかったお金を全部払ってください。あとで、お金を返してもらう申請を保険者にできます。"
        }
        PatientText::Eligible => "健康保険を確認できました。",
        PatientText::AcceptedOffline => "今日は受付ができます。保険は、あとで確認します。",
        PatientText::NoteCertificateExpiring => {
            "カードの電子証明書の期限まで、3か月以内です。市区町村の窓口で、新しくしてください（更新）。"
        }
        PatientText::NoteCertificateGrace => {
            "カードの電子証明書の期限が切れています。しばらくの間は、保険の確認だけに使えます。早めに、市区町村の窓口で新しくしてください（更新）。"
        }
        PatientText::NotePaperFree => "ここに書いてある証は、見せなくてもいいです。",
        PatientText::NoteLocalSubsidy => "医療費助成・公費の受給者証を持っている人は、見せてください。",
        PatientText::NoteCeiling => "限度額適用認定証を持っている人は、見せてください。",
        PatientText::NoteElderlyRecipient => "高齢受給者証を持っている人は、見せてください。",
        PatientText::NoteEligibilityCertificate => {
            "資格確認書か、マイナポータルの健康保険の画面を見せてください。"
        }
        PatientText::NoteSpecificDisease => "特定疾病療養受療証を持っている人は、見せてください。",
        PatientText::NoteRatioUnknown => "自分が払う割合が書いてある証（資格確認書など）を見せてください。",
        PatientText::NoteJoiningNotice => {
            "保険が変わっても、このカードをそのまま使えます。保険が変わる手続き（届出）は必要です。"
        }
        PatientText::NoteNoMedicalInformation => {
            "カードを使わないで確認したときは、医師は薬や健診の記録を見ることができません。"
        }
        PatientText::PaperCeiling => "限度額適用認定証",
        PatientText::PaperElderlyRecipient => "高齢受給者証",
        PatientText::PaperMedicalTicket => "医療券",
        PatientText::PaperReducedMeals => "標準負担額減額認定証",
        PatientText::PaperSpecificDisease => "特定疾病療養受療証",
    }
}
