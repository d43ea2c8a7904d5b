use core::fmt;

/// 性別, by the code of JIS X 0303.
///
/// Which code stands for "unknown" is reported differently (3, and 9 as in the standard): every code but 1 and 2 is
/// unknown here, and kept. `Debug` doesn't show it.
///
/// ```
/// use hokensho_pki::Sex;
///
/// assert_eq!(Sex::of("2"), Sex::Female);
/// assert_eq!(Sex::of("9"), Sex::Unknown { code: "9" });
/// assert_eq!(Sex::of("9").code(), "9");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sex<'a> {
    /// 女: 2.
    Female,
    /// 男: 1.
    Male,
    /// Not known or not stated.
    Unknown {
        /// The code as it stands.
        code: &'a str,
    },
}

impl<'a> Sex<'a> {
    /// The sex with this code.
    #[must_use]
    pub fn of(code: &'a str) -> Self {
        match code {
            "1" => Self::Male,
            "2" => Self::Female,
            code => Self::Unknown { code },
        }
    }

    /// The code as it stands in the certificate.
    #[must_use]
    pub const fn code(self) -> &'a str {
        match self {
            Self::Female => "2",
            Self::Male => "1",
            Self::Unknown { code } => code,
        }
    }
}

impl fmt::Debug for Sex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sex(..)")
    }
}
