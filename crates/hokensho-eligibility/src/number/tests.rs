use alloc::format;
use alloc::string::ToString;
use proptest::prelude::*;

use super::*;
use crate::Error;
use crate::name::width;

/// The check digits of published numbers, each a test.
macro_rules! fits {
    ($( $test:ident: $type:ident, $number:literal; )+) => { $(
        #[test]
        fn $test() {
            assert_eq!($type::new($number).unwrap().check_digit(), CheckDigit::Fits);
            assert_eq!($type::checked($number).unwrap().as_str(), $number);
        }
    )+ };
}

fits! {
    the_check_digit_of_an_insurer_of_police_fits: InsurerNumber, "33120015";
    the_check_digit_of_an_insurer_of_employees_fits: InsurerNumber, "01130012";
    the_check_digit_of_an_insurer_of_late_stage_elderly_fits: InsurerNumber, "39131156";
    the_check_digit_of_a_payer_fits: PayerNumber, "54016027";
    the_check_digit_of_an_insurer_of_national_health_fits: InsurerNumber, "138123";
    the_check_digit_of_an_institution_in_hokkaido_fits: InstitutionCode, "0110113719";
    the_check_digit_of_an_institution_in_osaka_fits: InstitutionCode, "2714206386";
}

#[test]
fn a_number_to_be_sent_is_refused_with_a_wrong_check_digit() {
    for number in ["33120014", "138124"] {
        assert!(matches!(InsurerNumber::checked(number), Err(Error::CheckDigitWrong { .. })), "{number}");
    }
    assert!(matches!(PayerNumber::checked("54016028"), Err(Error::CheckDigitWrong { .. })));
    assert!(matches!(RecipientNumber::checked("1234560"), Err(Error::CheckDigitWrong { .. })));
    assert!(matches!(InstitutionCode::checked("0110113710"), Err(Error::CheckDigitWrong { .. })));
}

#[test]
fn a_number_to_be_sent_is_refused_in_another_form_too() {
    assert!(matches!(InsurerNumber::checked("0113001"), Err(Error::NumberMalformed { .. })));
    assert!(matches!(PayerNumber::checked("138123"), Err(Error::NumberMalformed { .. })));
    assert!(matches!(RecipientNumber::checked(""), Err(Error::TextMalformed { .. })));
    assert!(matches!(InstitutionCode::checked("0113719"), Err(Error::NumberMalformed { .. })));
}

#[test]
fn a_wrong_check_digit_is_read_but_not_built() {
    for number in ["1311111111", "1300000006"] {
        assert_eq!(InstitutionCode::new(number).unwrap().check_digit(), CheckDigit::Wrong, "{number}");
    }
    assert_eq!(InsurerNumber::new("12345678").unwrap().check_digit(), CheckDigit::Wrong);
    let refused = InsurerNumber::checked("12345678").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the last digit of an insurer number (保険者番号) doesn't fit the others"
    );
}

#[test]
fn the_seven_digits_of_a_receipt_have_no_check_digit_of_their_own() {
    for code in ["0110113719", "2714206386"] {
        let local = InstitutionCode::new(code).unwrap().local();
        assert_eq!(CheckDigit::of(local.as_str()), CheckDigit::Wrong, "{code}");
    }
}

#[test]
fn refuses_numbers_of_other_lengths_and_characters() {
    for text in ["", "1", "1234567", "123456789", "0113001a", "０１１３００１２", "01 30012", "  0113001"]
    {
        assert!(InsurerNumber::new(text).is_err(), "{text}");
    }
    for text in ["", "130000000", "13000000050", "13-0000005"] {
        assert!(InstitutionCode::new(text).is_err(), "{text}");
    }
    for text in ["", "138008", "  138008", "５４０１６０２７"] {
        assert!(PayerNumber::new(text).is_err(), "{text}");
    }
    for text in ["", "420638", "42063861", "420638a"] {
        assert!(LocalInstitutionCode::new(text).is_err(), "{text}");
    }
    for text in ["", "123", "-1", "a", "1.5"] {
        assert!(BranchNumber::new(text).is_err(), "{text}");
    }
}

#[test]
fn refuses_texts_that_are_empty_too_long_or_hold_control_characters() {
    assert!(Symbol::new("").is_err());
    assert!(Symbol::new("記号\n").is_err());
    assert!(Symbol::new(&"あ".repeat(20)).is_ok());
    assert!(Symbol::new(&"あ".repeat(21)).is_err());
    assert!(RecipientNumber::new(&"1".repeat(30)).is_ok());
    let refused = RecipientNumber::new(&"1".repeat(31)).unwrap_err();
    assert_eq!(refused.to_string(), "a recipient number (受給者番号) is not 1 to 30 plain characters");
}

#[test]
fn refuses_to_build_from_parts_that_are_too_long() {
    let tokyo = Prefecture::new(13).unwrap();
    assert!(InsurerNumber::build(None, tokyo, 1000).is_err());
    assert!(PayerNumber::build(LawNumber::new(54).unwrap(), tokyo, 1000).is_err());
    assert!(RecipientNumber::build(1_000_000).is_err());
    assert!(InstitutionCode::build(tokyo, &PointTable::Medical, 100, 0).is_err());
    assert!(InstitutionCode::build(tokyo, &PointTable::Medical, 0, 10_000).is_err());
    for table in ["", "10", "x"] {
        assert!(InstitutionCode::build(tokyo, &PointTable::Other(table.into()), 0, 0).is_err(), "{table}");
    }
}

#[test]
fn a_recipient_number_of_another_length_has_no_check_digit() {
    for text in ["123456", "12345678", "１２３４５６６"] {
        assert_eq!(RecipientNumber::new(text).unwrap().check_digit(), None, "{text}");
    }
}

#[test]
fn a_law_that_is_not_an_insurances_is_not_guessed_to_be_one() {
    let scheme = |number| InsurerNumber::new(number).unwrap().scheme();
    assert_eq!(scheme("54016027"), Scheme::Other);
    assert_eq!(scheme("05130001"), Scheme::Other);
    assert_eq!(scheme("81130001"), Scheme::Other);
    assert_eq!(scheme("67130001"), Scheme::NationalHealth);
    assert_eq!(scheme("06130009"), Scheme::Employees);
    assert_eq!(scheme("12131232"), Scheme::MedicalAid);
}

#[test]
fn a_prefecture_that_does_not_exist_is_none() {
    assert_eq!(InsurerNumber::new("01990012").unwrap().prefecture(), None);
    assert_eq!(InstitutionCode::new("0010113719").unwrap().prefecture(), None);
    assert_eq!(PayerNumber::new("54486027").unwrap().prefecture(), None);
}

#[test]
fn an_unknown_point_table_is_kept() {
    assert_eq!(InstitutionCode::new("1390000000").unwrap().point_table(), PointTable::Other("9".into()));
    let (tokyo, local) = (Prefecture::new(13).unwrap(), LocalInstitutionCode::new("0000000").unwrap());
    assert!(InstitutionCode::from_parts(tokyo, &PointTable::Other("10".into()), &local).is_err());
}

#[test]
fn numbers_are_the_same_whatever_the_width() {
    assert_eq!(width("１２－３４　５"), "12-345");
    assert_eq!(width("12−34‐5"), width("12-34ー5"));
    assert_ne!(width("1234"), width("12-34"));
    assert_ne!(width("あ12"), width("い12"));
}

#[test]
fn debug_hides_whose_number_it_is() {
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        Symbol::new("4260").unwrap(),
        InsuredNumber::new("4260").unwrap(),
        BranchNumber::new("42").unwrap(),
        RecipientNumber::new("4260").unwrap(),
    );
    assert!(!shown.contains("42"), "{shown}");
}

proptest! {
    #[test]
    fn exactly_one_check_digit_fits(base in "[0-9]{5,9}") {
        let fits: alloc::vec::Vec<u32> =
            (0..10).filter(|digit| CheckDigit::of(&format!("{base}{digit}")) == CheckDigit::Fits).collect();
        prop_assert_eq!(fits, [CheckDigit::after(&base)]);
    }

    #[test]
    fn one_wrong_digit_is_always_found(law in 1..100_u8, office in 0..1000_u16, place in 0..8_usize, other in 0..10_u8) {
        let law = LawNumber::new(law).unwrap();
        let number = InsurerNumber::build(Some(law), Prefecture::new(13).unwrap(), office).unwrap();
        let mut digits = number.as_str().as_bytes().to_vec();
        if let Some(digit) = digits.get_mut(place) {
            *digit = b'0' + other;
        }
        let changed = alloc::string::String::from_utf8(digits).unwrap();
        let fits = CheckDigit::of(&changed) == CheckDigit::Fits;
        prop_assert_eq!(fits, changed == number.as_str());
    }

    #[test]
    fn what_is_built_fits_and_reads_back(law in proptest::option::of(1..100_u8), prefecture in 1..48_u8, office in 0..1000_u16) {
        let law = law.map(|law| LawNumber::new(law).unwrap());
        let prefecture = Prefecture::new(prefecture).unwrap();
        let built = InsurerNumber::build(law, prefecture, office).unwrap();
        prop_assert_eq!(built.check_digit(), CheckDigit::Fits);
        prop_assert_eq!(InsurerNumber::checked(built.as_str()), Ok(built.clone()));
        prop_assert_eq!((built.law_number(), built.prefecture()), (law, Some(prefecture)));
    }

    #[test]
    fn every_other_number_that_is_built_fits_and_is_refused_with_any_other_last_digit(
        law in 1..100_u8, prefecture in 1..48_u8, office in 0..1000_u16, recipient in 0..1_000_000_u32,
        district in 0..100_u8, institution in 0..10_000_u16, more in 1..10_u8,
    ) {
        let prefecture = Prefecture::new(prefecture).unwrap();
        let payer = PayerNumber::build(LawNumber::new(law).unwrap(), prefecture, office).unwrap();
        let recipient = RecipientNumber::build(recipient).unwrap();
        let code = InstitutionCode::build(prefecture, &PointTable::Dental, district, institution).unwrap();
        prop_assert_eq!(PayerNumber::checked(payer.as_str()), Ok(payer.clone()));
        prop_assert_eq!(RecipientNumber::checked(recipient.expose()), Ok(recipient.clone()));
        prop_assert_eq!(InstitutionCode::checked(code.as_str()), Ok(code.clone()));
        let other = |number: &str| {
            let (base, last) = number.split_at(number.len() - 1);
            format!("{base}{}", (last.parse::<u8>().unwrap() + more) % 10)
        };
        prop_assert!(PayerNumber::checked(&other(payer.as_str())).is_err());
        prop_assert!(RecipientNumber::checked(&other(recipient.expose())).is_err());
        prop_assert!(InstitutionCode::checked(&other(code.as_str())).is_err());
    }

    #[test]
    fn padding_is_read_back(text in "[0-9]{6}|(0[1-9]|[1-9][0-9])[0-9]{6}") {
        let number = InsurerNumber::new(&text).unwrap();
        prop_assert_eq!(InsurerNumber::new(&number.padded()).unwrap(), number.clone());
        prop_assert_eq!(InsurerNumber::new(&number.zero_padded()).unwrap(), number);
    }

    #[test]
    fn a_code_falls_apart_into_what_makes_it(code in "(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{8}") {
        let whole = InstitutionCode::new(&code).unwrap();
        let again = InstitutionCode::from_parts(whole.prefecture().unwrap(), &whole.point_table(), &whole.local());
        prop_assert_eq!(again, Ok(whole));
    }
}
