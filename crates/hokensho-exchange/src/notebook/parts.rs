use crate::Error;

/// The data number of a part has three digits.
const MAX_PARTS: usize = 999;

/// Joins what was split over several symbols, given in any order, to the bytes of one file. Every part has the line
/// `JAHISTC…` and a 分割制御レコード (911: which message, of how many parts, which of them); both go, the other lines stay.
///
/// Parts without such a record were split by the symbols themselves (structured append), which may cut within a
/// character: put their bytes together in the scanner's order, before anything is decoded.
///
/// ```
/// use hokensho_exchange::{Notebook, join_parts};
///
/// let first = b"JAHISTC08,1\r\n501,a,1\r\n911,20261122000001,2,1\r\n";
/// let second = b"JAHISTC08,1\r\n501,b,1\r\n911,20261122000001,2,2\r\n";
/// let notebook = Notebook::read(&join_parts(&[second, first])?)?;
/// assert_eq!(notebook.records().len(), 2);
/// assert_eq!(notebook.records()[0].field(0), "a");
/// # Ok::<(), hokensho_exchange::Error>(())
/// ```
///
/// # Errors
/// [`Error::TooManyParts`] beyond 999, [`Error::PartMissing`] if one is missing, [`Error::PartForeign`] if one is of
/// another message or comes twice, [`Error::NotAPart`] if one has no first line or no 911.
pub fn join_parts(parts: &[impl AsRef<[u8]>]) -> Result<Vec<u8>, Error> {
    if parts.len() > MAX_PARTS {
        return Err(Error::TooManyParts { parts: parts.len(), most: MAX_PARTS });
    }
    let mut read = Vec::with_capacity(parts.len());
    for (place, part) in parts.iter().enumerate() {
        read.push(Part::read(part.as_ref()).ok_or(Error::NotAPart { place })?);
    }
    read.sort_by_key(|part| part.number);
    let Some(first) = read.first() else { return Err(Error::PartMissing { number: 1 }) };
    let (message, of, header) = (first.message, first.of, first.header);
    let mut joined = [header, b"\r\n"].concat();
    for (part, number) in read.iter().zip(1..) {
        if (part.message, part.of, part.header) != (message, of, header) || part.number < number {
            return Err(Error::PartForeign { number: part.number });
        }
        if part.number > number {
            return Err(Error::PartMissing { number });
        }
        for line in &part.lines {
            joined.extend_from_slice(line);
            joined.extend_from_slice(b"\r\n");
        }
    }
    if read.len() < of { Err(Error::PartMissing { number: read.len() + 1 }) } else { Ok(joined) }
}

struct Part<'a> {
    header: &'a [u8],
    message: &'a [u8],
    of: usize,
    number: usize,
    /// The lines that stay, without their ends.
    lines: Vec<&'a [u8]>,
}

impl<'a> Part<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        // What is left by DOS: an end-of-file mark.
        let marks = bytes.iter().rev().take_while(|byte| **byte == 0x1A).count();
        let (bytes, _) = bytes.split_at_checked(bytes.len() - marks)?;
        // The second byte of a character of Windows-31J is never a control.
        let lines = bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        let mut lines = lines.filter(|line| !line.is_empty());
        let header = lines.next().filter(|line| line.starts_with(b"JAHISTC"))?;
        let (control, lines): (Vec<_>, Vec<_>) = lines.partition(|line| line.starts_with(b"911,"));
        let [control] = control[..] else { return None };
        let mut fields = control.split(|byte| *byte == b',').skip(1);
        let message = fields.next()?;
        let mut number = || str::from_utf8(fields.next()?).ok()?.parse().ok();
        let (of, number) = (number()?, number()?);
        (1..=of).contains(&number).then_some(Self { header, message, of, number, lines })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(message: &str, of: usize, number: usize, body: &str) -> Vec<u8> {
        format!("JAHISTC08,1\r\n{body}911,{message},{of},{number}\r\n").into_bytes()
    }

    #[test]
    fn parts_are_joined_in_the_order_of_their_numbers_wherever_their_911_stands() {
        let second = b"JAHISTC08,1\n911,7,003,002\n501,b,1\n501,c,1\n\x1A";
        let parts = [part("7", 3, 3, "501,d,1\r\n"), second.to_vec(), part("7", 3, 1, "501,a,1\r\n")];
        // Its fields may be padded, but name the same message.
        assert_eq!(
            join_parts(&parts).unwrap(),
            b"JAHISTC08,1\r\n501,a,1\r\n501,b,1\r\n501,c,1\r\n501,d,1\r\n"
        );
    }

    #[test]
    fn refuses_parts_that_do_not_make_one_message() {
        let (one, two) = (part("7", 2, 1, "501,a,1\r\n"), part("7", 2, 2, "501,b,1\r\n"));
        let missing = |number| Err(Error::PartMissing { number });
        assert_eq!(join_parts(&[&one]), missing(2));
        assert_eq!(join_parts(&[&two]), missing(1));
        assert_eq!(join_parts(&Vec::<Vec<u8>>::new()), missing(1));
        let foreign = |number| Err(Error::PartForeign { number });
        assert_eq!(join_parts(&[&one, &one]), foreign(1));
        assert_eq!(join_parts(&[&one, &two, &two]), foreign(2));
        assert_eq!(join_parts(&[&one, &part("8", 2, 2, "501,b,1\r\n")]), foreign(2));
        assert_eq!(join_parts(&[&one, &part("7", 3, 2, "501,b,1\r\n")]), foreign(2));
    }

    #[test]
    fn refuses_what_is_no_part() {
        let no_part =
            |bytes: &[u8]| join_parts(&[&part("7", 2, 1, ""), bytes]) == Err(Error::NotAPart { place: 1 });
        assert!(no_part(b""));
        assert!(no_part(b"501,a,1\r\n911,7,2,2\r\n"));
        assert!(no_part(b"JAHISTC08,1\r\n501,a\r\n"));
        assert!(no_part(b"JAHISTC08,1\r\n911,7,2\r\n"));
        assert!(no_part(&part("7", 2, 3, "")));
        assert!(no_part(&part("7", 2, 0, "")));
        assert!(no_part(b"JAHISTC08,1\r\n911,7,2,2\r\n911,7,2,2\r\n"));
        let many = vec![part("7", 999, 1, ""); 1000];
        assert_eq!(join_parts(&many), Err(Error::TooManyParts { parts: 1000, most: 999 }));
    }
}
