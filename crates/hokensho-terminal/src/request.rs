use hokensho_eligibility::{InstitutionCode, SegmentOfResult};
use hokensho_oqs::{
    ApiId, BulkQualificationRequest, BulkReception, BulkRegistrationRequest, CollectionRequest, Leaf,
    Message, QualificationRequest, QualificationResult, RegistrationRequest, RegistrationResult,
};

use crate::Echo;
use crate::echo::{self, Repeats};

/// A request that one message answers, which repeats enough of it to be believed.
///
/// Nobody else can have another: messages are those of `hokensho-oqs`.
///
/// ```
/// use hokensho_eligibility::{InstitutionCode, Month};
/// use hokensho_oqs::{BulkReception, CollectionRequest};
/// use hokensho_terminal::{Echo, Request};
///
/// let request = CollectionRequest::medical_aid(InstitutionCode::new("1300000005")?, Month::new(2026, 11)?);
/// let mut reception = BulkReception::default();
/// assert_eq!(request.check(&reception), Ok(())); // a refusal, which may repeat nothing
/// reception.body.reception_number = "R1".into();
/// assert_eq!(request.check(&reception), Err(Echo::Institution));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
pub trait Request: Message + Clone {
    /// What comes back.
    type Answer: Message;

    /// Who asks.
    fn institution(&self) -> Option<&InstitutionCode>;

    /// Whether a file with this request may be named so.
    fn is_named(&self, api: &ApiId) -> bool {
        Self::APIS.contains(api)
    }

    /// Whether an answer repeats what was asked.
    ///
    /// # Errors
    /// The first thing that it doesn't.
    fn check(&self, answer: &Self::Answer) -> Result<(), Echo>;
}

impl Request for QualificationRequest {
    type Answer = QualificationResult;

    fn institution(&self) -> Option<&InstitutionCode> {
        self.header.institution.value()
    }

    fn check(&self, answer: &QualificationResult) -> Result<(), Echo> {
        let (asked, echoed) = (&self.header, &answer.header);
        let headers = echo::of_headers(
            (&asked.institution, &asked.file_identifier),
            (&echoed.institution, &echoed.file_identifier),
            Repeats::after(&echoed.segment_of_result),
        );
        let search = self.body.search.iter().flat_map(|search| echo::of_search(search, &answer.body));
        echo::first(headers.into_iter().chain(search))
    }
}

impl Request for RegistrationRequest {
    type Answer = RegistrationResult;

    fn institution(&self) -> Option<&InstitutionCode> {
        self.header.institution.value()
    }

    /// The number itself is only known to come back from one program.
    fn check(&self, answer: &RegistrationResult) -> Result<(), Echo> {
        let (asked, echoed) = (&self.header, &answer.header);
        let headers = echo::of_headers(
            (&asked.institution, &asked.file_identifier),
            (&echoed.institution, &echoed.file_identifier),
            Repeats::after(&echoed.segment_of_result),
        );
        let number = self.body.registration.as_ref().map(|registration| {
            let (asked, echoed) = (&registration.reference_number, &answer.body.reference_number);
            (Echo::ReferenceNumber, echo::fits(asked, echoed, Repeats::IfAtAll))
        });
        echo::first(headers.into_iter().chain(number))
    }
}

/// Bulk requests, which a reception answers.
macro_rules! received {
    ($( $request:ident $( named $is_named:expr )?; )+) => { $(
        impl Request for $request {
            type Answer = BulkReception;

            fn institution(&self) -> Option<&InstitutionCode> {
                self.header.institution.value()
            }

            $(
                fn is_named(&self, api: &ApiId) -> bool {
                    $is_named(self, api)
                }
            )?

            fn check(&self, answer: &BulkReception) -> Result<(), Echo> {
                echo::first(echo::of_headers(
                    (&self.header.institution, &self.header.file_identifier),
                    (&answer.header.institution, &answer.header.file_identifier),
                    after_reception(answer),
                ))
            }
        }
    )+ };
}

received! {
    BulkQualificationRequest;
    BulkRegistrationRequest;
    CollectionRequest named |request: &CollectionRequest, api| request.api().as_ref() == Some(api);
}

/// A reception that went well may leave out that it did; then the number that it gives says so.
fn after_reception(answer: &BulkReception) -> Repeats {
    match (&answer.header.segment_of_result, answer.body.reception_number.value()) {
        (Leaf::Absent, Some(_)) | (Leaf::Value(SegmentOfResult::Normal), _) => Repeats::Always,
        _ => Repeats::IfAtAll,
    }
}
