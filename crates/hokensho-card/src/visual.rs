//! The visual application (券面事項確認AP): the face of the card as images, signed by their issuer.

use hokensho_apdu::Transport;

use crate::secret::VerificationData;
use crate::session::{LastTry, Session};
use crate::{
    AgeOpened, AgeRecord, BirthCode, CodeB, CvCertificate, Error, FaceRecord, File, Filler, Locked, Opened,
    VisualBasicInfo,
};

/// The visual application, selected. `S` says whether it has been opened: [`Locked`], [`Opened`].
///
/// ```
/// use hokensho_card::{Card, CodeB};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card = Card::open(VirtualCard::new(&persona));
/// let mut visual = card.visual()?.verify_code_b(&CodeB::new(persona.code_b().unwrap())?)?;
/// let face = visual.face_record()?;
/// assert!(face.photo().is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct Visual<'c, T: Transport, S = Locked> {
    pub(crate) session: &'c mut Session<T>,
    _state: S,
}

impl<'c, T: Transport, S> Visual<'c, T, S> {
    /// Reads the certificate of the key that signed the face record. It is free to read.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn cv_certificate(&mut self) -> Result<CvCertificate, Error> {
        let file = File::VisualCvCertificate;
        CvCertificate::parse(file, self.session.read(file)?)
    }

    /// Reads what the application says of itself. It is free to read.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn basic_info(&mut self) -> Result<VisualBasicInfo, Error> {
        VisualBasicInfo::parse(self.session.read(File::VisualBasicInfo)?)
    }

    /// Presents code B, once; asks for the tries left first and keeps the last one.
    ///
    /// ```
    /// use hokensho_card::{Card, CodeB};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let code = CodeB::new(persona.code_b().unwrap())?; // from the face of the card
    /// assert!(card.visual()?.verify_code_b(&code)?.face_record().is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::WrongSecret`] if it was wrong (a try is spent), [`Error::LastTry`] or [`Error::PinBlocked`] if it
    /// wasn't sent, and whatever goes wrong on the way.
    pub fn verify_code_b(self, code: &CodeB) -> Result<Visual<'c, T, Opened>, Error> {
        self.open(code.for_visual(), LastTry::Keep, Opened(()))
    }

    /// Presents code B, once, even if a mistake would block it. Ask the holder first.
    ///
    /// ```
    /// use hokensho_card::{Card, CodeB};
    /// use hokensho_mock::{Persona, Secret, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?.with_tries(Secret::VisualCodeB, 1);
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let code = CodeB::new(persona.code_b().unwrap())?;
    /// assert!(card.visual()?.verify_code_b(&code).is_err());
    /// assert!(card.visual()?.verify_code_b_spending_last_try(&code).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`verify_code_b`](Self::verify_code_b), [`Error::LastTry`] aside.
    pub fn verify_code_b_spending_last_try(self, code: &CodeB) -> Result<Visual<'c, T, Opened>, Error> {
        self.open(code.for_visual(), LastTry::Spend, Opened(()))
    }

    /// Presents the birth code, once; asks for the tries left first and keeps the last one. It opens the age record
    /// alone: the least that a terminal can be told.
    ///
    /// ```
    /// use hokensho_card::{BirthCode, Card, Error};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// drop(card.visual()?.verify_birth_code(&BirthCode::new("550217")?)?);
    /// let somebody_else = BirthCode::new("010501")?;
    /// assert!(matches!(card.visual()?.verify_birth_code(&somebody_else), Err(Error::WrongSecret { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`verify_code_b`](Self::verify_code_b).
    pub fn verify_birth_code(self, code: &BirthCode) -> Result<Visual<'c, T, AgeOpened>, Error> {
        self.open(code.data(), LastTry::Keep, AgeOpened(()))
    }

    /// Presents the birth code, once, even if a mistake would block it. Ask the holder first.
    ///
    /// ```
    /// use hokensho_card::{BirthCode, Card};
    /// use hokensho_mock::{Persona, Secret, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?.with_tries(Secret::VisualBirthCode, 1);
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let code = BirthCode::new("550217")?;
    /// assert!(card.visual()?.verify_birth_code(&code).is_err());
    /// assert!(card.visual()?.verify_birth_code_spending_last_try(&code).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`verify_code_b`](Self::verify_code_b), [`Error::LastTry`] aside.
    pub fn verify_birth_code_spending_last_try(
        self,
        code: &BirthCode,
    ) -> Result<Visual<'c, T, AgeOpened>, Error> {
        self.open(code.data(), LastTry::Spend, AgeOpened(()))
    }

    fn open<N>(
        self,
        data: VerificationData<'_>,
        last_try: LastTry,
        opened: N,
    ) -> Result<Visual<'c, T, N>, Error> {
        self.session.verify(data, last_try)?;
        Ok(Visual { session: self.session, _state: opened })
    }
}

impl<'c, T: Transport> Visual<'c, T> {
    pub(crate) const fn new(session: &'c mut Session<T>) -> Self {
        Self { session, _state: Locked(()) }
    }
}

impl<T: Transport> Visual<'_, T, AgeOpened> {
    /// Reads the birth date, signed. It is what the card says, until its signature is verified.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn age_record(&mut self) -> Result<AgeRecord, Error> {
        AgeRecord::parse(self.session.read(File::AgeRecord)?)
    }
}

impl<T: Transport> Visual<'_, T, Opened> {
    /// Reads the face of the card. It is what the card says, until its signature is verified.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn face_record(&mut self) -> Result<FaceRecord, Error> {
        FaceRecord::parse(self.session.read(File::FaceRecord)?)
    }

    /// Reads sixteen bytes that say nothing.
    ///
    /// ```
    /// use hokensho_card::{Card, CodeB};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let mut visual = card.visual()?.verify_code_b(&CodeB::new(persona.code_b().unwrap())?)?;
    /// assert!(visual.filler()?.is_blank());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::FileTruncated`], and whatever goes wrong on the way.
    pub fn filler(&mut self) -> Result<Filler, Error> {
        self.session.read_filler(File::VisualFiller)
    }
}
