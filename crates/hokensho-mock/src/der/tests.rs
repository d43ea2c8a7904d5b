use super::*;

fn tree() -> Node {
    sequence([integer(&[1]), octets_of(sequence([null(), boolean(true)])), bits_of(null())])
}

#[test]
fn lengths_take_the_fewest_bytes() {
    let header = |bytes: usize| octets(vec![0; bytes]).encode().into_iter().take(5).collect::<Vec<_>>();
    assert_eq!(header(127)[..2], [0x04, 0x7F]);
    assert_eq!(header(128)[..3], [0x04, 0x81, 0x80]);
    assert_eq!(header(255)[..3], [0x04, 0x81, 0xFF]);
    assert_eq!(header(256)[..4], [0x04, 0x82, 0x01, 0x00]);
    assert_eq!(header(65_536)[..5], [0x04, 0x83, 0x01, 0x00, 0x00]);
}

#[test]
fn zeros_stop_at_the_reserved_count() {
    let bytes = null().with_length(Length::Long(255)).encode();
    assert_eq!(bytes[1], 0x80 | 126);
    assert_eq!(bytes.len(), 2 + 126);
}

#[test]
fn the_long_form_takes_zeros_in_front() {
    let header =
        |bytes, zeros| octets(vec![0; bytes]).with_length(Length::Long(zeros)).encode()[..4].to_vec();
    assert_eq!(header(5, 0), [0x04, 0x81, 0x05, 0x00]);
    assert_eq!(header(200, 0)[..3], [0x04, 0x81, 200]);
    assert_eq!(header(200, 1), [0x04, 0x82, 0, 200]);
}

#[test]
fn integers_stay_positive_and_minimal() {
    assert_eq!(integer(&[]).body(), [0]);
    assert_eq!(integer(&[0, 0]).body(), [0]);
    assert_eq!(integer(&[0, 0x01, 0x00]).body(), [0x01, 0x00]);
    assert_eq!(integer(&[0xFF, 0xFF]).body(), [0x00, 0xFF, 0xFF]);
}

#[test]
fn arcs_are_written_in_base_128() {
    assert_eq!(oid(&[2, 5, 29, 15]).body(), [0x55, 0x1D, 0x0F]);
    assert_eq!(oid(&[2, 999]).body(), [0x88, 0x37]);
    assert_eq!(oid(&[1, 2, u32::MAX]).body(), [0x2A, 0x8F, 0xFF, 0xFF, 0xFF, 0x7F]);
    assert_eq!(oid(&[1]).body(), []);
}

#[test]
fn the_calendar_knows_leap_years() {
    let day = |seconds| String::from_utf8(generalized_time(seconds).body()).unwrap();
    assert_eq!(day(951_782_400), "20000229000000Z");
    assert_eq!(day(951_868_800), "20000301000000Z");
    assert_eq!(day(4_107_542_399), "21000228235959Z");
    assert_eq!(day(4_107_542_400), "21000301000000Z");
    assert_eq!(day(-1), "19691231235959Z");
}

#[test]
fn times_change_form_at_2050() {
    assert_eq!(time(2_524_607_999).encode(), b"\x17\x0D491231235959Z");
    assert_eq!(time(2_524_608_000).encode(), b"\x18\x0F20500101000000Z");
}

#[test]
fn paths_lead_into_strings_that_wrap_der() {
    let mut tree = tree();
    assert_eq!(tree.at(&[1, 0, 1]).unwrap(), &boolean(true));
    assert_eq!(tree.at(&[2, 1]).unwrap(), &null());
    tree.replace(&[1, 0, 1], boolean(false)).unwrap();
    tree.insert(&[1, 0, 0], integer(&[7])).unwrap();
    assert_eq!(tree.at(&[1, 0]).unwrap().encode(), [0x30, 8, 2, 1, 7, 5, 0, 1, 1, 0]);
}

#[test]
fn refuses_paths_that_lead_nowhere() {
    let mut tree = tree();
    let nowhere = |path: &[usize]| NoSuchNode { path: path.into() };
    assert_eq!(tree.at(&[3]).unwrap_err(), nowhere(&[3]));
    assert_eq!(tree.at(&[0, 0]).unwrap_err(), nowhere(&[0, 0]));
    assert_eq!(tree.replace(&[9], null()).unwrap_err(), nowhere(&[9]));
    assert_eq!(tree.remove(&[]).unwrap_err(), nowhere(&[]));
    assert_eq!(tree.remove(&[3]).unwrap_err(), nowhere(&[3]));
    assert_eq!(tree.insert(&[4], null()).unwrap_err(), nowhere(&[4]));
    assert_eq!(tree.insert(&[0, 0], null()).unwrap_err(), nowhere(&[0, 0]));
    assert_eq!(tree.duplicate(&[]).unwrap_err(), nowhere(&[]));
}
