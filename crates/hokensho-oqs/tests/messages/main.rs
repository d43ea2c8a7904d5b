//! The messages from outside: files in, types out, and back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

/// A test of every message: each gets its type and a file with all of its elements.
macro_rules! for_each_message {
    ($check:ident) => {
        for_each_message! {
            $check:
                face: QualificationResult = "face";
                request: QualificationRequest = "request";
                result: QualificationResult = "result";
                registration_request: RegistrationRequest = "registration_request";
                registration_result: RegistrationResult = "registration_result";
                bulk_qualification_request: BulkQualificationRequest = "bulk_qualification_request";
                bulk_qualification_result: BulkQualificationResult = "bulk_qualification_result";
                bulk_registration_request: BulkRegistrationRequest = "bulk_registration_request";
                bulk_registration_result: BulkRegistrationResult = "bulk_registration_result";
                bulk_reception: BulkReception = "bulk_reception";
                bulk_download: BulkDownload = "bulk_download";
                collection_request: CollectionRequest = "collection_request";
                medicines_request: MedicinesRequest = "medicines_request";
                medicines_result: MedicinesResult = "medicines_result";
                checkups_request: CheckupsRequest = "checkups_request";
                checkups_result: CheckupsResult = "checkups_result";
        }
    };
    ($check:ident: $( $name:ident: $message:ident = $file:literal; )+) => { $(
        #[test]
        fn $name() {
            super::$check::<hokensho_oqs::$message>(include_str!(concat!("../data/", $file, ".xml")));
        }
    )+ };
}

mod answers;
mod around;
mod builders;
mod encodings;
mod format;
mod json;
mod kinds;
mod losses;
mod mutations;
mod offsets;
mod redaction;
mod refusals;
mod repeated;
mod requests;
mod round_trips;
mod stream;
mod tree;
mod views;

/// Every element of the request.
const REQUEST: &str = include_str!("../data/request.xml");
/// Every element of the result, with two results.
const RESULT: &str = include_str!("../data/result.xml");
/// As a reader writes it: one line, any order, elements that aren't known here, empty ones.
const FACE: &str = include_str!("../data/face.xml");
