//! The scenarios that come with the crate, from `scenarios/`.

macro_rules! built_in {
    ($($name:literal)+) => {
        pub(super) const NAMES: &[&str] = &[$($name),+];

        pub(super) fn text(name: &str) -> Option<&'static str> {
            match name {
                $( $name => Some(include_str!(concat!("../../../scenarios/", $name, ".toml"))), )+
                _ => None,
            }
        }
    };
}

built_in! {
    "normal"
    "slow"
    "sjis"
    "note"
    "no-consent"
    "with-aid"
    "pay-in-full"
    "newer-insurer"
    "lost-died"
    "lost-aid-began"
    "lost-other-insurance"
    "lost-other"
    "lost-unstated"
    "aid-ticket-missing"
    "not-found"
    "several"
    "not-registered"
    "suspended"
    "revoked"
    "crl-absent"
    "crl-bad-signature"
    "crl-other-municipality"
    "crl-stale"
    "reader-cannot-read"
    "reader-other-card"
    "cancelled"
    "card-pulled"
    "face-mismatch"
    "pin-wrong"
    "pin-blocked"
    "certificate-refused"
    "no-folders"
    "no-answer"
    "request-refused"
    "running"
    "viewing-stopped"
    "source-error-header"
    "source-error-body"
    "unclear-no-validity"
    "unclear-unknown-validity"
    "unclear-unknown-status"
    "unclear-nothing-in-force"
    "answers-twice"
    "wrong-identifier"
    "wrong-institution"
    "wrong-person"
    "stale-face"
    "lying-encoding"
    "accepted-offline"
}
