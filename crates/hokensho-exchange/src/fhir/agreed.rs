use super::datatype::Extension;
use crate::Error;

/// What all say, if anybody says anything; refused where one can't be read, or says something else.
pub(super) fn agreed<T: PartialEq>(
    mut said: impl Iterator<Item = Option<T>>,
    path: &'static str,
) -> Result<Option<T>, Error> {
    let Some(first) = said.next() else { return Ok(None) };
    let first = first.filter(|first| said.all(|other| other.as_ref() == Some(first)));
    first.map(Some).ok_or(Error::FhirElement { path })
}

impl Extension {
    /// What the extensions of a URL say, whose value is read by `value`; `path` is where they stand.
    pub(super) fn said<'e, T: PartialEq>(
        extensions: &'e [Self],
        url: &str,
        path: &'static str,
        value: impl Fn(&'e Self) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let of = extensions.iter().filter(|extension| extension.url.as_deref() == Some(url));
        agreed(of.map(value), path)
    }
}
