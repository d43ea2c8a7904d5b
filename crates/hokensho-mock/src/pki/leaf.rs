//! The certificates of a person.

use std::fmt;

use super::name::{COMMON_NAME, LOCALITY};
use super::{Authority, Key, Municipality, directory_name, extension, name};
use crate::der::{self, Node};

const CLIENT_AUTH: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 3, 2];
/// The policies that JPKI's test cards carry; production has 3.30 and 1.20 in the last two places.
const AUTH_POLICY: &[u32] = &[1, 2, 392, 200_149, 8, 5, 1, 0, 30];
const SIGN_POLICY: &[u32] = &[1, 2, 392, 200_149, 8, 5, 1, 0, 20];
/// `.invalid` never resolves (RFC 2606, 2).
const CPS: &str = "http://www.hokensho-mock.invalid/cps.html";
const OCSP: &str = "http://ocspauth.hokensho-mock.invalid";

/// What is printed on the card and signed in it: the four attributes (基本4情報). `Debug` shows none of them.
///
/// ```
/// use hokensho_mock::pki::Attributes;
///
/// let holder = Attributes { name: "見本　花子", address: "東京都清瀬市中里５－８４２", birth: "19800217", sex: "2" };
/// assert_eq!(holder.birth.len(), 8);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Attributes<'a> {
    /// 氏名: family name, ideographic space, given name.
    pub name: &'a str,
    /// 住所, in full-width characters.
    pub address: &'a str,
    /// 生年月日, `YYYYMMDD`.
    pub birth: &'a str,
    /// 性別 by JIS X 0303: `1` male, `2` female, `0` unknown, `9` not applicable.
    pub sex: &'a str,
}

/// What a person's two certificates are made of.
///
/// The fields follow two certificates of JPKI test cards that others published; the parts of the common name beyond
/// the municipality are unexplained there, and here they are made up from the serial.
///
/// ```
/// use hokensho_mock::pki::{Attributes, Authority, Key, Leaf, Municipality};
///
/// let leaf = Leaf {
///     serial: 0x1E_E607,
///     not_before: 1_711_929_600,
///     not_after: 2_500_613_999,
///     municipality: Municipality { code: "13221", prefecture: "Tokyo-to", city: "Kiyose-shi" },
///     key: &Key::named("adult-sign").unwrap(),
/// };
/// let holder = Attributes { name: "見本　花子", address: "東京都清瀬市中里５－８４２", birth: "19800217", sex: "2" };
/// let certificate = Authority::Sign.issue(&leaf.sign_tbs(&holder));
/// assert!((1_537..=1_792).contains(&certificate.len()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Leaf<'a> {
    /// 発行の番号: small and sequential in JPKI.
    pub serial: u64,
    /// Seconds since 1970.
    pub not_before: i64,
    /// Seconds since 1970; JPKI ends at 14:59:59Z, midnight in Japan.
    pub not_after: i64,
    /// Where the certificate was issued.
    pub municipality: Municipality<'a>,
    /// The person's key.
    pub key: &'a Key,
}

impl Leaf<'_> {
    /// The 利用者証明用電子証明書, which carries no name: 23 characters of identifier stand for the person.
    #[must_use]
    pub fn auth_tbs(&self) -> Node {
        let authority = Authority::Auth;
        let id = format!("MOCK{:010X}{}003A", self.serial, self.municipality.code);
        let extensions = [
            extension::key_usage(7, 0b1000_0000), // digitalSignature
            extension::plain(extension::EXT_KEY_USAGE, der::sequence([der::oid(CLIENT_AUTH)])),
            extension::certificate_policies(AUTH_POLICY, CPS),
            issuer_alt_name(authority),
            extension::crl_distribution_points(authority.distribution_point(self.municipality)),
            extension::authority_info_access(OCSP),
            authority.authority_key_identifier(),
            extension::subject_key_identifier(&self.key.identifier()),
        ];
        self.tbs(authority, name(&[(COMMON_NAME, &id)]), extensions.into())
    }

    /// The 署名用電子証明書, which carries the four attributes.
    #[must_use]
    pub fn sign_tbs(&self, holder: &Attributes<'_>) -> Node {
        let authority = Authority::Sign;
        let Municipality { code, prefecture, city } = self.municipality;
        // The body of a GeneralizedTime without its Z: 14 digits, as in the real names.
        let issued = der::generalized_time(self.not_before).body();
        let id = format!("{:.14}{:05}{code}003A", String::from_utf8_lossy(&issued), self.serial % 100_000);
        let extensions = [
            extension::key_usage(6, 0b1100_0000), // digitalSignature, nonRepudiation
            extension::plain(extension::SUBJECT_ALT_NAME, holder.subject_alt_name()),
            extension::certificate_policies(SIGN_POLICY, CPS),
            issuer_alt_name(authority),
            extension::crl_distribution_points(authority.distribution_point(self.municipality)),
            authority.authority_key_identifier(),
            extension::subject_key_identifier(&self.key.identifier()),
        ];
        let subject = name(&[(LOCALITY, prefecture), (LOCALITY, city), (COMMON_NAME, &id)]);
        self.tbs(authority, subject, extensions.into())
    }

    fn tbs(&self, authority: Authority, subject: Node, extensions: Vec<Node>) -> Node {
        let validity = [self.not_before, self.not_after];
        authority.tbs(&self.serial.to_be_bytes(), validity, subject, self.key, extensions)
    }
}

fn issuer_alt_name(authority: Authority) -> Node {
    extension::plain(extension::ISSUER_ALT_NAME, der::sequence([directory_name(authority.japanese_name())]))
}

impl Attributes<'_> {
    /// Six otherNames in JPKI's own order: 1 name, 4 birth, 3 sex, 5 address, and 2 and 6, which mark the characters of
    /// name and address that had to be replaced (none here).
    fn subject_alt_name(&self) -> Node {
        let unreplaced = |text: &str| "0".repeat(text.chars().count());
        let birth = format!("{}{}", era_digit(self.birth), self.birth);
        der::sequence([
            other_name(1, self.name),
            other_name(4, &birth),
            other_name(3, self.sex),
            other_name(5, self.address),
            other_name(2, &unreplaced(self.name)),
            other_name(6, &unreplaced(self.address)),
        ])
    }
}

impl fmt::Debug for Attributes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attributes").finish_non_exhaustive()
    }
}

fn other_name(number: u32, value: &str) -> Node {
    let type_id = der::oid(&[1, 2, 392, 200_149, 8, 5, 5, number]);
    der::context(0, [type_id, der::context(0, [der::utf8(value)])])
}

/// 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和, from their first days; 0 before them.
fn era_digit(birth: &str) -> u8 {
    const ERAS: [(&str, u8); 5] =
        [("20190501", 5), ("19890108", 4), ("19261225", 3), ("19120730", 2), ("18680125", 1)];
    ERAS.into_iter().find_map(|(first_day, digit)| (birth >= first_day).then_some(digit)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_change_on_their_day() {
        let eras = ["18680124", "19120729", "19261224", "19890107", "19890108", "20190430", "20190501"]
            .map(era_digit);
        assert_eq!(eras, [0, 1, 2, 3, 4, 4, 5]);
    }
}
