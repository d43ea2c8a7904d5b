mod exchange;
mod institutions;
mod messages;
mod names;

use hokensho_oqs::{
    BulkConfirmUnit, BulkDownload, BulkQualificationRequest, BulkQualificationResult, BulkReception,
    BulkRegistrationRequest, BulkRegistrationResult, BulkRegistrationUnit, CheckupsRequest, CheckupsResult,
    CollectionRequest, MedicinesRequest, MedicinesResult, QualificationRequest, QualificationResult,
    RegistrationRequest, RegistrationResult,
};

use crate::{Verdict, choose};
use institutions::institutions;
use messages::{bulk, message};

/// What clinics exchange as texts: the terminal's messages, in JSON too, their archives and names, medicine notebooks,
/// the portal's CSV, FHIR, lists of institutions; the first byte chooses.
pub fn texts(data: &[u8]) -> Verdict {
    let Some((parser, input)) = choose(data, 26) else { return Verdict::Refused };
    match parser {
        0 => message::<QualificationRequest>(input),
        1 => message::<QualificationResult>(input),
        2 => names::file_name(input),
        3 => names::face_file_name(input),
        4 => messages::err_file(input),
        5 => messages::any(input),
        6 => message::<RegistrationRequest>(input),
        7 => message::<RegistrationResult>(input),
        8 => message::<BulkQualificationRequest>(input),
        9 => bulk::<BulkQualificationResult, BulkConfirmUnit>(input, |result| &result.body.units),
        10 => message::<BulkRegistrationRequest>(input),
        11 => bulk::<BulkRegistrationResult, BulkRegistrationUnit>(input, |result| &result.body.units),
        12 => message::<BulkReception>(input),
        13 => message::<BulkDownload>(input),
        14 => message::<CollectionRequest>(input),
        15 => message::<MedicinesRequest>(input),
        16 => message::<MedicinesResult>(input),
        17 => message::<CheckupsRequest>(input),
        18 => message::<CheckupsResult>(input),
        19 => messages::zip(input),
        20 => exchange::notebook(input),
        21 => exchange::parts(input),
        22 => exchange::portal(input),
        23 => exchange::fhir(input),
        24 => messages::json(input),
        _ => institutions(input),
    }
}
