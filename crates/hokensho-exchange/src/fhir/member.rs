//! 被保険者個人識別子: the key of an insured person.

use hokensho_eligibility::{Coverage as Insurance, InsurerNumber, Personal};

use super::datatype::Identifier;
use super::system::System;
use super::text;

/// 被保険者個人識別子: insurer, symbol, number and branch as one text, by which JP Core names an insured person, in a
/// Coverage and in a Patient. It has two forms: with colons, and as CSV.
///
/// As it is written, symbol and number are of one width: both half-width if they are letters and digits alone. All three
/// colons stay, whatever is missing. (A note of JP Core gives the colon's code as 5A; its examples have U+003A.)
///
/// `Debug` hides it.
///
/// ```
/// use hokensho_eligibility::{CardClassification, Coverage, Date, InsurerNumber, Person, Sex};
/// use hokensho_exchange::fhir::MemberKey;
///
/// let person = Person::new("見本　花子", Sex::Female, Date::new(1980, 2, 17)?);
/// let mut insurance = Coverage::new(CardClassification::General, person);
/// insurance.insurer_number = Some(InsurerNumber::new("138008")?);
/// insurance.number = Some("１８７".to_owned().into());
/// let key = MemberKey::of(&insurance).ok_or("no insurer")?;
/// assert_eq!(key.identifier().value.as_deref(), Some("00138008::187:"));
/// assert_eq!(key.csv_identifier().value.as_deref(), Some(r#""00138008","","１８７","""#));
/// let read = MemberKey::read(&key.identifier()).ok_or("no key")?;
/// assert_eq!(read.number.as_ref().map(|it| it.expose().as_str()), Some("187"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberKey {
    /// 保険者番号; only JP Core 1.1 has keys without.
    pub insurer: Option<InsurerNumber>,
    /// 記号.
    pub symbol: Option<Personal<String>>,
    /// 番号.
    pub number: Option<Personal<String>>,
    /// 枝番.
    pub branch: Option<Personal<String>>,
}

impl MemberKey {
    /// The key of an insurance; none without an insurer's number and its own, which all of the insurer's people would share,
    /// none with a branch that isn't two digits, which would be somebody else's, and none of medical aid, which has
    /// [one of its own](super::AidKey).
    #[must_use]
    pub fn of(insurance: &Insurance) -> Option<Self> {
        let insurer = insurance.insurer_number.clone().filter(|_| !insurance.is_medical_aid())?;
        let said =
            |part: &Option<Personal<String>>| part.clone().filter(|it| text::said(it.expose()).is_some());
        let (number, branch) = (said(&insurance.number)?, said(&insurance.branch));
        let writable = branch.as_ref().is_none_or(|branch| text::branch(branch.expose()).is_some());
        writable.then(|| Self {
            insurer: Some(insurer),
            symbol: insurance.symbol.clone(),
            number: Some(number),
            branch,
        })
    }

    /// The form with colons.
    #[must_use]
    pub fn identifier(&self) -> Identifier {
        let [symbol, number] = [&self.symbol, &self.number].map(|part| text::insured(exposed(part)));
        // JP Core's example has a number in full-width beside a symbol that has kana: one width for both.
        let wide = !(symbol.is_ascii() && number.is_ascii());
        let [symbol, number] = [symbol, number].map(|part| if wide { text::full_width(&part) } else { part });
        let (insurer, branch) = (self.insurer(), self.branch());
        Identifier::of(System::MEMBER_ID.url(), &format!("{insurer}:{symbol}:{number}:{branch}"))
    }

    /// The form as CSV, in which symbol and number are full-width.
    #[must_use]
    pub fn csv_identifier(&self) -> Identifier {
        let [symbol, number] = [&self.symbol, &self.number].map(|part| text::full_width(exposed(part)));
        let cells = [self.insurer(), symbol, number, self.branch()];
        Identifier::of(System::MEMBER_CSV.url(), &cells.map(|cell| format!("\"{cell}\"")).join(","))
    }

    fn insurer(&self) -> String {
        self.insurer.as_ref().map(InsurerNumber::zero_padded).unwrap_or_default()
    }

    /// Two digits or nothing: `00` is a branch, not the lack of one.
    fn branch(&self) -> String {
        text::branch(exposed(&self.branch)).unwrap_or_default()
    }

    /// Reads either form; none of another system, with another number of parts, or whose insurer isn't one. In JP Core 1.1
    /// the CSV has no system and no insurer. The parts stay as they are written.
    #[must_use]
    pub fn read(identifier: &Identifier) -> Option<Self> {
        let value = identifier.value.as_deref()?;
        let parts: Vec<&str> = match identifier.system.as_deref() {
            Some(system) if System::MEMBER_ID.is(system) => value.split(':').collect(),
            Some(system) if !System::MEMBER_CSV.is(system) => return None,
            _ => value.strip_prefix('"')?.strip_suffix('"')?.split("\",\"").collect(),
        };
        let (insurer, [symbol, number, branch]) = match *parts {
            [insurer, symbol, number, branch] => (insurer, [symbol, number, branch]),
            [symbol, number, branch] if identifier.system.is_none() => ("", [symbol, number, branch]),
            _ => return None,
        };
        let part = |part: &str| (!part.is_empty()).then(|| part.to_owned().into());
        let insurer = (!insurer.is_empty()).then(|| InsurerNumber::new(insurer));
        Some(Self {
            insurer: insurer.transpose().ok()?,
            symbol: part(symbol),
            number: part(number),
            branch: part(branch),
        })
    }

    /// The first key among identifiers that are in use.
    pub(super) fn among(identifiers: &[Identifier]) -> Option<Self> {
        Self::all(identifiers).next()
    }

    /// The keys among identifiers that are in use; those with colons go before CSV.
    pub(super) fn all(identifiers: &[Identifier]) -> impl Iterator<Item = Self> {
        let colons = |it: &&Identifier| it.system.as_deref().is_some_and(|name| System::MEMBER_ID.is(name));
        let current = || identifiers.iter().filter(|it| it.is_current());
        let others = current().filter(move |it| !colons(it));
        current().filter(colons).chain(others).filter_map(Self::read)
    }
}

fn exposed(part: &Option<Personal<String>>) -> &str {
    part.as_ref().map_or("", |part| part.expose())
}
