//! What has been verified in an application, as types that only a verification makes.

/// Nothing has been verified in this session.
#[derive(Debug)]
pub struct Locked(pub(crate) ());

/// The birth code has opened the age record of the visual application, and nothing else.
#[derive(Debug)]
pub struct AgeOpened(pub(crate) ());

/// A PIN or code has opened the application's files.
#[derive(Debug)]
pub struct Opened(pub(crate) ());
