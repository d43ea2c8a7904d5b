//! Whole files, by every way that a card and a reader leave open.

use super::*;

/// The short reads of a file from `from` on, after the one that starts it.
fn short_reads(mut script: Script, der: &[u8], from: usize) -> Script {
    for (index, piece) in der[from..].chunks(256).enumerate() {
        let offset = from + index * 256;
        script = script.then(&format!("00B0{offset:04X} {:02X}", piece.len() % 256), piece, 0x9000);
    }
    script
}

#[test]
fn takes_one_extended_command() {
    let der = der(1600);
    let script = Script::default().then(EXTENDED_AUTH, &der, 0x9000);
    assert_eq!(*script.reads(File::AuthCertificate).unwrap(), der);
}

#[test]
fn leaves_out_the_filler_behind_the_object() {
    let der = der(1600);
    let filled = [&der[..], &[0xFF; 448]].concat();
    let script = Script::default().then(EXTENDED_AUTH, &filled, 0x9000);
    assert_eq!(*script.reads(File::AuthCertificate).unwrap(), der);
}

#[test]
fn takes_the_end_of_the_file_for_an_answer() {
    let der = der(200);
    let script = Script::default().then(EXTENDED_AUTH, &der, 0x6282);
    assert_eq!(*script.reads(File::AuthCertificate).unwrap(), der);
}

#[test]
fn falls_back_at_the_cost_of_one_command() {
    let der = der(600);
    for status in [0x6700, 0x6D00, 0x6F00] {
        let script = Script::default().then(EXTENDED_AUTH, &[], status).then(SHORT_AUTH, &der[..256], 0x9000);
        assert_eq!(*short_reads(script, &der, 256).reads(File::AuthCertificate).unwrap(), der);
    }
}

#[test]
fn falls_back_after_a_failure_that_leaves_the_card_alive() {
    let der = der(600);
    let script = Script::default().then_fails(EXTENDED_AUTH, failed()).then(SHORT_AUTH, &der[..256], 0x9000);
    assert_eq!(*short_reads(script, &der, 256).reads(File::AuthCertificate).unwrap(), der);
}

#[test]
fn selects_again_if_the_card_refuses_after_its_reader_failed() {
    // The card may have been reset unseen: then 6A82 means that no application is selected, not that there is no file.
    let der = der(600);
    for status in [0x6A82, 0x6982, 0x6986, 0x6B00, 0x6D00, 0x6282] {
        let script = Script::default()
            .then_fails(EXTENDED_AUTH, failed())
            .then(SHORT_AUTH, &[], status)
            .then(SELECT_JPKI, &[], 0x9000)
            .then(SHORT_AUTH, &der[..256], 0x9000);
        assert_eq!(*short_reads(script, &der, 256).reads(File::AuthCertificate).unwrap(), der);
    }
    let script = Script::default()
        .then_fails(EXTENDED_AUTH, failed())
        .then(SHORT_AUTH, &[], 0x6A82)
        .then(SELECT_JPKI, &[], 0x9000)
        .then(SHORT_AUTH, &[], 0x6A82);
    assert!(matches!(script.reads(File::AuthCertificate), Err(Error::FileMissing { .. })));
}

#[test]
fn does_not_go_on_in_a_card_that_lost_its_file_when_its_reader_failed() {
    let mut file = vec![0xFF, 0x20, 0x82, 0x02, 0x27];
    file.resize(556, 0x41);
    // A file whose start was read isn't missing, whatever the card says then.
    for status in [0x6986, 0x6A82] {
        let script = Script::default()
            .then("00B08200 00", &file[..256], 0x9000)
            .then_fails("00B00100 00012C", failed())
            .then("00B00100 00", &[], status)
            .then("00B00100 00", &[], status);
        let error = script.reads(File::Attributes).unwrap_err();
        assert!(matches!(error, Error::Refused { step: Step::Read { offset: 256, .. }, .. }), "{error}");
    }
}

#[test]
fn falls_back_after_an_answer_without_status() {
    let der = der(200);
    let mut script = Script::default().then(EXTENDED_AUTH, &[], 0).then(SHORT_AUTH, &der, 0x9000);
    script.steps[0].1 = Ok(Vec::new());
    assert_eq!(*script.reads(File::AuthCertificate).unwrap(), der);
}

#[test]
fn goes_on_from_an_answer_that_was_cut_short() {
    let der = der(600);
    let script = Script::default().then(EXTENDED_AUTH, &der[..256], 0x9000);
    assert_eq!(*short_reads(script, &der, 256).reads(File::AuthCertificate).unwrap(), der);
}

#[test]
fn goes_on_from_what_6cxx_brings() {
    let der = der(600);
    let script = Script::default().then(EXTENDED_AUTH, &[], 0x6C00).then(SHORT_AUTH, &der[..256], 0x9000);
    assert_eq!(*short_reads(script, &der, 256).reads(File::AuthCertificate).unwrap(), der);
}

#[test]
fn starts_anew_from_an_answer_too_short_for_its_length() {
    let der = der(200);
    let script = Script::default().then(EXTENDED_AUTH, &der[..1], 0x9000).then(SHORT_AUTH, &der, 0x9000);
    assert_eq!(*script.reads(File::AuthCertificate).unwrap(), der);
}

#[test]
fn remembers_the_refusal() {
    let der = der(200);
    let script = Script::default()
        .then(EXTENDED_AUTH, &[], 0x6700)
        .then(SHORT_AUTH, &der, 0x9000)
        .then("00B08B00 00", &der, 0x9000)
        .then_ends();
    script.run(|session| {
        session.read(File::AuthCertificate).unwrap();
        session.read(File::AuthCaCertificate).unwrap();
        assert_eq!(session.read_mode(), ReadMode::Short(ShortLe::MAX));
    });
}

#[test]
fn does_not_go_on_after_a_reset_or_removal() {
    for error in [TransportError::CardReset, TransportError::CardRemoved, TransportError::Timeout] {
        let script = Script::default().then_fails(EXTENDED_AUTH, error);
        assert!(matches!(script.reads(File::AuthCertificate), Err(Error::Exchange { .. })));
    }
}

#[test]
fn asks_for_a_small_file_in_short_and_for_its_long_rest_extended() {
    // A long address: 300 bytes more than one short answer holds.
    let mut file = vec![0xFF, 0x20, 0x82, 0x02, 0x27];
    file.resize(556, 0x41);
    let script = Script::default().then("00B08200 00", &file[..256], 0x9000).then(
        "00B00100 00012C",
        &file[256..],
        0x9000,
    );
    assert_eq!(*script.reads(File::Attributes).unwrap(), file);
}

#[test]
fn asks_for_the_rest_in_short_if_extended_is_refused() {
    let mut file = vec![0xFF, 0x20, 0x82, 0x02, 0x27];
    file.resize(556, 0x41);
    let script =
        Script::default().then("00B08200 00", &file[..256], 0x9000).then("00B00100 00012C", &[], 0x6700);
    assert_eq!(*short_reads(script, &file, 256).reads(File::Attributes).unwrap(), file);
}

#[test]
fn asks_for_as_many_bytes_as_it_was_told() {
    let der = der(300);
    let script = Script::default()
        .then("00B08A00 FB", &der[..251], 0x9000)
        .then("00B000FB 31", &der[251..], 0x9000)
        .then_ends();
    script.run(|session| {
        session.set_read_mode(ReadMode::Short(ShortLe::ONE_FRAME));
        assert_eq!(*session.read(File::AuthCertificate).unwrap(), der);
    });
}

#[test]
fn takes_no_more_than_it_asked_for() {
    let der = der(300);
    let more = [&der[256..], &[0xEE; 9]].concat();
    let script =
        Script::default().then(EXTENDED_AUTH, &der[..256], 0x9000).then("00B00100 2C", &more, 0x9000);
    assert_eq!(*script.reads(File::AuthCertificate).unwrap(), der);
}

#[test]
fn is_not_shifted_by_a_piece_that_is_longer_than_asked() {
    let der = der(600);
    let more = |piece: &[u8]| [piece, &[0xEE; 9]].concat();
    let script = Script::default()
        .then("00B08A00 00", &more(&der[..256]), 0x9000)
        .then("00B00100 00", &more(&der[256..512]), 0x9000)
        .then("00B00200 58", &more(&der[512..]), 0x9000)
        .then_ends();
    script.run(|session| {
        session.set_read_mode(ReadMode::Short(ShortLe::MAX));
        assert_eq!(*session.read(File::AuthCertificate).unwrap(), der);
    });
}

#[test]
fn tells_where_a_file_ends_too_early() {
    let der = der(600);
    let cut = |script: Script| match script.reads(File::AuthCertificate).unwrap_err() {
        Error::FileTruncated { file: File::AuthCertificate, offset, expected: 600 } => offset,
        error => panic!("{error}"),
    };
    let start = || Script::default().then(EXTENDED_AUTH, &der[..256], 0x9000);
    assert_eq!(cut(start().then("00B00100 00", &der[256..300], 0x9000)), 300);
    assert_eq!(cut(start().then("00B00100 00", &[], 0x6282)), 256);
    assert_eq!(cut(start().then("00B00100 00", &[], 0x6B00)), 256);
}

#[test]
fn refuses_a_file_without_length() {
    for start in [&[0x30][..], &[0x30, 0x82], &[0x30, 0x82, 0x01]] {
        let script = Script::default().then(EXTENDED_AUTH, start, 0x9000).then(SHORT_AUTH, start, 0x9000);
        let error = script.reads(File::AuthCertificate).unwrap_err();
        assert!(matches!(error, Error::FileTruncated { offset, .. } if offset == start.len()));
    }
}

#[test]
fn takes_an_empty_file_for_a_missing_one() {
    for status in [0x9000, 0x6282, 0x6B00] {
        let script = Script::default().then(EXTENDED_AUTH, &[], status).then(SHORT_AUTH, &[], status);
        let error = script.reads(File::AuthCertificate).unwrap_err();
        assert!(matches!(error, Error::FileMissing { file: File::AuthCertificate }));
    }
}

#[test]
fn refuses_a_file_longer_than_offsets_reach() {
    let script = Script::default().then(EXTENDED_AUTH, &[0x30, 0x82, 0x80, 0x00], 0x9000);
    let error = script.reads(File::AuthCertificate).unwrap_err();
    assert!(matches!(error, Error::FileTooLong { file: File::AuthCertificate, bytes: 0x8004 }));
}

#[test]
fn refuses_what_is_no_object_or_another() {
    for (start, offset) in
        [(&[0x00, 0x00][..], 0), (&[0x30, 0x80], 0), (&[0x30, 0x84], 0), (&[0x31, 0x00], 0)]
    {
        let script = Script::default().then(EXTENDED_AUTH, start, 0x9000);
        match script.reads(File::AuthCertificate).unwrap_err() {
            Error::Malformed { file: File::AuthCertificate, offset: at, fault: FileFault::Tlv(_) } => {
                assert_eq!(at, offset);
            }
            error => panic!("{error}"),
        }
    }
}

#[test]
fn tells_a_guarded_file_from_a_missing_one() {
    let read = |status| Script::default().then(EXTENDED_AUTH, &[], status).reads(File::AuthCertificate);
    let step = Step::Read { file: File::AuthCertificate, offset: 0 };
    assert!(matches!(read(0x6982), Err(Error::NotVerified { step: at }) if at == step));
    assert!(matches!(read(0x6A82), Err(Error::FileMissing { file: File::AuthCertificate })));
    assert!(matches!(read(0x6981), Err(Error::Refused { step: at, .. }) if at == step));
}
