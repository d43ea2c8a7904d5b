//! 閲覧: medical information that a patient has consented to show. The elements have other names than in the messages
//! about eligibility.

mod checkups;
mod medicines;
mod request;

pub use checkups::{
    Checkup, CheckupItem, CheckupItems, CheckupPerson, CheckupsResult, CheckupsResultBody,
    CheckupsResultHeader,
};
pub use medicines::{
    DispensedDay, DispensedDays, DispensedDrug, DispensedDrugs, DispensedMonth, DispensedMonths, Medicine,
    MedicineSource, MedicinesPerson, MedicinesResult, MedicinesResultBody, MedicinesResultHeader,
    PrescribedDay, PrescribedDays, PrescribedDrug, PrescribedDrugs, PrescribedMonth, PrescribedMonths,
    ReceiptDay, ReceiptDays, ReceiptDrug, ReceiptDrugs, ReceiptMonth, ReceiptTreatment, ReceiptTreatments,
};
pub use request::{CheckupsRequest, MedicinesRequest, ViewingBody, ViewingHeader};

use crate::{Element, Leaf, Unknown};

/// What both results say in the same elements.
macro_rules! outcome {
    ($($result:ident),+) => { $(
        impl $result {
            /// The result code; `1` means success. Where it stands isn't public, and readers look for it anywhere: here it
            /// is taken from header, body, and whatever in the file isn't known. Of several that differ none is believed.
            #[must_use]
            pub fn result_code(&self) -> Option<&str> {
                let places = [&self.header.result_code, &self.body.result_code];
                let mut codes = said(places, self.all_unknown(), "ResultCode");
                let first = codes.next()?;
                codes.all(|code| code == first).then_some(first)
            }

            /// Why there is nothing to see, wherever it stands.
            #[must_use]
            pub fn message(&self) -> Option<&str> {
                let places = [&self.header.message, &self.body.message];
                said(places, self.all_unknown(), "MessageContents").next()
            }

            const fn all_unknown(&self) -> [&Unknown; 3] {
                [&self.header.unknown, &self.body.unknown, &self.unknown]
            }
        }
    )+ };
}

outcome!(CheckupsResult, MedicinesResult);

/// What elements of a name say that have places of their own, or stand in what isn't known.
fn said<'a>(
    places: [&'a Leaf<String>; 2],
    unknown: [&'a Unknown; 3],
    name: &'static str,
) -> impl Iterator<Item = &'a str> {
    let own = places.into_iter().filter_map(|leaf| match leaf {
        // One that differs from this stands among the unknown.
        Leaf::Value(text) | Leaf::Invalid(text) => Some(text.as_str()),
        Leaf::Absent | Leaf::Empty => None,
    });
    let mut found = Vec::new();
    for unknown in unknown {
        named(&unknown.elements, name, &mut found);
    }
    own.chain(found)
}

/// The texts of elements of a name; as deep as the budget let elements nest.
fn named<'a>(elements: &'a [Element], name: &str, found: &mut Vec<&'a str>) {
    for element in elements {
        if element.name() == name && !element.text().is_empty() {
            found.push(element.text());
        }
        named(element.children(), name, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Message, Mode};

    fn read(file: &str) -> [Option<String>; 2] {
        let medicines = MedicinesResult::read(file, Mode::Lenient).unwrap().message;
        let checkups = CheckupsResult::read(file, Mode::Lenient).unwrap().message;
        let [code, message] = [medicines.result_code(), medicines.message()];
        assert_eq!([code, message], [checkups.result_code(), checkups.message()], "{file}");
        [code, message].map(|it| it.map(str::to_owned))
    }

    fn file(root: &str, header: &str, body: &str) -> String {
        format!(
            "<XmlMsg>{root}<MessageHeader>{header}</MessageHeader><MessageBody>{body}</MessageBody></XmlMsg>"
        )
    }

    #[test]
    fn the_result_code_is_found_wherever_it_stands() {
        let said = "<ResultCode>1</ResultCode><MessageContents>なし</MessageContents>";
        let inside = format!("<Result><Inner>{said}</Inner></Result>");
        for file in [
            file("", said, ""),
            file("", "", said),
            file(said, "", ""),
            file("", &inside, ""),
            file("", "", &inside),
            file(&inside, "", ""),
        ] {
            assert_eq!(read(&file), ["1", "なし"].map(|it| Some(it.to_owned())), "{file}");
        }
        assert_eq!(read(&file("", "<ResultCode/>", "<Result/>")), [None, None]);
    }

    #[test]
    fn of_result_codes_that_differ_none_is_believed() {
        let [one, two] = ["<ResultCode>1</ResultCode>", "<ResultCode>2</ResultCode>"];
        let inside = format!("<Result>{two}</Result>");
        for differing in [
            file("", one, two),
            file("", &format!("{one}{two}"), ""),
            file("", "", &format!("{two}{one}")),
            file("", one, &inside),
            file(one, "", &inside),
        ] {
            assert_eq!(read(&differing)[0], None, "{differing}");
        }
        assert_eq!(read(&file(one, one, one))[0].as_deref(), Some("1"));
    }
}
