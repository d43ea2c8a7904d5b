//! The address at which a question is asked by GET (RFC 6960, A.1).

use alloc::string::String;

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The responder's address, a slash, and the request in base64 (RFC 4648, 4), percent-encoded for a URL.
pub(super) fn of(responder: &str, request: &[u8]) -> String {
    let mut url = String::from(responder.trim_end_matches('/'));
    url.push('/');
    for group in request.chunks(3) {
        let mut bytes = [0; 4];
        bytes.iter_mut().skip(1).zip(group).for_each(|(place, byte)| *place = *byte);
        let bits = u32::from_be_bytes(bytes);
        for digit in 0..4 {
            let value = (bits >> (18 - 6 * digit)) & 0x3F;
            let value = usize::try_from(value).ok().filter(|_| digit <= group.len());
            match value.and_then(|value| BASE64.get(value)) {
                Some(b'+') => url.push_str("%2B"),
                Some(b'/') => url.push_str("%2F"),
                Some(digit) => url.push(char::from(*digit)),
                None => url.push_str("%3D"),
            }
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_remains_is_filled_up() {
        // RFC 4648, 10.
        let encoded = ["f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| of("", text.as_bytes()));
        let expected = ["/Zg%3D%3D", "/Zm8%3D", "/Zm9v", "/Zm9vYg%3D%3D", "/Zm9vYmE%3D", "/Zm9vYmFy"];
        assert_eq!(encoded, expected);
    }

    #[test]
    fn what_has_a_meaning_in_a_url_is_escaped() {
        assert_eq!(of("http://ocsp.invalid", &[0xFB, 0xFF, 0xBF]), "http://ocsp.invalid/%2B%2F%2B%2F");
    }

    #[test]
    fn one_slash_stands_between() {
        assert_eq!(of("http://ocsp.invalid/", &[]), "http://ocsp.invalid/");
        assert_eq!(of("http://ocsp.invalid/auth", &[]), "http://ocsp.invalid/auth/");
    }
}
