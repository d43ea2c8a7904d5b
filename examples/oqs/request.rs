//! Requests of every kind that an institution sends, from what is typed on the command line or stands in a list.

mod list;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use hokensho::eligibility::{CareForm, Month};
use hokensho::oqs::{
    ApiId, BulkDownload, BulkQualificationRequest, BulkRegistrationRequest, CheckupsRequest,
    CollectionRequest, Encoding, FileCategory, FileName, LimitConsent, MedicinesRequest, Message,
    MessageKind, QualificationRequest, ReferenceNumberRegistration, RegistrationRequest, SearchInfo,
    ViewingHeader,
};
use hokensho::{Clock as _, Date, InstitutionCode, InsurerNumber, Language, SystemClock};
use hokensho_examples::{Failure, say};
use serde_json::json;

use crate::opened::snake_case;
use crate::{EncodingArg, output};

/// A request, and where it goes.
#[derive(Args)]
pub(crate) struct Request {
    #[command(subcommand)]
    what: What,
    /// A folder for the file, under the name that the interface has for it [default: standard output].
    #[arg(long, global = true, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Which file of its day it is: the last four digits of its name.
    #[arg(long, global = true, default_value_t = 1)]
    counter: u16,
    /// The day in its name, YYYYMMDD [default: today in Japan].
    #[arg(long, global = true, value_parser = Date::from_digits)]
    dated: Option<Date>,
    /// How it is written: the systems in use write Shift_JIS.
    #[arg(long, global = true, default_value = "sjis")]
    encoding: EncodingArg,
}

#[derive(Subcommand)]
enum What {
    /// 資格確認要求: asks about a person by insurance data.
    Qualification {
        #[command(flatten)]
        sender: Sender,
        #[command(flatten)]
        person: Person,
        /// 生年月日, YYYYMMDD.
        #[arg(long)]
        birth: String,
        #[command(flatten)]
        day: Day,
        /// The person agrees to show the ceiling (限度額).
        #[arg(long)]
        limit: bool,
    },
    /// 照会番号登録要求: attaches the institution's own number to a person.
    Registration {
        #[command(flatten)]
        sender: Sender,
        #[command(flatten)]
        person: Person,
        /// 照会番号.
        #[arg(long)]
        reference: String,
    },
    /// 資格確認一括照会要求: asks about everybody in a list.
    BulkQualification {
        #[command(flatten)]
        sender: Sender,
        #[command(flatten)]
        day: Day,
        /// CSV with a line of names first: insurer, number, birth; if wanted symbol, branch, limit (0 or 1), key. `-` reads
        /// standard input.
        #[arg(long, value_name = "FILE|-")]
        people: PathBuf,
    },
    /// 照会番号一括登録要求: attaches the institution's own numbers to everybody in a list.
    BulkRegistration {
        #[command(flatten)]
        sender: Sender,
        /// CSV with a line of names first: reference, insurer, number; if wanted symbol, branch. `-` reads standard input.
        #[arg(long, value_name = "FILE|-")]
        people: PathBuf,
    },
    /// ダウンロード要求: asks for the result of a bulk request.
    Download {
        /// 医療機関コード, ten digits.
        #[arg(long, value_parser = InstitutionCode::checked)]
        institution: InstitutionCode,
        /// 受付番号.
        #[arg(long)]
        reception: String,
        /// What was asked for: it names the file.
        #[arg(long, default_value = "qualification")]
        of: Bulk,
    },
    /// 医療扶助: asks for everybody whose ticket of a month names the institution.
    MedicalAid {
        #[command(flatten)]
        sender: Sender,
        /// 診療年月, YYYYMM.
        #[arg(long, value_parser = Month::from_digits)]
        month: Month,
    },
    /// 訪問診療等: asks for everybody who has consented.
    HomeVisits {
        #[command(flatten)]
        sender: Sender,
        #[command(flatten)]
        days: Days,
    },
    /// オンライン診療等: asks for everybody who has consented.
    OnlineCare {
        #[command(flatten)]
        sender: Sender,
        #[command(flatten)]
        days: Days,
        /// The days are those of examinations, not of consents.
        #[arg(long)]
        by_examination: bool,
    },
    /// 薬剤・診療情報閲覧要求: asks for a person's medicines and treatments.
    Medicines {
        #[command(flatten)]
        viewed: Viewed,
        /// The first month, YYYYMM.
        #[arg(long, value_parser = Month::from_digits)]
        from: Month,
        /// The last month, YYYYMM.
        #[arg(long, value_parser = Month::from_digits)]
        to: Month,
    },
    /// 特定健診情報閲覧要求: asks for a person's check-ups.
    Checkups {
        #[command(flatten)]
        viewed: Viewed,
    },
}

/// Who asks.
#[derive(Args)]
struct Sender {
    /// 医療機関コード, ten digits.
    #[arg(long, value_parser = InstitutionCode::checked)]
    institution: InstitutionCode,
    /// 任意のファイル識別子: comes back in the answer.
    #[arg(long, default_value_t, hide_default_value = true)]
    identifier: String,
}

/// Who, by insurance; for 医療扶助 公費負担者番号 and 受給者番号.
#[derive(Args)]
struct Person {
    /// 保険者番号.
    #[arg(long, value_parser = InsurerNumber::checked)]
    insurer: InsurerNumber,
    /// 被保険者証記号.
    #[arg(long, default_value_t, hide_default_value = true)]
    symbol: String,
    /// 被保険者証番号.
    #[arg(long)]
    number: String,
    /// 枝番.
    #[arg(long, default_value_t, hide_default_value = true)]
    branch: String,
}

/// On which day somebody is covered.
#[derive(Args)]
struct Day {
    /// 資格確認日, YYYYMMDD [default: today in Japan].
    #[arg(long, value_parser = Date::from_digits)]
    day: Option<Date>,
}

/// From when to when.
#[derive(Args)]
struct Days {
    /// The first day, YYYYMMDD.
    #[arg(long, value_parser = Date::from_digits)]
    from: Date,
    /// The last day, YYYYMMDD.
    #[arg(long, value_parser = Date::from_digits)]
    to: Date,
}

/// Whose information is to be seen, and how. It takes their consent at this institution.
#[derive(Args)]
struct Viewed {
    #[command(flatten)]
    sender: Sender,
    #[command(flatten)]
    person: Person,
    /// Which form of care the consent is for.
    #[arg(long, default_value = "outpatient")]
    care: Care,
    /// As a PDF to look at, not as XML.
    #[arg(long)]
    pdf: bool,
}

/// 診療区分.
#[derive(Clone, Copy, ValueEnum)]
enum Care {
    Outpatient,
    HomeVisit,
    Online,
    Emergency,
}

/// A bulk request whose result is asked for.
#[derive(Clone, Copy, ValueEnum)]
enum Bulk {
    Qualification,
    Registration,
    MedicalAid,
    HomeVisits,
    OnlineCare,
}

impl Request {
    pub(crate) const fn has_folder(&self) -> bool {
        self.into.is_some()
    }

    /// Writes the request where it is to go; one object or line about it, if that isn't standard output.
    pub(crate) fn write(&self, language: Language, json: bool) -> Result<(), Failure> {
        let encoding = self.encoding.into();
        let (api, bytes) = self.what.written(encoding)?;
        let name = FileName::new(api.clone(), self.dated.map_or_else(today, Ok)?, self.counter)?;
        let file = self.into.as_ref().map(|folder| folder.join(name.to_string()));
        output::write(file.as_deref(), |out| Ok(out.write_all(&bytes)?))?;
        let Some(file) = file else { return Ok(()) };
        let (file, kind) = (file.display().to_string(), MessageKind::of_api(&api));
        let (label, kind) =
            (kind.map(|kind| kind.label(language)), kind.map(|kind| snake_case(&format!("{kind:?}"))));
        say(&if json {
            let encoding = encoding.label();
            json!({ "file": file, "kind": kind, "label": label, "encoding": encoding }).to_string()
        } else {
            format!("{file}: {}, {encoding}", label.unwrap_or_default())
        });
        Ok(())
    }
}

impl What {
    /// The file, and the id that its name begins with.
    fn written(&self, encoding: Encoding) -> Result<(ApiId, Vec<u8>), Failure> {
        Ok(match self {
            Self::Qualification { sender, person, birth, day, limit } => {
                let consent = if *limit { LimitConsent::Given } else { LimitConsent::NotGiven };
                // Read here, since the reader of the command line would repeat it.
                let birth = Date::from_digits(birth).map_err(|error| format!("--birth: {error}"))?;
                let search = SearchInfo::new(person.insurer.clone(), &person.number, birth, consent)
                    .symbol(&person.symbol)
                    .branch_number(&person.branch);
                let request = QualificationRequest::new(day.or_today()?, sender.institution(), search)?
                    .file_identifier(&sender.identifier)?;
                (QualificationRequest::API, request.write(encoding)?)
            }
            Self::Registration { sender, person, reference } => {
                let who = ReferenceNumberRegistration::new(reference, person.insurer.clone(), &person.number)
                    .symbol(&person.symbol)
                    .branch_number(&person.branch);
                let request = RegistrationRequest::new(sender.institution(), who)?
                    .file_identifier(&sender.identifier)?;
                (RegistrationRequest::API, request.write(encoding)?)
            }
            Self::BulkQualification { sender, day, people } => {
                let people = list::searches(people)?;
                let request = BulkQualificationRequest::new(day.or_today()?, sender.institution(), people)?
                    .file_identifier(&sender.identifier)?;
                (BulkQualificationRequest::API, request.write(encoding)?)
            }
            Self::BulkRegistration { sender, people } => {
                let people = list::registrations(people)?;
                let request = BulkRegistrationRequest::new(sender.institution(), people)?
                    .file_identifier(&sender.identifier)?;
                (BulkRegistrationRequest::API, request.write(encoding)?)
            }
            Self::Download { institution, reception, of } => {
                (of.download(), BulkDownload::new(institution.clone(), reception)?.write(encoding)?)
            }
            Self::MedicalAid { sender, month } => {
                collection(CollectionRequest::medical_aid(sender.institution(), *month), sender, encoding)?
            }
            Self::HomeVisits { sender, days: Days { from, to } } => {
                let request = CollectionRequest::home_visits(sender.institution(), *from, *to)?;
                collection(request, sender, encoding)?
            }
            Self::OnlineCare { sender, days: Days { from, to }, by_examination } => {
                let asked = if *by_examination {
                    CollectionRequest::online_examinations
                } else {
                    CollectionRequest::online_care
                };
                collection(asked(sender.institution(), *from, *to)?, sender, encoding)?
            }
            Self::Medicines { viewed, from, to } => {
                let (months, care) = ((*from, *to), viewed.care.into());
                let request = MedicinesRequest::new(viewed.header(), months, viewed.category(), care)?;
                (MedicinesRequest::API, request.write(encoding)?)
            }
            Self::Checkups { viewed } => {
                let request = CheckupsRequest::new(viewed.header(), viewed.category(), viewed.care.into())?;
                (CheckupsRequest::API, request.write(encoding)?)
            }
        })
    }
}

fn collection(
    request: CollectionRequest,
    sender: &Sender,
    encoding: Encoding,
) -> Result<(ApiId, Vec<u8>), Failure> {
    let request = request.file_identifier(&sender.identifier)?;
    let api = request.api().ok_or("a collection of nothing")?;
    Ok((api, request.write(encoding)?))
}

impl Sender {
    fn institution(&self) -> InstitutionCode {
        self.institution.clone()
    }
}

impl Day {
    fn or_today(&self) -> Result<Date, Failure> {
        self.day.map_or_else(today, Ok)
    }
}

impl Viewed {
    fn header(&self) -> ViewingHeader {
        let Self { sender, person, .. } = self;
        ViewingHeader::new(sender.institution(), person.insurer.clone(), &person.number)
            .symbol(&person.symbol)
            .branch_number(&person.branch)
            .file_identifier(&sender.identifier)
    }

    const fn category(&self) -> FileCategory {
        if self.pdf { FileCategory::Pdf } else { FileCategory::Xml }
    }
}

impl From<Care> for CareForm {
    fn from(care: Care) -> Self {
        match care {
            Care::Outpatient => Self::Outpatient,
            Care::HomeVisit => Self::HomeVisit,
            Care::Online => Self::Online,
            Care::Emergency => Self::Emergency,
        }
    }
}

impl Bulk {
    const fn download(self) -> ApiId {
        match self {
            Self::Qualification => ApiId::BULK_QUALIFICATION_DOWNLOAD,
            Self::Registration => ApiId::BULK_REGISTRATION_DOWNLOAD,
            Self::MedicalAid => ApiId::MEDICAL_AID_DOWNLOAD,
            Self::HomeVisits => ApiId::HOME_VISIT_DOWNLOAD,
            Self::OnlineCare => ApiId::ONLINE_CARE_DOWNLOAD,
        }
    }
}

fn today() -> Result<Date, Failure> {
    let now = SystemClock::new().now().date_time().ok_or("a clock outside the calendar")?;
    Ok(now.date())
}
