use serde::{Deserialize, Serialize};
use serde_path_to_error::Segment;

use super::once::NamesOnce;
use super::{
    Consent, Coverage, CoverageEligibilityRequest, CoverageEligibilityResponse, Organization, Patient,
};
use crate::Error;

macro_rules! resources {
    ($( $(#[$meta:meta])* $name:ident, )+) => {
        /// One of the resources that are known here, with its `resourceType`.
        ///
        /// ```
        /// use hokensho_exchange::fhir::{Patient, Resource};
        ///
        /// let patient = Resource::from(Patient::default());
        /// assert_eq!(patient.write(), r#"{"resourceType":"Patient"}"#);
        /// assert!(Resource::read(r#"{"resourceType":"Claim"}"#).is_err());
        /// ```
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(tag = "resourceType")]
        #[non_exhaustive]
        pub enum Resource { $( $(#[$meta])* $name($name), )+ }

        /// Says which resource a text is.
        #[derive(Deserialize)]
        enum Kind { $( $name, )+ }

        impl Resource {
            fn of(kind: Kind, json: &str) -> Result<Self, Error> {
                match kind {
                    $( Kind::$name => parse(json, stringify!($name)).map(Self::$name), )+
                }
            }
        }

        $( impl From<$name> for Resource {
            fn from(resource: $name) -> Self {
                Self::$name(resource)
            }
        } )+
    };
}

resources! {
    /// Consent to be shown something.
    Consent,
    /// An insurance, or a public expense.
    Coverage,
    /// The question about eligibility.
    CoverageEligibilityRequest,
    /// The answer.
    CoverageEligibilityResponse,
    /// An insurer, a payer, or an institution.
    Organization,
    /// The patient.
    Patient,
}

fn parse<'j, T: Deserialize<'j>>(json: &'j str, root: &str) -> Result<T, Error> {
    let mut json = serde_json::Deserializer::from_str(json);
    let read = serde_path_to_error::deserialize(&mut json);
    read.map_err(|error| json_error(element(root, error.path()), error.inner()))
}

fn json_error(path: String, error: &serde_json::Error) -> Error {
    Error::Json { path, line: error.line(), column: error.column() }
}

/// The path of an element that has a field here: where anything else can't be read, [`NamesOnce`] has refused the text.
fn element(root: &str, path: &serde_path_to_error::Path) -> String {
    let mut written = root.to_owned();
    for segment in path {
        match segment {
            Segment::Seq { index } => written += &format!("[{index}]"),
            Segment::Map { key } => written += &format!(".{key}"),
            _ => break,
        }
    }
    written
}

/// A resource has some kilobytes; a bundle of them isn't read here.
const MAX_BYTES: usize = 1 << 20;

impl Resource {
    /// Reads a resource from JSON; a byte-order mark before it is left out (RFC 8259, section 8.1).
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond 1 MiB, [`Error::Json`] for anything that isn't one of these resources, and if a name
    /// stands twice in one object.
    pub fn read(json: &str) -> Result<Self, Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Tag {
            resource_type: Kind,
        }
        if json.len() > MAX_BYTES {
            return Err(Error::TooLarge { bytes: json.len(), most: MAX_BYTES });
        }
        let json = json.strip_prefix('\u{FEFF}').unwrap_or(json);
        // The names of elements that aren't known here come from the file: the error says the line alone.
        serde_json::from_str::<NamesOnce>(json).map_err(|error| json_error("Resource".to_owned(), &error))?;
        // The tag may stand anywhere. Read again for it, so that an error has its place in the text.
        let tag: Tag = parse(json, "Resource")?;
        Self::of(tag.resource_type, json)
    }

    /// Writes it as JSON, in one line.
    #[must_use]
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "strings, numbers and maps by string: nothing of it has no JSON"
    )]
    pub fn write(&self) -> String {
        serde_json::to_string(self).expect("is JSON")
    }

    /// How many characters of private use (外字) it has. JP Core wants none to be sent: on another system they are other
    /// characters, or none. They are written all the same, since nobody but the patient can say what stands for them.
    ///
    /// ```
    /// use hokensho_exchange::fhir::{HumanName, Patient, Resource};
    ///
    /// let name = |text: &str| HumanName { text: Some(text.to_owned()), ..HumanName::default() };
    /// let patient = |text| Resource::from(Patient { name: vec![name(text)], ..Patient::default() });
    /// assert_eq!(patient("見\u{E000}　花子").private_use(), 1);
    /// assert_eq!(patient("𠮷野　花子").private_use(), 0);
    /// ```
    #[must_use]
    pub fn private_use(&self) -> usize {
        let is_private = |character: &char| matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}');
        // What is written has characters as they are: only ASCII controls are escaped in it.
        self.write().chars().filter(is_private).count()
    }
}
