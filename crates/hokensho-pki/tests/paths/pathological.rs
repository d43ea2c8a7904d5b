//! Inputs as large as anybody can make them: what costs the square of them wouldn't end within a day.

use hokensho_mock::der;
use hokensho_mock::pki::{self, Reason, Revoked, extension, field};
use hokensho_pki::{
    Certificate, Crl, Error, ExplicitPolicy, PathValidator, PolicyRules, Revocation, RevocationLists, Role,
    Rule,
};

use super::setting::{Chosen, DAY, Hierarchy, NOW, now, policies, serial};

const UPDATES: [i64; 2] = [NOW - DAY, NOW + DAY];
const COMMON_NAME: &[u32] = &[2, 5, 4, 3];

#[test]
fn a_long_list_is_read_and_asked() {
    let hierarchy = Hierarchy::of(&["Root", "Leaf"]);
    let root = &hierarchy.entities[0];
    // From the last to the first, which is no order that a reader could count on.
    let entry = |serial| Revoked { serial, at: NOW - 2 * DAY, reason: Reason::Superseded };
    let entries: Vec<_> = (0x10_0000..0x12_0000).rev().map(entry).collect();
    let list = root.sign(&root.list_tbs(7, UPDATES, &entries, []));
    let (issuer, leaf) = (hierarchy.certificate(0), hierarchy.certificate(1));
    let verified = Crl::parse(&list).unwrap().verify(&Chosen, &Certificate::parse(&issuer).unwrap(), now());
    let said = verified.unwrap().revocation(&Certificate::parse(&leaf).unwrap(), now(), 0);
    assert!(matches!(said, Revocation::Good { .. }));
}

#[test]
fn each_of_many_lists_is_asked() {
    let hierarchy = Hierarchy::of(&["Root", "Leaf"]);
    let root = &hierarchy.entities[0];
    let list = |number: u64| {
        let entry = Revoked { serial: serial(1), at: NOW - 2 * DAY, reason: Reason::Superseded };
        let revoked = if number == 1_999 { &[entry][..] } else { &[] };
        root.list_tbs(number, UPDATES, revoked, [])
    };
    // Nobody signed the first ones.
    let forged = |number| der::sequence([list(number), pki::sha256_with_rsa(), der::bits(0, &[7; 256])]);
    let mut lists: Vec<_> = (0..1_999).map(|number| forged(number).encode()).collect();
    lists.push(root.sign(&list(1_999)));
    let lists: Vec<_> = lists.iter().map(|list| Crl::parse(list).unwrap()).collect();

    let mut validator = PathValidator::new(Chosen);
    validator.trust(&hierarchy.certificate(0)).unwrap();
    let leaf = hierarchy.certificate(1);
    let path = validator.validate(&[&leaf], now()).unwrap();
    let known = RevocationLists { lists: &lists, ..RevocationLists::default() };
    let found = validator.check_revocation(&path, &known, now()).unwrap();
    assert!(matches!(found.certificates(), [Revocation::Revoked { .. }]));
}

#[test]
fn as_many_policies_under_as_long_names_as_fit_are_followed_down_the_path() {
    // Eight self-issued certificates, whose names are the same only if every letter is compared.
    let name = |upper: bool| {
        let long = "name ".repeat(45);
        let long = if upper { long.to_uppercase() } else { long };
        pki::name(&[(COMMON_NAME, long.as_str()); 30])
    };
    let arcs = |at: u32| (0..16).map(|policy| vec![1, 2, 3, at, policy]).collect::<Vec<_>>();
    let mut hierarchy = Hierarchy::of(&["CA"; 9]);
    for at in 0_u32..9 {
        let index = usize::try_from(at).unwrap();
        let of_its_own = arcs(at);
        let of_its_own: Vec<_> = of_its_own.iter().map(Vec::as_slice).collect();
        hierarchy = hierarchy.with(index, policies(&of_its_own)).spoil(index, |tbs| {
            tbs.replace(&[field::ISSUER], name(at % 2 == 0)).unwrap();
            tbs.replace(&[field::SUBJECT], name(at % 2 == 1)).unwrap();
        });
    }
    let rules = PolicyRules { explicit: ExplicitPolicy::Required, ..PolicyRules::default() };
    let refused = Err(Error::Rule { role: Role::Leaf, rule: Rule::Policy });
    assert_eq!(hierarchy.validate_by(rules.clone()), refused);
    let any = extension::plain(
        extension::CERTIFICATE_POLICIES,
        der::sequence([der::sequence([der::oid(&[2, 5, 29, 32, 0])])]),
    );
    let met = (0..8).fold(hierarchy, |hierarchy, at| hierarchy.with(at, any.clone()));
    assert_eq!(met.validate_by(rules), Ok(()));
}
