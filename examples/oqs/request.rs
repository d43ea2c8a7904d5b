//! Requests from what is typed on the command line.

use clap::{Args, Subcommand};
use hokensho::oqs::{
    BulkDownload, Encoding, LimitConsent, Message, QualificationRequest, ReferenceNumberRegistration,
    RegistrationRequest, SearchInfo,
};
use hokensho::{Date, InstitutionCode, InsurerNumber};
use hokensho_examples::Failure;

#[derive(Subcommand)]
pub(crate) enum Request {
    /// 資格確認要求: asks about a person by insurance data.
    Qualification {
        #[command(flatten)]
        person: Person,
        /// 生年月日, YYYYMMDD.
        #[arg(long)]
        birth: String,
        /// 資格確認日, YYYYMMDD.
        #[arg(long)]
        day: String,
        /// The person agrees to show the ceiling (限度額).
        #[arg(long)]
        limit: bool,
    },
    /// 照会番号登録要求: attaches the institution's own number to a person.
    Registration {
        #[command(flatten)]
        person: Person,
        /// 照会番号.
        #[arg(long)]
        reference: String,
    },
    /// ダウンロード要求: asks for the result of a bulk request.
    Download {
        /// 医療機関コード, ten digits.
        #[arg(long)]
        institution: String,
        /// 受付番号.
        #[arg(long)]
        reception: String,
    },
}

/// Who, by insurance.
#[derive(Args)]
pub(crate) struct Person {
    /// 医療機関コード, ten digits.
    #[arg(long)]
    institution: String,
    /// 保険者番号.
    #[arg(long)]
    insurer: String,
    /// 被保険者証記号.
    #[arg(long)]
    symbol: Option<String>,
    /// 被保険者証番号.
    #[arg(long)]
    number: String,
    /// 枝番.
    #[arg(long)]
    branch: Option<String>,
}

impl Request {
    /// The file, in Shift_JIS as the systems in use write it.
    pub(crate) fn write(&self) -> Result<Vec<u8>, Failure> {
        Ok(match self {
            Self::Qualification { person, birth, day, limit } => {
                let consent = if *limit { LimitConsent::Given } else { LimitConsent::NotGiven };
                let (birth, day) = (Date::from_digits(birth)?, Date::from_digits(day)?);
                let mut search =
                    SearchInfo::new(InsurerNumber::new(&person.insurer)?, &person.number, birth, consent);
                search.symbol = person.symbol.clone().into();
                search.branch_number = person.branch.clone().into();
                let institution = InstitutionCode::new(&person.institution)?;
                QualificationRequest::new(day, institution, search).write(Encoding::Windows31J)?
            }
            Self::Registration { person, reference } => {
                let insurer = InsurerNumber::new(&person.insurer)?;
                let mut registration = ReferenceNumberRegistration::new(reference, insurer, &person.number);
                registration.symbol = person.symbol.clone().into();
                registration.branch_number = person.branch.clone().into();
                let institution = InstitutionCode::new(&person.institution)?;
                RegistrationRequest::new(institution, registration).write(Encoding::Windows31J)?
            }
            Self::Download { institution, reception } => {
                BulkDownload::new(InstitutionCode::new(institution)?, reception)
                    .write(Encoding::Windows31J)?
            }
        })
    }
}
