//! The clerks' words as one table: every outcome's headline and next step, its reasons, and the notes.

use super::Language;

macro_rules! texts {
    ($( $variant:ident = $id:literal, $ja:literal, $en:literal; )+) => {
        /// A text with an id, so that a kiosk can use words of its own.
        ///
        /// ```
        /// use hokensho_eligibility::{Language, Text};
        ///
        /// assert_eq!(Text::HeadEligible.id(), "head.eligible");
        /// assert_eq!(Text::HeadEligible.text(Language::En), "Eligible");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Text { $( #[doc = $en] $variant, )+ }

        impl Text {
            /// All of them.
            pub const ALL: &[Self] = &[$( Self::$variant ),+];

            /// The id, which doesn't change with the wording.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $( Self::$variant => $id, )+ }
            }

            /// The words.
            #[must_use]
            pub const fn text(self, language: Language) -> &'static str {
                match (self, language) {
                    $( (Self::$variant, Language::Ja) => $ja, (Self::$variant, Language::En) => $en, )+
                }
            }
        }

        $crate::named::serde_by_name!(Text, id);
    };
}

texts! {
    HeadCardUnreadable = "head.card_unreadable", "カードを読み取れませんでした", "The card could not be read";
    NextCardUnreadable = "next.card_unreadable", "カードを置き直してください。続く場合は資格確認書などで確認します。", "Put the card on the reader again. If it keeps failing, use the certificate of eligibility (資格確認書).";
    HeadNotAMyNumberCard = "head.not_a_my_number_card", "マイナンバーカードではありません", "This is not a My Number Card";
    NextNotAMyNumberCard = "next.not_a_my_number_card", "マイナンバーカードを置いてください。", "Ask for the My Number Card.";
    HeadCancelled = "head.cancelled", "中止されました", "Stopped";
    NextCancelled = "next.cancelled", "最初からやり直してください。画面に完了と出るまでカードを取らないよう、患者に伝えてください。", "Start again. Ask the patient to leave the card on the reader until the screen says that it is done.";
    HeadIdentityMethodUnavailable = "head.identity_method_unavailable", "この方法では本人確認ができません", "This way of identification does not work here";
    NextIdentityMethodUnavailable = "next.identity_method_unavailable", "この方法は使えません。暗証番号、または顔認証付きカードリーダーでの顔認証・目視のうち、ほかの方法で確認してください。どれも使えないときは資格確認書などで確認します。", "This way cannot be used here. Use another: the PIN, or face or staff check at the certified reader. If none works, use the certificate of eligibility (資格確認書).";
    HeadPinWrong = "head.pin_wrong", "暗証番号が違います", "Wrong PIN (暗証番号)";
    NextPinWrong = "next.pin_wrong", "残り回数を患者に伝え、番号が確かでなければ顔認証に切り替えてください。", "Tell the patient how many tries are left; if unsure, switch to face authentication.";
    HeadPinBlocked = "head.pin_blocked", "暗証番号がロックされています", "The PIN (暗証番号) is blocked";
    NextPinBlocked = "next.pin_blocked", "顔認証または目視で確認してください。ロックは市区町村の窓口で解除できます。", "Use face or staff check. The municipal office unblocks the PIN.";
    HeadIdentityFailed = "head.identity_failed", "本人と確認できませんでした", "The person could not be identified";
    NextIdentityFailed = "next.identity_failed", "暗証番号など別の方法で確認してください。", "Use another way, such as the PIN.";
    HeadNotGenuine = "head.not_genuine", "カードの証明書が検証に通りませんでした", "The card's certificate failed the check";
    NextNotGenuine = "next.not_genuine", "このカードでは受け付けられません。責任者に知らせてください。", "Do not accept this card. Tell whoever is in charge.";
    HeadSuspended = "head.suspended", "証明書が一時停止されています", "The certificate is suspended";
    NextSuspended = "next.suspended", "紛失などの届出があります。マイナンバー総合フリーダイヤル 0120-95-0178（紛失・一時停止は24時間）に案内してください。今日は資格確認書などで確認します。", "It was reported lost or stolen. Refer the patient to 0120-95-0178 (for loss and suspension at any hour). Today, use the certificate of eligibility (資格確認書).";
    HeadRevoked = "head.revoked", "証明書が失効しています", "The certificate is revoked";
    NextRevoked = "next.revoked", "市区町村の窓口で新しい証明書を発行してもらう必要があります。今日は資格確認書などで確認します。", "The municipal office issues a new one. Today, use the certificate of eligibility (資格確認書).";
    HeadExpired = "head.expired", "証明書の有効期限が切れています", "The certificate has expired";
    NextExpired = "next.expired", "市区町村の窓口で更新が必要です。今日は資格確認書などで確認します。利用登録が終わった人には、保険者から資格確認書が届きます。", "The municipal office renews it. Today, use the certificate of eligibility (資格確認書); the insurer sends one when the registration has ended.";
    HeadRevocationUnknown = "head.revocation_unknown", "証明書が有効か確認できていません", "Whether the certificate is revoked is not known";
    NextRevocationUnknown = "next.revocation_unknown", "失効情報を取り直してから、もう一度行ってください。", "Get current revocation data and try again.";
    HeadNotRegistered = "head.not_registered", "保険証としての利用登録がありません", "The card is not registered as a health-insurance card";
    NextNotRegistered = "next.not_registered", "カードリーダーかマイナポータルで利用登録ができます。証明書を更新したばかりなら、登録は要りません。1日ほどで使えるようになります。今日は資格確認書などで確認します。", "The patient can register at the reader or in the Myna portal. A certificate renewed just now needs no registration; it is known within about a day. Today, use the certificate of eligibility (資格確認書).";
    HeadSourceUnavailable = "head.source_unavailable", "照会先につながりません", "The source cannot be reached";
    NextSourceUnavailable = "next.source_unavailable", "照会は送られていません。照会先への接続を確認するか、資格確認書などで確認します。", "Nothing was sent. Check the connection to the source, or use the certificate of eligibility (資格確認書).";
    HeadRequestRefused = "head.request_refused", "要求が受け付けられませんでした", "The request was refused";
    NextRequestRefused = "next.request_refused", "入力と端末の設定を確認してください。照会は行われていません。", "Check the input and the terminal's settings. Nothing was looked up.";
    HeadRunning = "head.running", "処理中です", "Still running";
    NextRunning = "next.running", "しばらくしてから結果を確認してください。", "Ask for the result again later.";
    HeadSourceUnknown = "head.source_unknown", "時間内に回答がありませんでした", "No answer came in time";
    NextSourceUnknown = "next.source_unknown", "照会されたかどうか不明です。再送せず、照会先で結果を確認してください。", "Whether it was looked up is not known. Do not send again; look for the result at the source.";
    HeadViewingStopped = "head.viewing_stopped", "保険者が資格情報を確認中です", "The insurer is checking the record";
    NextViewingStopped = "next.viewing_stopped", "資格確認書などで確認し、保険者に問い合わせてください。", "Use the certificate of eligibility (資格確認書) and ask the insurer.";
    HeadSourceError = "head.source_error", "照会先からエラーが返りました", "The source reports an error";
    NextSourceError = "next.source_error", "表示されたコードとメッセージをそのまま伝えて問い合わせてください。", "Pass on the code and the message as shown.";
    HeadSeveral = "head.several", "複数の資格が該当しました", "Several coverages fit";
    NextSeveral = "next.several", "記号や枝番を加えて照会してください。", "Add the symbol or the branch number.";
    HeadNotFound = "head.not_found", "該当する資格がありません", "No coverage found";
    NextNotFound = "next.not_found", "入力を確認してください。カードの場合は保険者がまだ登録していない可能性があります。", "Check what was typed. With a card, the insurer may not have filed it yet.";
    HeadNewerInsurer = "head.newer_insurer", "新しい資格があります", "Newer coverage exists";
    NextNewerInsurer = "next.newer_insurer", "照会した保険は古くなっています。カードで確認してください。カードで照会したときは、新しい保険の資格確認書などで確認します。", "What was asked about is outdated. Read the card; if it was read, use the certificate of eligibility (資格確認書) of the new insurer.";
    HeadLost = "head.lost", "資格を喪失しています", "Coverage has ended";
    NextLost = "next.lost", "新しい保険への加入を確認してください。保険者への届出が必要です。", "Ask about the new insurance. The insurer has to be notified.";
    NextLostAidBegan = "next.lost.aid_began", "生活保護の受給が始まっています。医療券を確認し、なければ福祉事務所に問い合わせてください。", "Public assistance has begun. Look for the medical-aid ticket (医療券); if there is none, ask the welfare office.";
    NextLostDied = "next.lost.died", "死亡による喪失と登録されています。だれの資格か確かめ、保険者に問い合わせてください。", "The record says that this person died. Make sure whose coverage it is, and ask the insurer.";
    NextLostOtherInsurance = "next.lost.other_insurance", "ほかの医療保険に加入しています。カードで確認するか、新しい保険者の資格確認書などで確認してください。", "Other insurance has begun. Read the card, or use the certificate of eligibility (資格確認書) of the new insurer.";
    HeadAidTicketMissing = "head.aid_ticket_missing", "この医療機関の医療券が登録されていません", "No medical-aid ticket is registered for this institution";
    NextAidTicketMissing = "next.aid_ticket_missing", "福祉事務所に確認してください。", "Ask the welfare office.";
    HeadUnclear = "head.unclear", "資格を判断できません", "The answer cannot be relied on";
    NextUnclear = "next.unclear", "結果をそのまま信用せず、職員が確認してください。", "Do not rely on the answer; staff have to check.";
    HeadEligiblePayInFull = "head.eligible_pay_in_full", "資格あり（窓口では全額負担：特別療養費）", "Eligible, and pays in full now (特別療養費)";
    NextEligiblePayInFull = "next.eligible_pay_in_full", "全額を受け取り、払い戻しの手続きを案内してください。", "Take the whole cost; the patient applies to the insurer for the refund.";
    HeadEligible = "head.eligible", "資格が確認できました", "Eligible";
    NextEligible = "next.eligible", "受付を進めてください。", "Go on with the reception.";
    HeadAcceptedOffline = "head.accepted_offline", "オンライン以外の方法で受け付けました", "Accepted without the online check";
    NextAcceptedOffline = "next.accepted_offline", "復旧後に資格を確認してください。", "Check eligibility when the online side is back.";

    NoteCertificateExpiring = "note.certificate_expiring", "電子証明書の有効期限が3か月以内です。市区町村の窓口で更新してください。", "The certificate ends within three months; the municipal office renews it.";
    NoteCertificateGrace = "note.certificate_grace", "電子証明書の期限が切れています。資格確認だけは、しばらくの間使えます。早めに更新してください。", "The certificate has expired. For some time eligibility alone is still answered; renew soon.";
    NoteRevocationNotChecked = "note.revocation_not_checked", "証明書の失効は確認していません。", "Whether the certificate is revoked was not checked.";
    NoteRevocationStale = "note.revocation_stale", "証明書の失効は、古い失効情報で確認しました。", "Whether the certificate is revoked was checked against old data.";
    NotePaperFree = "note.paper_free", "上記の証は提示不要です。", "The certificates shown above need not be shown on paper.";
    NoteLocalSubsidy = "note.local_subsidy", "市区町村の医療費助成や公費の受給者証は、引き続き提示が必要です。", "Certificates of local subsidies and public expense still have to be shown.";
    NoteCeiling = "note.ceiling", "限度額の情報がありません。限度額適用認定証があれば、見せてもらってください。", "The answer has no ceiling; ask for the ceiling certificate (限度額適用認定証), if there is one.";
    NotePublicExpenses = "note.public_expenses", "公費があります。表示の順に適用してください。", "There is public expense; it pays in the order shown.";
    NoteElderlyRecipient = "note.elderly_recipient", "高齢受給者証の情報がありません。証を見せてもらってください。", "The answer has no elderly recipient certificate (高齢受給者証); ask for it.";
    NoteEligibilityCertificate = "note.eligibility_certificate", "回答に、読み取れない資格があります。資格確認書、資格情報のお知らせ、マイナポータルの画面などを見せてもらってください。", "A coverage in the answer could not be read; ask for the certificate (資格確認書) or notice of eligibility (資格情報のお知らせ), or the screen of the Myna portal.";
    NoteMedicalTicket = "note.medical_ticket", "今日使える医療券・調剤券の情報がありません。紙の券を確認し、なければ福祉事務所に確認してください。", "The answer has no medical-aid ticket that counts today; look for a paper one, or ask the welfare office.";
    NoteSpecificDisease = "note.specific_disease", "回答の特定疾病療養受療証を読み取れません。証を見せてもらってください。", "The specific-disease certificate (特定疾病療養受療証) in the answer could not be read; ask for it.";
    NoteRatioUnknown = "note.ratio_unknown", "負担割合は回答にありません。証で確認してください。", "The answer does not state the patient's part; look at a certificate.";
    NoteJoiningNotice = "note.joining_notice", "転職・退職・転居などで保険が変わるときは、カードはそのままで、保険者への届出が必要です。", "When the insurance changes the card stays the same, but the insurer has to be notified.";
    NoteTypedNoMedicalInformation = "note.typed_no_medical_information", "カードを使わない確認では、診療情報・薬剤情報は閲覧できません。", "Without the card no medical information can be viewed.";

    NoteOutage = "note.outage", "障害や災害で長く使えないときは、コールセンターが「緊急時医療情報・資格確認機能」を開放することがあります。使ったときは、後日報告します。", "In a long outage the call centre may open the emergency function (緊急時医療情報・資格確認機能); its use is reported afterwards.";

    PaperCeiling = "paper.ceiling", "限度額適用認定証", "ceiling certificate";
    PaperElderlyRecipient = "paper.elderly_recipient", "高齢受給者証", "elderly recipient certificate";
    PaperMedicalTicket = "paper.medical_ticket", "医療券", "medical-aid ticket";
    PaperReducedMeals = "paper.reduced_meals", "標準負担額減額認定証", "reduced meals certificate";
    PaperSpecificDisease = "paper.specific_disease", "特定疾病療養受療証", "specific-disease certificate";
    PaperLocalSubsidy = "paper.local_subsidy", "医療費助成・公費の受給者証", "certificates of local subsidies and public expense";

    OwnLimitMonth = "own_limit.month", "自己負担上限額（1か月）", "the most that the patient pays in a month";
    OwnLimitNone = "own_limit.none", "自己負担上限額なし", "no limit to what the patient pays";
    OwnLimitUnstated = "own_limit.unstated", "自己負担上限額は不明（受給者証・医療券で確認）", "limit not stated: look at the certificate or ticket";
    PublicExpenseOriginAnswer = "public_expense_origin.answer", "回答による（医療扶助）", "from the answer (medical aid, 医療扶助)";
    PublicExpenseOriginPaper = "public_expense_origin.paper", "受給者証などの紙による", "typed from a paper that was shown";

    FallbackPortalScreen = "fallback.portal_screen", "マイナポータルの資格情報画面、または保存したPDF", "the Myna portal's eligibility screen, or a PDF saved from it";
    FallbackEligibilityNotice = "fallback.eligibility_notice", "資格情報のお知らせ", "notice of eligibility (資格情報のお知らせ)";
    FallbackEligibilityCertificate = "fallback.eligibility_certificate", "資格確認書", "certificate of eligibility (資格確認書)";
    FallbackPastData = "fallback.past_data", "以前の来院時の保険情報（口頭で変更がないことを確認）", "the insurance data of an earlier visit, confirmed orally";
    FallbackDeclaration = "fallback.declaration", "被保険者資格申立書", "declaration of insurance (被保険者資格申立書)";
    ProofAlone = "proof.alone", "それだけで確認できます", "enough by itself";
    ProofOral = "proof.oral", "変更がないか口頭で確認します", "the patient confirms that nothing has changed";
    ProofWithCard = "proof.with_card", "マイナンバーカードと一緒に提示", "shown with the My Number Card";
    ClaimedByCurrent = "claimed_by.current", "現在の資格の番号で請求します", "claimed by the current numbers";
    ClaimedByPast = "claimed_by.past", "過去の資格の番号で請求します", "claimed by the numbers of an earlier coverage";
    ClaimedByUnknown = "claimed_by.unknown", "保険者等番号を不詳（すべて7）として請求します", "claimed with unknown numbers (all sevens)";
    FindingAidPayerUnstated = "finding.aid_payer_unstated", "医療扶助の公費負担者番号がありません。医療券で確認してください。", "Medical aid (医療扶助) without its payer's number; see the ticket.";
    FindingCertificateUnread = "finding.certificate_unread", "回答に、読み取れない証（高齢受給者証・限度額適用認定証・特定疾病療養受療証・医療券など）があります。端末の画面で確かめるか、紙の証を見せてもらってください。", "A certificate or ticket in the answer could not be read; see the screen of the terminal, or ask for it on paper.";
    FindingCoverageUnread = "finding.coverage_unread", "回答に、読み取れない資格がほかにもあり、そちらが優先する場合があります。端末の画面で確かめるか、患者に確認してください。", "Another coverage in the answer could not be read, and may be the one that pays; see the screen of the terminal, or ask the patient.";
    FindingInsurancesOverlap = "finding.insurances_overlap", "有効な保険が二つあります。新しい方を表示しています。どちらが正しいか、患者と保険者に確認してください。", "Two insurances are in force; the newer one is shown. Ask the patient and the insurers which of them is right.";
    FindingInsurerUnstated = "finding.insurer_unstated", "保険者番号が読み取れないか、回答にありません。端末の画面か、資格確認書で確認してください。", "The insurer's number is missing or could not be read; see the screen of the terminal, or the eligibility certificate (資格確認書).";
    FindingPayerOrderUnknown = "finding.payer_order_unknown", "公費の優先順位を決められません。都道府県・市区町村の案内で確認してください。", "Which public expense pays first is not known; see what the prefecture or municipality says.";

    RatioFindingCeilingOfOtherAge = "ratio_finding.ceiling_of_other_age", "限度額の適用区分が、年齢と合いません。保険者に確認してください。", "The ceiling belongs to another age; ask the insurer.";
    RatioFindingCeilingOfOtherRatio = "ratio_finding.ceiling_of_other_ratio", "限度額の適用区分が、負担割合と合いません。保険者に確認してください。", "The ceiling belongs to another patient's part; ask the insurer.";
    RatioFindingElderlyOutsideAge = "ratio_finding.elderly_outside_age", "高齢受給者証の情報がありますが、70歳から74歳の対象者ではありません。保険者に確認してください。", "There is an elderly recipient certificate, but not the age or the insurance for one; ask the insurer.";
    RatioFindingLateStageTooYoung = "ratio_finding.late_stage_too_young", "65歳未満ですが、後期高齢者医療の資格です。生年月日と保険者を確認してください。", "Under 65, but in the insurance of those from 75 (後期高齢者医療); check the birth date and the insurer.";
    RatioFindingLateStageRatioElsewhere = "ratio_finding.late_stage_ratio_elsewhere", "後期高齢者医療ではない保険の回答に、後期高齢者の負担割合があります。使わずに保険者に確認してください。", "The answer states the patient's part of those from 75 (後期高齢者医療), but another insurer; it is not used. Ask the insurer.";
    RatioFindingNotLateStageAt75 = "ratio_finding.not_late_stage_at_75", "75歳以上ですが、後期高齢者医療の資格ではありません。保険の変更を確認してください。", "75 or older, but not in the insurance of those from 75 (後期高齢者医療); ask whether the insurance has changed.";
    RatioFindingPreschoolTooOld = "ratio_finding.preschool_too_old", "未就学とされていますが、就学後の年齢です。負担割合を保険者に確認してください。", "Said to be preschool, but of school age; ask the insurer about the patient's part.";
    RatioFindingRatioUnknownToLaw = "ratio_finding.ratio_unknown_to_law", "法令にない負担割合です。保険者に確認してください。", "A patient's part that the law does not have; ask the insurer.";

    CategoryOriginAnswer = "category_origin.answer", "適用区分は回答による", "the band is from the answer";
    CategoryOriginRatio = "category_origin.ratio", "適用区分は負担割合から判定（限度額適用認定証の情報なし）", "the band follows from the patient's part: the answer has no ceiling certificate";

    NoCeilingNoCertificate = "no_ceiling.no_certificate", "限度額の情報がないため、窓口では限度額を適用できません。限度額を超えた分は後から保険者が払い戻します。", "The answer has no ceiling, so none counts at the window; what is beyond it the insurer pays back later.";
    NoCeilingNoTable = "no_ceiling.no_table", "この診療月の限度額の表がないため、限度額を計算できません。", "There is no table of ceilings for this month of care.";
    NoCeilingNotInsurance = "no_ceiling.not_insurance", "医療保険の資格ではないため、限度額はありません。", "Not insurance, so there is no ceiling.";
    NoCeilingPaysInFull = "no_ceiling.pays_in_full", "窓口では全額負担のため、限度額は適用されません（特別療養費）。", "The whole cost is paid now, so no ceiling counts (特別療養費).";
    NoCeilingAgeUnknown = "no_ceiling.age_unknown", "生年月日の月または日が不明なため、限度額を判定できません。", "The month or day of birth is not known, so the ceiling is not either.";
    NoCeilingQualificationUnstated = "no_ceiling.qualification_unstated", "75歳になる月ですが、後期高齢者医療の資格取得日が回答にないため、限度額が2分の1になるか分かりません。", "It is the month of the 75th birthday, and the answer doesn't say since when the patient is insured there: whether the ceiling is halved is not known.";
    NoCeilingRatioUnknown = "no_ceiling.ratio_unknown", "負担割合が不明なため、限度額を判定できません。", "The patient's part is not known, so the ceiling is not either.";
    NoCeilingUnknown = "no_ceiling.unknown", "適用区分または証の内容が不明なため、限度額を計算できません。", "The band or the certificate is not known here, so no ceiling can be computed.";

    CeilingBasisMonth = "ceiling_basis.month", "自己負担限度額（1か月）", "ceiling of a month";
    CeilingBasisOutPatient = "ceiling_basis.out_patient", "自己負担限度額（外来・個人）", "ceiling for out-patients";
    CeilingBasisRepeated = "ceiling_basis.repeated", "自己負担限度額（多数回該当）", "ceiling from the fourth month on";
    CeilingBasisSpecificDisease = "ceiling_basis.specific_disease", "自己負担限度額（特定疾病）", "ceiling for a specific disease";

    CopaymentReasonCeiling = "copayment_reason.ceiling", "今月の限度額に達したため、限度額までの支払いです。", "The ceiling of this month is reached: only what is left below it is paid.";
    CopaymentReasonCeilingUnknown = "copayment_reason.ceiling_unknown", "限度額を計算できないため、支払額も計算できません。", "The ceiling cannot be computed, and so no amount can.";
    CopaymentReasonCoverageUnread = "copayment_reason.coverage_unread", "回答に、読み取れない資格がほかにもあるため、支払額を計算できません。", "Another coverage in the answer could not be read, so no amount can be computed.";
    CopaymentReasonNoCeiling = "copayment_reason.no_ceiling", "限度額を適用できないため、負担割合のとおりの支払いです。", "No ceiling counts here: the patient's part is paid.";
    CopaymentReasonPublicExpense = "copayment_reason.public_expense", "公費があるため、支払額は計算できません。受給者証・医療券の自己負担を確認してください。", "Public expense pays too, so no amount can be computed: see its certificate or ticket.";
    CopaymentReasonRatio = "copayment_reason.ratio", "今月の限度額に達していないため、負担割合のとおりの支払いです。", "Below the ceiling of this month: the patient's part is paid.";
    CopaymentReasonRatioUnknown = "copayment_reason.ratio_unknown", "負担割合が不明なため、支払額を計算できません。", "The patient's part is not known, so no amount can be computed.";

    RefundStepOutPatient = "refund_step.out_patient", "70歳以上の外来（個人ごと）", "out-patient bills of one person from 70";
    RefundStepTurningSeventyFive = "refund_step.turning_75", "75歳到達月の個人の限度額", "one person in the month of the 75th birthday";
    RefundStepFrom70 = "refund_step.from_70", "70歳以上の世帯合算", "everyone from 70 in the household";
    RefundStepEveryone = "refund_step.everyone", "世帯全体の合算", "everyone in the household";

    ExpenseKindCare = "expense_kind.care", "介護保険サービス", "long-term care services";
    ExpenseKindMedicine = "expense_kind.medicine", "医薬品購入", "medicines bought";
    ExpenseKindOther = "expense_kind.other", "その他の医療費", "other medical expenses";
    ExpenseKindTreatment = "expense_kind.treatment", "診療・治療", "treatment";

    DeductionRuleExpenses = "deduction_rule.expenses", "医療費控除", "deduction for medical expenses";
    DeductionRuleSelfMedication = "deduction_rule.self_medication", "セルフメディケーション税制", "deduction for self-medication";

    BirthdayMonthHalved = "birthday_month.halved", "75歳になる月のため、個人の限度額は2分の1です。", "In the month of the 75th birthday the person's ceilings are halved.";

    DeductionPaid = "deduction.paid", "支払った医療費", "paid";
    DeductionReimbursed = "deduction.reimbursed", "保険金などで補てんされる金額", "paid back by insurance";
    DeductionDifference = "deduction.difference", "差引金額", "paid less what was paid back";
    DeductionIncome = "deduction.income", "総所得金額等", "income";
    DeductionFivePercent = "deduction.five_percent", "所得の5％（1円未満切捨て）", "5 % of the income";
    DeductionFloor = "deduction.floor", "10万円と所得の5％の少ない方", "the smaller of 100,000 yen and 5 % of the income";
    DeductionFloorMedicines = "deduction.floor_medicines", "差し引く金額", "borne alone";
    DeductionMost = "deduction.most", "控除の上限", "the most that is deducted";
    DeductionExpenses = "deduction.expenses", "医療費控除額", "deducted";
    DeductionMedicines = "deduction.medicines", "セルフメディケーション税制の控除額", "deducted for self-medication";

    IdentityPin = "identity.pin", "暗証番号", "PIN";
    IdentityOnDevice = "identity.on_device", "スマートフォンでの認証", "on the phone";
    IdentityFace = "identity.face", "顔認証", "face authentication";
    IdentityStaffPrintedPhoto = "identity.staff_printed_photo", "目視（券面の写真）", "staff, printed photo";
    IdentityStaffChipPhoto = "identity.staff_chip_photo", "目視（ICチップの写真）", "staff, photo from the chip";
    IdentityMachine = "identity.machine", "機械照合", "machine";
    IdentityNone = "identity.none", "本人確認なし", "nobody identified";

    CertificateValid = "certificate.valid", "有効", "valid";
    CertificateExpiring = "certificate.expiring", "有効（3か月以内に期限）", "valid, ends within three months";
    CertificateGrace = "certificate.grace", "期限切れ（猶予期間内）", "expired, within the grace period";
    CertificateExpired = "certificate.expired", "期限切れ", "expired";
    CertificateSuspended = "certificate.suspended", "一時停止", "suspended";
    CertificateRevoked = "certificate.revoked", "失効", "revoked";
    CertificateRenewed = "certificate.renewed", "更新済み（新しい証明書あり）", "renewed by a newer one";
    CertificateNotChecked = "certificate.not_checked", "未確認", "not checked";
    CertificateStale = "certificate.stale", "失効情報が古い", "checked against old data";
    CertificateByOperator = "certificate.by_operator", "照会先で確認", "checked by the operator";

    ConsentAllergies = "consent.allergies", "アレルギー情報", "allergies";
    ConsentContraindications = "consent.contraindications", "薬剤禁忌情報", "contraindicated medicines";
    ConsentDiagnosisNames = "consent.diagnosis_names", "傷病名", "names of diagnoses";
    ConsentHealthCheckups = "consent.health_checkups", "特定健診情報", "health check-ups";
    ConsentInfections = "consent.infections", "感染症情報", "infections";
    ConsentMedicines = "consent.medicines", "薬剤情報", "medicines";
    ConsentOperations = "consent.operations", "手術情報", "operations";
    ConsentPrescriptions = "consent.prescriptions", "処方情報", "prescriptions";
    ConsentTests = "consent.tests", "検査情報", "tests";
    ConsentTreatment = "consent.treatment", "診療情報", "treatment";

    ConsentEndAt = "consent_end.at", "有効期限まで", "until its end";
    ConsentEndUnknown = "consent_end.unknown", "期限は不明（救急時）", "end not stated (emergency)";
    ConsentEndUntilRevoked = "consent_end.until_revoked", "取り消されるまで", "until revoked";

    RoleClerk = "role.clerk", "受付", "reception clerk";
    RoleDentist = "role.dentist", "歯科医師", "dentist";
    RoleDoctor = "role.doctor", "医師", "doctor";
    RolePharmacist = "role.pharmacist", "薬剤師", "pharmacist";
    RoleVisitingNurse = "role.visiting_nurse", "訪問看護の看護師", "nurse of home nursing";

    RefusalAnotherItem = "refusal.another_item", "別の種類の情報への同意です", "the consent is to another kind of information";
    RefusalCoverageUnread = "refusal.coverage_unread", "回答に読み取れない部分があり、同意を確認できません", "part of the answer could not be read: the consent is not certain";
    RefusalEndUnstated = "refusal.end_unstated", "同意の有効期限が書かれていません", "the consent does not say until when";
    RefusalExpired = "refusal.expired", "同意の有効期限が過ぎています。見るには、もう一度カードで同意をもらいます", "the consent has ended; it is given again with the card";
    RefusalNotAsked = "refusal.not_asked", "同意がこの日も続いているか、照会していません。もう一度照会してください", "whether the consent still holds today was not asked; ask again";
    RefusalNotEligible = "refusal.not_eligible", "資格が確認できていないため、閲覧できません", "eligibility is not confirmed";
    RefusalNotGiven = "refusal.not_given", "患者は閲覧に同意していません", "the patient did not consent";
    RefusalNotLive = "refusal.not_live", "保存した確認結果では閲覧できません。もう一度確認してください", "a result that was stored opens nothing; check again";
    RefusalNotOfficial = "refusal.not_official", "この確認方法では閲覧の同意を得られません", "no consent can be given in this way";
    RefusalNotStated = "refusal.not_stated", "同意についての回答がありません", "the answer says nothing of a consent";
    RefusalNotYet = "refusal.not_yet", "同意の始まりが先の時刻です", "the consent begins later";
    RefusalOnlyInEmergencies = "refusal.only_in_emergencies", "同意なしで閲覧できるのは救急時だけです", "without a consent only in an emergency";
    RefusalPurposeChanged = "refusal.purpose_changed", "用途が変わり、同意は終わっています。見るには、もう一度同意をもらいます", "the purpose changed, which ended the consent; it is given again";
    RefusalRevokedByInstitution = "refusal.revoked_by_institution", "医療機関が同意を取り消しています。見るには、もう一度同意をもらいます", "the institution revoked the consent; it is given again";
    RefusalRevokedByPatient = "refusal.revoked_by_patient", "患者が同意を取り消しています", "the patient revoked the consent";
    RefusalRoleNotAllowed = "refusal.role_not_allowed", "この資格・施設では閲覧できません", "not for this role in this institution";
    RefusalUnknownFlag = "refusal.unknown_flag", "同意の区分が不明です", "the consent's code is not known";

    NameExact = "name.exact", "一致", "the same";
    NameWidth = "name.width", "全角・半角や空白だけが違います", "only width or spaces differ";
    NameKanaSize = "name.kana_size", "小さいかななど、かなの書き方だけが違います", "only the size of kana differs";
    NameKanaSound = "name.kana_sound", "かなの書き方が違いますが、音は同じです", "the kana differ but sound the same";
    NameLatin = "name.latin", "ローマ字の大文字・小文字や記号だけが違います", "only case, accents or punctuation differ";
    NameLatinOrder = "name.latin_order", "ローマ字の姓名の順だけが違います", "only the order of the words differs";
    NameItaiji = "name.itaiji", "異体字だけが違います", "only variants of kanji differ";
    NameSubstitute = "name.substitute", "代替文字のほかは一致します", "the same but for replaced characters";
    NameUnknown = "name.unknown", "●のほかは一致します", "the same but for ●";
    NameIncomparable = "name.incomparable", "比べられる文字がありません", "there is nothing to compare";
    NameDifferent = "name.different", "違う氏名です", "another name";

    UnreadReasonAbsent = "unread_reason.absent", "値がありません", "the value is missing";
    UnreadReasonInvalid = "unread_reason.invalid", "値として読めません", "the value cannot be one";

    ViaFetched = "via.fetched", "訪問・オンライン等の資格確認（取得した結果）", "checked remotely, fetched from the operator";
    ViaReader = "via.reader", "顔認証付きカードリーダー", "certified reader";
    ViaTyped = "via.typed", "保険情報の入力", "typed insurance data";
    ViaDirect = "via.direct", "カードを直接確認", "card checked directly";

    RatioAnswer = "ratio.answer", "回答による", "by the answer";
    RatioStatute = "ratio.statute", "法令による", "by law";
    RatioUnknown = "ratio.unknown", "不明", "not stated";

    UnclearAnsweredTwice = "unclear.answered_twice", "一つの照会に、異なる回答が二つ届きました", "two answers came, and they differ";
    UnclearCoverageUnread = "unclear.coverage_unread", "有効との回答ですが、その資格を読み取れません", "the answer says valid, but the coverage in it cannot be read";
    UnclearNothingInForce = "unclear.nothing_in_force", "有効との回答ですが、その日に有効な資格がありません", "the answer says valid, but no coverage is in force on the day";
    UnclearOtherDay = "unclear.other_day", "別の日についての回答です", "the answer is about another day";
    UnclearOtherQuestion = "unclear.other_question", "別の方法（カード・入力）での照会への回答です", "the answer is to another kind of question: card or typed data";
    UnclearStaleFile = "unclear.stale_file", "回答の時刻が、古すぎるか先の時刻です", "the answer is too old, or from the future";
    UnclearUnreadable = "unclear.unreadable", "回答を読み取れません", "the answer cannot be read";
    UnclearUnknownStatus = "unclear.unknown_status", "処理の結果が書かれていないか、不明です", "how the look-up went is not stated, or unknown";
    UnclearUnknownValidity = "unclear.unknown_validity", "資格が有効かどうか、書かれていないか不明です", "whether the coverage is valid is not stated, or unknown";
    UnclearUntimely = "unclear.untimely", "カードのせいではありません。時計のずれ、認証局の証明書の期限、またはカードの応答の遅れで、時刻が合いません", "no fault of the card: the clock is wrong, a CA certificate is out of its time, or the card answered too late";
    UnclearWrongAddressee = "unclear.wrong_addressee", "別の医療機関、別の照会、または別の人への回答です", "the answer is for another institution, request or person";

    ClaimAfterLoss = "claim.after_loss", "診療日には資格を喪失しています", "The coverage had ended by the day of care";
    ClaimAidTicketMissing = "claim.aid_ticket_missing", "この医療機関への医療券・調剤券がありません", "There is no medical-aid ticket for this institution";
    ClaimBirthDiffers = "claim.birth_differs", "生年月日が、確認した資格と違います", "The birth date differs from the coverage on file";
    ClaimBirthIncomplete = "claim.birth_incomplete", "生年月日の月または日が不明なため、最後まで照合できません", "The month or day of birth is not known, so the birth date can't be compared wholly";
    ClaimBranchDiffers = "claim.branch_differs", "枝番が、確認した資格と違います", "The branch number (枝番) differs from the coverage on file";
    ClaimBranchMissing = "claim.branch_missing", "枝番がありません", "The branch number (枝番) is missing";
    ClaimBranchNotFiled = "claim.branch_not_filed", "枝番が回答になく、確認できません", "The answer has no branch number (枝番), so the claim's could not be checked";
    ClaimCharacterRefused = "claim.character_refused", "請求で使えない文字が氏名にあります", "The name has a character that claims refuse";
    ClaimCheckDigitWrong = "claim.check_digit_wrong", "保険者番号の検証番号が合いません", "The check digit of the insurer's number is wrong";
    ClaimCoverageUnread = "claim.coverage_unread", "診療日の回答に、読み取れない資格があります", "A coverage in an answer about the day could not be read";
    ClaimInsurerDiffers = "claim.insurer_differs", "診療日の保険者が違います", "Another insurer covered the patient on the day of care";
    ClaimInsurerKnown = "claim.insurer_known", "不詳としていた保険者が分かりました", "The insurer claimed as unknown is known by now";
    ClaimInsurerUnknown = "claim.insurer_unknown", "保険者が不詳のままです", "The claim is made to an unknown insurer";
    ClaimNewerInsurer = "claim.newer_insurer", "新しい資格があります", "A newer coverage exists";
    ClaimNoDay = "claim.no_day", "診療日がないため、確認できません", "Without a day of care nothing could be checked";
    ClaimNotAsked = "claim.not_asked", "診療日の資格を確認していません", "Nobody has asked about the day of care";
    ClaimNotFound = "claim.not_found", "診療日の資格が見つかっていません", "No coverage was found for the day of care";
    ClaimNumberDiffers = "claim.number_differs", "番号が、確認した資格と違います", "The number (番号) differs from the coverage on file";
    ClaimNumberNotFiled = "claim.number_not_filed", "番号が回答になく、確認できません", "The answer has no number (番号), so the claim's could not be checked";
    ClaimOverlapping = "claim.overlapping", "診療日に有効な保険が二つあります", "Two insurances are in force on the day of care";
    ClaimPastInsurer = "claim.past_insurer", "資格喪失後の診療で、新しい保険者が分かっていません", "The coverage had ended by the day of care, and no newer insurer is known";
    ClaimRatioDiffers = "claim.ratio_differs", "負担割合が違います", "The patient's part differs";
    ClaimRatioUnknown = "claim.ratio_unknown", "負担割合が回答にありません", "The answer doesn't state the patient's part";
    ClaimSexDiffers = "claim.sex_differs", "性別が、確認した資格と違います", "The sex differs from the coverage on file";
    ClaimSymbolDiffers = "claim.symbol_differs", "記号が、確認した資格と違います", "The symbol (記号) differs from the coverage on file";
    ClaimSymbolNotFiled = "claim.symbol_not_filed", "記号が回答になく、確認できません", "The answer has no symbol (記号), so the claim's could not be checked";

    FixAskAboutDay = "fix.ask_about_day", "その日について、保険情報を入力して照会してください。カードで分かるのは今日の資格だけです。", "Ask the source about that day by typed insurance data; a card tells of today only.";
    FixAskAgainBeforeClaiming = "fix.ask_again_before_claiming", "請求の前に、もう一度照会してください。", "Ask again before claiming.";
    FixAskForCurrentCoverage = "fix.ask_for_current_coverage", "患者に今の資格を確かめ、マイナンバーカードか資格確認書で照会し直してください。", "Ask the patient for the current coverage, and look it up again by My Number Card or certificate of eligibility (資格確認書).";
    FixAskInsurers = "fix.ask_insurers", "どちらの資格が正しいか、患者と保険者に確かめてください。", "Ask the patient and the insurers which of them is right.";
    FixAskWelfareOffice = "fix.ask_welfare_office", "福祉事務所に問い合わせてください。", "Ask the welfare office (福祉事務所).";
    FixClaimFromFiledInsurer = "fix.claim_from_filed_insurer", "その日の保険者に請求先を直してください。", "Claim from the insurer of that day.";
    FixCompareInsurerNumber = "fix.compare_insurer_number", "保険者番号を、確認した資格と見比べてください。", "Compare the insurer's number with the coverage that was confirmed.";
    FixCompareWithPatient = "fix.compare_with_patient", "本人の登録か保険者の届出が誤りです。患者に確かめ、保険者の誤りなら保険者に訂正を頼みます。", "Either the patient's record here or the insurer's is wrong. Ask the patient; if it is the insurer's, have the insurer correct it.";
    FixEnterDay = "fix.enter_day", "診療日を入れてください。", "Enter the day of care.";
    FixReadCard = "fix.read_card", "次の来院でマイナンバーカードを読み、新しい資格で請求してください。", "Read the My Number Card at the next visit, and claim by the newer coverage.";
    FixReplaceCharacter = "fix.replace_character", "候補の文字に替えるか、患者にふだんの書き方を聞いてください。", "Use the suggested character, or ask the patient for another way to write it.";
    FixSeeTerminal = "fix.see_terminal", "端末の画面で診療日の資格を確かめるか、もう一度照会してください。", "See on the screen of the terminal who covered the day, or ask again about it.";
    FixSeeCertificateForNumbers = "fix.see_certificate_for_numbers", "資格確認書などで記号・番号・枝番を確かめてください。", "See symbol, number and branch number on the certificate of eligibility (資格確認書).";
    FixSeeCertificateForRatio = "fix.see_certificate_for_ratio", "資格確認書などで負担割合を確かめてください。", "See the patient's part on the certificate of eligibility (資格確認書).";
    FixTakeOverNumbers = "fix.take_over_numbers", "確認した資格の記号・番号・枝番に直してください。", "Use the symbol, number and branch number of the coverage on file.";
    FixTakeOverRatio = "fix.take_over_ratio", "確認した負担割合と年齢を確かめ、正しい割合に直してください。", "Check the patient's part on file and the age, and correct it.";

    ChangeAddress = "change.address", "住所が変わりました", "The address changed";
    ChangeAidBegan = "change.aid_began", "医療扶助が始まりました", "Medical aid (医療扶助) began";
    ChangeAidEnded = "change.aid_ended", "医療扶助が終わりました", "Medical aid (医療扶助) ended";
    ChangeAlias = "change.alias", "通称が変わりました", "The alias (通称) changed";
    ChangeBirth = "change.birth", "生年月日が訂正されました", "The birth date was corrected";
    ChangeCeiling = "change.ceiling", "限度額の適用区分が変わりました", "The category of the ceiling changed";
    ChangeCertificateUnread = "change.certificate_unread", "読み取れない証があり、変わったかどうか分かりません", "A certificate could not be read: whether it changed is not known";
    ChangeCoverageUnread = "change.coverage_unread", "読み取れない資格があり、変わったかどうか分かりません", "A coverage could not be read: whether it changed is not known";
    ChangeInsuredNumber = "change.insured_number", "記号・番号・枝番が変わりました", "Symbol, number or branch number changed";
    ChangeInsurer = "change.insurer", "保険者が変わりました", "The insurer changed";
    ChangeKana = "change.kana", "氏名のフリガナが変わりました", "The kana of the name changed";
    ChangeName = "change.name", "氏名が変わりました", "The name changed";
    ChangeOutcome = "change.outcome", "確認の結果が変わりました", "The outcome changed";
    ChangeRatio = "change.ratio", "負担割合が変わりました", "The patient's part changed";
    ChangeSex = "change.sex", "性別が変わりました", "The sex on file changed";

    SeverityNotice = "severity.notice", "参考", "for information";
    SeverityWarning = "severity.warning", "確認が必要です", "somebody has to look";
    SeverityError = "severity.error", "返戻になります", "the claim would come back";

    StandingAidTicketMissing = "standing.aid_ticket_missing", "この医療機関への医療券・調剤券がありません", "no medical-aid ticket for this institution";
    StandingCovered = "standing.covered", "資格があります", "covered";
    StandingCoverageUnread = "standing.coverage_unread", "回答に読み取れない資格があり、その日の資格が分かりません", "a coverage could not be read: who covered the day is not known";
    StandingLost = "standing.lost", "資格を喪失しています", "the coverage had ended";
    StandingNewerExists = "standing.newer_exists", "別の新しい資格があります", "another, newer coverage exists";
    StandingNotAsked = "standing.not_asked", "その日の資格は確認されていません", "nobody asked about that day";
    StandingNotFound = "standing.not_found", "資格が見つかっていません", "no coverage was found";
    StandingOverlapping = "standing.overlapping", "有効な保険が二つあります", "two insurances are in force";

    RegistrationUnregistered = "registration.unregistered", "利用登録なし", "not registered";
    RegistrationRegistered = "registration.registered", "利用登録済み", "registered";
    RegistrationLapsed = "registration.lapsed", "証明書の期限切れにより登録終了", "lapsed with the certificate";
    RegistrationCancelled = "registration.cancelled", "利用登録の解除済み", "cancelled by the person";
    ChannelAtm = "channel.atm", "セブン銀行ATM", "bank ATM";
    ChannelMunicipalOffice = "channel.municipal_office", "市区町村の窓口", "municipal office";
    ChannelPortalComputer = "channel.portal_computer", "マイナポータル（パソコン）", "Myna portal, by computer";
    ChannelPortalPhone = "channel.portal_phone", "マイナポータル（スマートフォン）", "Myna portal, by phone";

    EquipmentHomeVisit = "equipment.home_visit", "訪問診療等での資格確認", "reads cards at the patient's home";
    EquipmentMedicalAid = "equipment.medical_aid", "医療扶助の資格確認", "takes medical aid (医療扶助)";
    EquipmentPhoneReader = "equipment.phone_reader", "スマートフォンの読み取り", "reads phones";

    TopicCard = "topic.card", "マイナンバーカードと電子証明書", "the card and its certificates";
    TopicLossOrTheft = "topic.loss_or_theft", "カードの紛失・盗難による一時停止", "suspension of a lost or stolen card";
    TopicSystemAndPortal = "topic.system_and_portal", "マイナンバー制度とマイナポータル", "the My Number system and the Myna portal";
}
