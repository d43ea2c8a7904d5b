//! FHIR R4 with the profiles of JP Core 1.2 (feature `fhir`): what a clinic hands on of an eligibility answer.
//!
//! - [`Coverage`], [`Patient`] and [`Organization`] follow JP Core: which element holds what is its, and so are the URLs.
//! - [`CoverageEligibilityRequest`], [`CoverageEligibilityResponse`] and [`Consent`] have no profile there (Consent a
//!   stub): where ceilings, special diseases and consents stand in them is a mapping of our own, said at each.
//!
//! All elements are optional in the types, as they are on the wire; what is required is asked when something is made of
//! them. Elements that have no field here are kept, and written back: their numbers as doubles, which hold seventeen
//! digits and no zeros at the end. Not kept are the order of names, the blanks between them, and, of elements that have a
//! field, lists without items and nulls outside of lists, which FHIR doesn't have.
//!
//! What is made of a resource is refused where an element of it that may change the meaning of others (R4 marks these as
//! modifiers) says more than is known here; extensions and elements that aren't modifiers are passed over there.
//!
//! ```
//! use hokensho_exchange::fhir::{Coverage, Resource};
//!
//! let json = r#"{"resourceType":"Coverage","status":"active","dependent":"01","network":"kept"}"#;
//! let Resource::Coverage(coverage) = Resource::read(json)? else { panic!() };
//! assert_eq!(coverage.dependent.as_deref(), Some("01"));
//! assert_eq!(Resource::Coverage(coverage).write(), json);
//! # Ok::<(), hokensho_exchange::Error>(())
//! ```
//!
//! # Who defines what
//!
//! R4 is what the base specification says and no profile narrows, JP the profiles of JP Core 1.2 with their terminology,
//! and ours a mapping of this library, for want of a published one: others read it as elements of R4, and know nothing
//! of our codes and extensions, whose URLs begin with `https://github.com/hokensho/`.
//!
//! | element | what it holds | defined by |
//! |---|---|---|
//! | **Coverage** of an insurance | [`Coverage::insurance`] | |
//! | `extension` InsuredPersonSymbol, …Number, …SubNumber | 記号 and 番号, full-width; 枝番, two half-width digits | JP |
//! | `identifier` JP_Insurance_memberID, JP_Coverage_id | [`MemberKey`], with colons and as CSV | JP |
//! | `status` | `active`, which doesn't say that it is in force | JP (eCS) |
//! | `type` | 保険種別 1, 2 or 7; of other laws it isn't known | JP |
//! | `subscriber.display` | 被保険者氏名（世帯主氏名） | ours |
//! | `subscriberId` | 記号:番号, full-width | JP |
//! | `beneficiary`, `payor` | the patient; the insurer | JP |
//! | `dependent` | 枝番, half-width: JP Core's text says full-width, its examples don't | JP |
//! | `relationship` | 被保険者区分: 1 insured, 2 dependant | JP |
//! | `period` | from 資格取得 to the day before 資格喪失, or to 有効終了 if that is earlier | JP; which of the days, ours |
//! | `costToBeneficiary` `copaypct` | 負担割合 in percent | JP |
//! | **Coverage** of a public expense | [`Coverage::public_expense`] | |
//! | `type`, `subscriberId`, `order`, `payor` | 8; 受給者番号, filled up to seven digits; 1, 2, 3 …; the payer | JP |
//! | `period` | the days on which it pays | JP |
//! | `costToBeneficiary` `maxoutofpocket` | 自己負担上限額 a month, in yen | ours |
//! | **Patient** | [`Patient::of`] | |
//! | `identifier` JP_Insurance_memberID | [`MemberKey`] | JP (eCS) |
//! | `identifier` JP_PublicPayer_memberID | [`AidKey`] | JP (eCS) |
//! | `identifier` urn:oid:1.2.392.100495.20.3.51.1… | 患者ID at the institution whose code follows | JP |
//! | `name` with iso21090-EN-representation | `IDE` kanji, `SYL` kana; text, and parts where they are no guess | JP |
//! | `name.use` | `official`; `usual` for 通称 | R4; for 通称, ours |
//! | `gender` | 性別1; `unknown` for 未設定 | R4 |
//! | `birthDate` | birth date, or the year and month of it that are known | R4 |
//! | `address.text`, `.postalCode` | as filed with the insurer; three digits, a hyphen, four digits | JP |
//! | **Organization** | [`Organization::insurer`], [`payer`](Organization::payer), [`institution`](Organization::institution) | |
//! | `identifier` InsurerNumber | 保険者番号, without padding | JP |
//! | `identifier` PublicPayerNumber | 公費負担者番号 | JP |
//! | `identifier` insurance-medical-institution-no | 医療機関コード of ten digits | JP |
//! | `extension` PrefectureNo, InsuranceOrganizationCategory, …No | its parts: 都道府県, 点数表, seven digits | JP |
//! | `name` | what it is called | R4 |
//! | **CoverageEligibilityRequest** | [`CoverageEligibilityRequest::of`] | |
//! | `status`, `purpose`, `patient`, `created`, `insurer` | `active`; `validation` and `benefits` | R4 |
//! | `servicedDate` | 資格確認日 | ours |
//! | **CoverageEligibilityResponse** | [`CoverageEligibilityResponse::to`] | |
//! | `extension` outcome, `disposition`, `error.code` | how the check ended | ours |
//! | `outcome` | `complete`, `partial`, `queued`, `error`: which when, said there | R4; which when, ours |
//! | `insurance.coverage`, `.inforce`, `.benefitPeriod` | what pays, whether on the day, and from when until when | R4 |
//! | `insurance.extension`, `insurance.item` | days, reasons and certificates: [`InsuranceAnswer::of`] | ours |
//! | **Consent** | [`Consent::of`] | |
//! | `scope`, `category`, `patient`, `dateTime` | `patient-privacy`; LOINC 59284-0; 同意日時 | R4 |
//! | `status` with `provision.type`, `.period`, `.actor` | given, refused or ended; until when; to which institution | R4; which flag is which, ours |
//! | `provision.code`, `extension` consent-end-reason | what it is to; why it ended | ours |

mod agreed;
mod aid_key;
mod certificate;
mod consent;
mod coverage;
mod covered;
mod datatype;
mod declare;
mod member;
mod number;
mod once;
mod organization;
mod patient;
mod request;
mod resource;
mod response;
mod system;
mod text;

pub use aid_key::AidKey;
pub use certificate::{Benefit, InsuranceItem};
pub use consent::{Consent, ConsentActor, ConsentProvision};
pub use coverage::{CostToBeneficiary, Coverage};
pub use covered::Covered;
pub use datatype::{
    Address, CodeableConcept, Coding, Extension, HumanName, Identifier, Meta, Money, Period, Quantity,
    Reference,
};
pub use declare::Others;
pub use member::MemberKey;
pub use number::{Decimal, Whole};
pub use organization::Organization;
pub use patient::Patient;
pub use request::{CoverageEligibilityRequest, InsuranceQuestion};
pub use resource::Resource;
pub use response::{CoverageEligibilityResponse, InsuranceAnswer, ResponseError};
pub use system::System;
