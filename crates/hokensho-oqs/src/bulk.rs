//! Bulk questions: a request, its reception with a number, and by that number a result, often much later.

mod collection;
mod qualification;
mod reception;
mod stream;
mod unit;
mod write;

pub use collection::{CollectionBody, CollectionRequest, CollectionSearch};
pub use qualification::{
    BulkConfirmUnit, BulkQualificationBody, BulkQualificationRequest, BulkQualificationResult,
    BulkQualificationResultBody,
};
pub use reception::{BulkDownload, BulkDownloadBody, BulkDownloadHeader, BulkReception, BulkReceptionBody};
pub use stream::{BulkEnd, BulkReader, Progress};
pub use write::BulkWriter;
