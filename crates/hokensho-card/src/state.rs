//! What has been verified in an application, as types that only a verification makes.

/// Nothing has been verified in this session.
///
/// ```compile_fail,E0599
/// # use hokensho_apdu::Transport;
/// # use hokensho_card::{Attributes, Error, Locked, Text};
/// fn too_early<T: Transport>(text: &mut Text<'_, T, Locked>) -> Result<Attributes, Error> {
///     text.attributes()
/// }
/// ```
#[derive(Debug)]
pub struct Locked(pub(crate) ());

/// The birth code has opened the age record of the visual application, and nothing else.
///
/// ```compile_fail,E0599
/// # use hokensho_apdu::Transport;
/// # use hokensho_card::{AgeOpened, Error, FaceRecord, Visual};
/// fn too_curious<T: Transport>(visual: &mut Visual<'_, T, AgeOpened>) -> Result<FaceRecord, Error> {
///     visual.face_record()
/// }
/// ```
#[derive(Debug)]
pub struct AgeOpened(pub(crate) ());

/// A PIN or code has opened the application's files.
///
/// ```
/// use hokensho_apdu::Transport;
/// use hokensho_card::{Attributes, Error, Opened, Text};
///
/// fn read<T: Transport>(text: &mut Text<'_, T, Opened>) -> Result<Attributes, Error> {
///     text.attributes()
/// }
/// # let persona = hokensho_mock::Persona::named("adult")?;
/// # let mut card = hokensho_card::Card::open(hokensho_mock::VirtualCard::new(&persona));
/// # let pin = hokensho_card::TextPin::new(persona.text_pin().unwrap())?;
/// # assert!(read(&mut card.text()?.verify_pin(&pin)?).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Opened(pub(crate) ());
