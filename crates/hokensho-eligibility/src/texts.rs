//! The words, each with an id that doesn't change with the wording: clerks' in two languages, patients' in six.
//!
//! [`Text`] and [`PatientText`] are two types, so that a patient is never shown what is meant for a clerk, and nobody
//! asks for a language in which there are no words.
//!
//! To add a clerk's text, add a line to the table in `texts/clerk.rs`. To add a patient's, add its id in
//! `texts/patient.rs`; the compiler then asks for its words in each file of `texts/patient/`, one for each language,
//! which a translator can read and change alone. Which text belongs to what stands with the type (sets of cases
//! by `named!`, others by a function `text`), and for outcomes in `texts/choice.rs`.

mod choice;
mod clerk;
mod patient;

pub use clerk::Text;
pub use patient::PatientText;

macro_rules! languages {
    ($(
        $(#[$meta:meta])*
        $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $tag:literal; )+ }
    )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name { $( $(#[$variant_meta])* $variant, )+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$( Self::$variant ),+];

            /// The tag (RFC 5646), as a page's `lang` wants it.
            #[must_use]
            pub const fn tag(self) -> &'static str {
                match self { $( Self::$variant => $tag, )+ }
            }

            /// The language of a tag such as `ja` or `ja-JP`: its first part alone counts.
            #[must_use]
            pub fn from_tag(tag: &str) -> Option<Self> {
                let language = tag.split(['-', '_']).next()?;
                Self::ALL.iter().copied().find(|it| it.tag().eq_ignore_ascii_case(language))
            }
        }

        $crate::named::serde_by_name!($name, tag);
    )+ };
}

languages! {
    /// A language that the clerks' texts exist in.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::Language::from_tag("ja"), Some(hokensho_eligibility::Language::Ja));
    /// ```
    Language {
        /// Japanese.
        Ja = "ja";
        /// English.
        En = "en";
    }

    /// A language that the patients' texts exist in: Japanese and those of the public help line.
    ///
    /// ```
    /// use hokensho_eligibility::PatientLanguage;
    ///
    /// assert_eq!(PatientLanguage::from_tag("pt-BR"), Some(PatientLanguage::Pt));
    /// assert_eq!(PatientLanguage::from_tag("fr"), None);
    /// ```
    PatientLanguage {
        /// Japanese.
        Ja = "ja";
        /// English.
        En = "en";
        /// Chinese, in simplified characters.
        Zh = "zh";
        /// Korean.
        Ko = "ko";
        /// Spanish.
        Es = "es";
        /// Portuguese.
        Pt = "pt";
    }
}

#[cfg(test)]
mod tests;
