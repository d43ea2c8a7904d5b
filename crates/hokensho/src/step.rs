//! The steps of a reception, so that a screen can show where it is.

use std::time::Duration;

use hokensho_eligibility::Language;

macro_rules! steps {
    ($( $(#[$meta:meta])* $variant:ident = $id:literal, $budget:literal, $ja:literal, $en:literal; )+) => {
        /// A step of a reception.
        ///
        /// ```
        /// use hokensho::{Language, Step};
        ///
        /// assert_eq!(Step::Sign.id(), "step.sign");
        /// assert_eq!(Step::Send.text(Language::En), "request sent");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Step { $( $(#[$meta])* $variant, )+ }

        impl Step {
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
                    $( (Self::$variant, Language::Ja) => $ja, )+
                    $( (Self::$variant, _) => $en, )+
                }
            }

            /// How long the step may take before a window should be told that something is slow. Estimates for a
            /// contactless card at 106 kbit/s and a clinic's network; nothing is cut off by them.
            #[must_use]
            pub const fn budget(self) -> Duration {
                match self { $( Self::$variant => Duration::from_millis($budget), )+ }
            }
        }
    };
}

steps! {
    /// The card's application is selected, card or phone told apart.
    Connect = "step.connect", 300, "カードの確認", "card recognised";
    /// The authentication certificate is read.
    Certificate = "step.certificate", 1_000, "証明書の読み取り", "certificate read";
    /// The CA certificate is read and pinned.
    Issuer = "step.issuer", 1_000, "認証局証明書の読み取り", "CA certificate read and pinned";
    /// The tries left are asked, none spent.
    Tries = "step.tries", 100, "暗証番号の残り回数の確認", "PIN tries asked, none spent";
    /// The holder is verified and the card signs the challenge.
    Sign = "step.sign", 2_000, "本人の確認とチャレンジへの署名", "holder verified, challenge signed by the card";
    /// The session on the card ends.
    EndSession = "step.end_session", 100, "カードの処理の終了", "session ended";
    /// Path, revocation and signature are checked.
    Verify = "step.verify", 200, "証明書・失効・署名の検証", "certificate, revocation and signature checked";
    /// Eligibility is asked by certificate.
    LookUp = "step.look_up", 3_000, "資格の照会", "eligibility looked up";
    /// The certified reader works.
    Reader = "step.reader", 60_000, "カードリーダーの処理", "certified reader";
    /// A request goes to the terminal.
    Send = "step.send", 500, "照会の送信", "request sent";
    /// The terminal's answer is awaited.
    Await = "step.await", 30_000, "回答の待機", "answer received";
    /// The answer is read.
    Answer = "step.answer", 100, "回答の確認", "answer read";
}

/// One step that was taken.
///
/// ```
/// use hokensho::{Step, StepEnd, StepRecord};
/// use std::time::Duration;
///
/// let record = StepRecord { step: Step::Verify, took: Duration::from_millis(2), round_trips: 0, end: StepEnd::WentOn };
/// assert!(!record.is_slow());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepRecord {
    /// Which.
    pub step: Step,
    /// From the end of the step before.
    pub took: Duration,
    /// Commands sent to the card.
    pub round_trips: u32,
    /// Whether the reception went on from here.
    pub end: StepEnd,
}

/// What followed a step.
///
/// ```
/// assert_ne!(hokensho::StepEnd::Ended, hokensho::StepEnd::WentOn);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepEnd {
    /// The reception ended in it: with an answer, or because it failed.
    Ended,
    /// The next step.
    WentOn,
}

impl StepRecord {
    /// Whether it took longer than its budget.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        self.took > self.step.budget()
    }
}
