//! The direct way: the chip itself is asked, and everything it says is checked here.

mod settings;

use hokensho_apdu::{Counted, Transport};
use hokensho_card::{
    AuthPin, Card, CertificateDer, DigestInfo, PinState, ReadMode, Secret, Signature, Token,
};
use hokensho_eligibility::{
    CertificateState, Identity, InstitutionCode, Outcome, Personal, ReferenceClassification, Unclear, Via,
};
use hokensho_pki::{
    Audience, Backend, Certificate, Challenge, Purpose, RustCrypto, SignatureAlgorithm, SignatureScheme,
    Time, VerifiedHolder, Verifier, sha256,
};

use crate::answers::{Judged, Question};
use crate::{
    Advance, EligibilitySource, Ending, Error, LookUp, Moment, Need, RevocationSource, SourceFailure, Step,
    Way,
};

pub use settings::{DirectSettings, Identify, LastTry, ListScope, TrustStore};

/// A check of the card itself: token, certificate, PIN, a challenge that the card signs, path, revocation, and the
/// look-up by certificate.
///
/// For operators of the online side, accredited verifiers, research and CI: a clinic has no source that may be asked
/// by certificate, and only notified verifiers get revocation data (公的個人認証法 37 条).
///
/// ```
/// use hokensho::{Advance, Direct, Moment, Step, Way};
/// # use hokensho::{DateTime, InstitutionCode, LookUp, NoRevocation, SourceFailure};
/// # use hokensho_mock::{Persona, VirtualCard};
/// # use hokensho_pki::{TestAnchors, VerifiedHolder};
///
/// # let mut anchors = TestAnchors::new();
/// # let institution = InstitutionCode::new("1300000005")?;
/// # let source = |_: &VerifiedHolder, _: &InstitutionCode, _: DateTime| Err(SourceFailure::NotSent);
/// let mut card = VirtualCard::new(&Persona::named("adult")?);
/// let random = [7; 32]; // from the system's generator, in earnest
/// let mut way = Direct::new(&mut card, &mut anchors, NoRevocation, source, institution, random);
///
/// let now = Moment { unix: 1_795_307_400, elapsed: std::time::Duration::ZERO };
/// assert!(matches!(way.advance(now), Advance::Did(Step::Connect)));
/// way.cancel(); // a `Reception` does all of this
/// assert_eq!(way.round_trips(), 3); // select, token, end of session
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Direct<'a, T: Transport, A, R, S, B = RustCrypto> {
    card: Card<Counted<T>>,
    backend: B,
    anchors: &'a mut A,
    revocation: R,
    source: S,
    institution: InstitutionCode,
    settings: DirectSettings,
    /// Nobody may know it before the card has signed: `Personal` keeps it out of `Debug`.
    random: Personal<[u8; 32]>,
    state: State,
    /// Read before the PIN, where the token gives it.
    leaf: Option<CertificateDer>,
}

#[derive(Debug)]
enum State {
    Connect,
    Certificate,
    Tries,
    Pin {
        tries_left: Option<u8>,
    },
    /// The question was put; only now is a PIN taken.
    Asked {
        tries_left: Option<u8>,
    },
    Sign(Option<AuthPin>),
    Issuer(Signed),
    EndSession(Signed),
    Verify(Signed),
    LookUp(Found),
    Over,
}

/// What comes next, or the end.
type Went = Result<State, Box<Ending>>;

/// Who was verified, and why nothing was said about revocation if the policy went without.
#[derive(Debug)]
struct Found {
    holder: VerifiedHolder,
    identity: Identity,
    unsaid: Option<Error>,
}

/// What the card gave, unchecked.
#[derive(Debug)]
struct Signed {
    leaf: CertificateDer,
    challenge: Challenge,
    signature: Signature,
    identity: Identity,
    at: Moment,
}

impl<'a, T: Transport, A, R, S> Direct<'a, T, A, R, S> {
    /// A check of the card behind `transport`, for `institution`.
    ///
    /// `random` must be 32 bytes that nobody can guess: what the card signs is made of them.
    #[must_use]
    pub fn new(
        transport: T,
        anchors: &'a mut A,
        revocation: R,
        source: S,
        institution: InstitutionCode,
        random: [u8; 32],
    ) -> Self {
        Self {
            card: Card::open(Counted::new(transport)),
            backend: RustCrypto,
            anchors,
            revocation,
            source,
            institution,
            settings: DirectSettings::default(),
            random: random.into(),
            state: State::Connect,
            leaf: None,
        }
    }
}

impl<'a, T: Transport, A, R, S, B> Direct<'a, T, A, R, S, B> {
    /// Decides otherwise than by default.
    #[must_use]
    pub fn with_settings(mut self, settings: DirectSettings) -> Self {
        self.card = self.card.with_read_mode(settings.read_mode);
        self.settings = settings;
        self
    }

    /// Has signatures verified by another backend.
    ///
    /// ```
    /// use hokensho::{Direct, NoRevocation, pki::RustCrypto};
    /// # use hokensho::{DateTime, InstitutionCode, SourceFailure};
    /// # use hokensho_pki::{TestAnchors, VerifiedHolder};
    ///
    /// # let card = hokensho_mock::VirtualCard::new(&hokensho_mock::Persona::named("adult")?);
    /// # let (mut anchors, institution, random) = (TestAnchors::new(), InstitutionCode::new("1300000005")?, [7; 32]);
    /// # let source = |_: &VerifiedHolder, _: &InstitutionCode, _: DateTime| Err(SourceFailure::NotSent);
    /// let way = Direct::new(card, &mut anchors, NoRevocation, source, institution, random);
    /// let way = way.with_backend(RustCrypto); // the default; `AwsLcRs` with the feature `aws-lc-rs`
    /// # hokensho::Reception::new(way).cancel();
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_backend<C: Backend + Clone>(self, backend: C) -> Direct<'a, T, A, R, S, C> {
        let Self { card, anchors, revocation, source, institution, settings, random, state, leaf, .. } = self;
        Direct { card, backend, anchors, revocation, source, institution, settings, random, state, leaf }
    }

    /// How files are read from the card, after what was learnt on the way: for the settings of the next check at the same
    /// reader, which then needn't find out again that it takes no long answers.
    ///
    /// ```
    /// use hokensho::card::{ReadMode, ShortLe};
    /// use hokensho::{Direct, NoRevocation, Reception, Reply, SystemClock};
    /// # use hokensho::{DateTime, InstitutionCode, SourceFailure};
    /// # use hokensho_mock::{ExtendedLe, Persona, VirtualCard};
    /// # use hokensho_pki::{TestAnchors, VerifiedHolder};
    ///
    /// # let refused = ExtendedLe::Refused(hokensho_apdu::StatusWord::WRONG_LENGTH);
    /// # let card = VirtualCard::builder(&Persona::named("adult")?).extended_le(refused).build();
    /// # let (mut anchors, institution, random) = (TestAnchors::new(), InstitutionCode::new("1300000005")?, [7; 32]);
    /// # let source = |_: &VerifiedHolder, _: &InstitutionCode, _: DateTime| Err(SourceFailure::NotSent);
    /// let way = Direct::new(card, &mut anchors, NoRevocation, source, institution, random);
    /// let mut reception = Reception::new(way);
    /// reception.run(&mut SystemClock::new(), |_| Reply::Stop, |_| {});
    /// assert_eq!(reception.way().read_mode(), ReadMode::Short(ShortLe::MAX)); // this one takes none
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn read_mode(&self) -> ReadMode {
        self.card.read_mode()
    }
}

impl<T, A, R, S, B> Direct<'_, T, A, R, S, B>
where
    T: Transport,
    A: TrustStore,
    R: RevocationSource<B>,
    S: EligibilitySource,
    B: Backend + Clone,
{
    fn audience(&self) -> Audience {
        Audience::new("eligibility", self.institution.as_str())
    }

    fn connect(&mut self) -> Went {
        let token = self.card.token().map_err(card_failed)?;
        // The authentication key signs only after its holder was verified by PIN or by the phone. A face that was
        // looked at gives no signature, and without one nothing is proven.
        if self.settings.identify != Identify::Holder {
            return Err(Ending::early(Outcome::IdentityMethodUnavailable, None));
        }
        Ok(match token {
            Token::Android => State::Tries,
            Token::Iphone => State::Sign(None),
            // A card gives its certificate to anybody.
            _ => State::Certificate,
        })
    }

    fn read_certificate(&mut self) -> Went {
        let leaf = self.card.jpki().and_then(|mut jpki| jpki.auth_certificate()).map_err(card_failed)?;
        check_key(&leaf)?;
        self.leaf = Some(leaf);
        Ok(State::Tries)
    }

    fn ask_tries(&mut self) -> Went {
        let state = self.card.jpki().and_then(|mut jpki| jpki.auth_pin_state()).map_err(card_failed)?;
        let tries_left = match state {
            PinState::Blocked if self.is_face_only() => {
                return Err(Ending::early(Outcome::IdentityMethodUnavailable, None));
            }
            PinState::Blocked => return Err(Ending::early(Outcome::PinBlocked, None)),
            // Nobody types what won't be presented.
            PinState::TriesLeft(1) if self.settings.last_try == LastTry::Keep => {
                return Err(card_failed(hokensho_card::Error::LastTry { secret: Secret::AuthPin }));
            }
            PinState::TriesLeft(tries) => Some(tries),
            _ => None,
        };
        Ok(State::Pin { tries_left })
    }

    /// Whether none of the PINs can be used, which is how a face-only card (顔認証マイナンバーカード) is told from a PIN
    /// that was forgotten: a card without a signing certificate has no password either, but its other PIN works. How
    /// such cards really answer isn't published.
    fn is_face_only(&mut self) -> bool {
        let password = self.card.jpki().and_then(|mut jpki| jpki.sign_password_state());
        matches!(password, Ok(PinState::Blocked))
            && matches!(self.card.text().and_then(|mut text| text.pin_state()), Ok(PinState::Blocked))
    }

    /// Verifies the holder and has the challenge signed, in one go: what the PIN unlocks is used at once.
    fn sign(&mut self, pin: Option<AuthPin>, now: Moment) -> Went {
        let challenge = Challenge::new(*self.random.expose(), &self.audience(), Time::from_unix(now.unix));
        let jpki = self.card.jpki().map_err(card_failed)?;
        let (verified, identity) = match (pin, self.settings.last_try) {
            (Some(pin), LastTry::Keep) => (jpki.verify_auth_pin(&pin), Identity::Pin),
            (Some(pin), LastTry::Spend) => (jpki.verify_auth_pin_spending_last_try(&pin), Identity::Pin),
            (None, _) => (jpki.verified_on_device(), Identity::OnDevice),
        };
        let mut jpki = verified.map_err(card_failed)?;
        let leaf = match self.leaf.take() {
            Some(leaf) => leaf,
            None => jpki.auth_certificate().map_err(card_failed)?,
        };
        check_key(&leaf)?;
        let digest = DigestInfo::sha256(&sha256(&challenge.message()));
        let signature = jpki.sign(&digest).map_err(card_failed)?;
        let known = self.issuer_is_known(&leaf);
        let signed = Signed { leaf, challenge, signature, identity, at: now };
        Ok(if known { State::EndSession(signed) } else { State::Issuer(signed) })
    }

    fn issuer_is_known(&self, leaf: &CertificateDer) -> bool {
        let leaf = Certificate::parse(leaf.as_der()).ok();
        let key_id = leaf.and_then(|leaf| leaf.extensions().authority_key_id.and_then(|it| it.value.key_id));
        // A leaf that can't be read, or names no issuer, is refused when it is verified: reading more won't help it.
        key_id.is_none_or(|key_id| {
            let mut anchors = self.anchors.anchors().iter();
            anchors.any(|anchor| anchor.purpose() == Purpose::Authentication && anchor.key_id() == key_id)
        })
    }

    /// Reads the CA certificate from the card, and keeps it if it is pinned.
    fn read_issuer(&mut self, signed: Signed) -> Went {
        let der = self.card.jpki().and_then(|mut jpki| jpki.auth_ca_certificate()).map_err(card_failed)?;
        self.anchors.accept_from_card(Purpose::Authentication, der.as_der()).map_err(refused)?;
        Ok(State::EndSession(signed))
    }

    fn end_session(&mut self, signed: Signed) -> Went {
        match self.card.end() {
            // A card that left after it signed took its security status with it: nothing is lost.
            Err(error) if !error.is_card_removed() => Err(card_failed(error)),
            _ => Ok(State::Verify(signed)),
        }
    }

    fn verify(&mut self, signed: Signed, now: Moment) -> Went {
        let Signed { leaf, challenge, signature, identity, at } = signed;
        let verifier = Verifier::new(self.backend.clone(), self.anchors);
        let verifier = match &self.settings.policies {
            Some(policies) => verifier.with_policies(policies.clone()),
            None => verifier,
        };
        let verifier = match self.settings.list_scope {
            ListScope::AcceptMissing => verifier.accepting_lists_without_scope(),
            ListScope::Required => verifier,
        };
        let time = Time::from_unix(now.unix);
        let mut path = verifier
            .verify_path_with_grace(leaf.as_der(), Purpose::Authentication, time, self.settings.grace)
            .map_err(refused)?
            .with_revocation_policy(self.settings.revocation);
        let tolerance = self.settings.revocation_tolerance_seconds;
        let unsaid = self.revocation.ask(&verifier, &mut path, time, tolerance).err();
        // The wall clock may be set meanwhile: how old the challenge is goes by the steady one.
        let age = i64::try_from(now.elapsed.saturating_sub(at.elapsed).as_secs()).unwrap_or(i64::MAX);
        let answered = Time::from_unix(at.unix).after(age);
        match path.authenticate(challenge, signature.as_bytes(), &self.audience(), answered) {
            Ok(holder) => Ok(State::LookUp(Found { holder, identity, unsaid })),
            // The holder is there, and the certificate isn't enough.
            Err(error @ hokensho_pki::Error::Refused { state }) => {
                let certificate = window_state(state);
                let outcome = match certificate {
                    CertificateState::Suspended => Outcome::Suspended,
                    CertificateState::Revoked => Outcome::Revoked,
                    CertificateState::Expired => Outcome::Expired,
                    _ => Outcome::RevocationUnknown,
                };
                let serial = Some(path.name().serial_hex().into());
                // A list that was there and couldn't be used says more than that there was none.
                let cause = Some(unsaid.unwrap_or(error.into()));
                Err(Box::new(Ending { outcome, identity, certificate, serial, answer: None, cause }))
            }
            Err(error) => Err(refused(error)),
        }
    }

    fn look_up(&mut self, found: Found, now: Moment) -> Box<Ending> {
        let Some(at) = now.date_time() else {
            return found.ending(Outcome::SourceUnavailable, Error::ClockOutOfRange);
        };
        match self.source.look_up(&found.holder, &self.institution, at) {
            Ok(LookUp::Answer(answer)) => {
                let by = ReferenceClassification::Card;
                let question = Question { by, institution: &self.institution, on: at.date() };
                let Judged { outcome, answer, cause } = question.judge(*answer, &self.settings.policy);
                Box::new(Ending { answer, ..*found.ending(outcome, cause) })
            }
            Ok(LookUp::NotRegistered) => found.ending(Outcome::NotRegistered, None),
            Err(failure) => {
                let outcome = match failure {
                    SourceFailure::NoAnswer => Outcome::SourceUnknown,
                    SourceFailure::NotSent => Outcome::SourceUnavailable,
                    SourceFailure::Unreadable => Outcome::Unclear(Unclear::Unreadable),
                };
                found.ending(outcome, Error::from(failure))
            }
        }
    }
}

impl<T, A, R, S, B> Way for Direct<'_, T, A, R, S, B>
where
    T: Transport,
    A: TrustStore,
    R: RevocationSource<B>,
    S: EligibilitySource,
    B: Backend + Clone,
{
    fn via(&self) -> Via {
        Via::Direct
    }

    fn advance(&mut self, now: Moment) -> Advance {
        let (step, went) = match std::mem::replace(&mut self.state, State::Over) {
            State::Connect => (Step::Connect, self.connect()),
            State::Certificate => (Step::Certificate, self.read_certificate()),
            State::Tries => (Step::Tries, self.ask_tries()),
            State::Pin { tries_left } | State::Asked { tries_left } => {
                self.state = State::Asked { tries_left };
                return Advance::Needs(Need::Pin { tries_left });
            }
            State::Sign(pin) => (Step::Sign, self.sign(pin, now)),
            State::Issuer(signed) => (Step::Issuer, self.read_issuer(signed)),
            State::EndSession(signed) => (Step::EndSession, self.end_session(signed)),
            State::Verify(signed) => (Step::Verify, self.verify(signed, now)),
            State::LookUp(found) => (Step::LookUp, Err(self.look_up(found, now))),
            State::Over => (Step::EndSession, Err(Ending::early(Outcome::Cancelled, None))),
        };
        match went {
            Ok(next) => {
                self.state = next;
                Advance::Did(step)
            }
            Err(ending) => {
                self.cancel();
                Advance::Ended(step, ending)
            }
        }
    }

    fn supply(&mut self, pin: AuthPin) {
        if let State::Asked { .. } = self.state {
            self.state = State::Sign(Some(pin));
        }
    }

    fn cancel(&mut self) {
        self.state = State::Over;
        // If even taking the power fails there is nobody to tell; dropping the card tries once more.
        let _ = self.card.end();
    }

    fn round_trips(&self) -> u32 {
        self.card.transport().round_trips()
    }
}

impl Found {
    /// An ending about a holder who was verified.
    fn ending(self, outcome: Outcome, cause: impl Into<Option<Error>>) -> Box<Ending> {
        let serial = Some(self.holder.certificate().serial_hex().into());
        let cause = cause.into().or(self.unsaid);
        let certificate = window_state(self.holder.state());
        Box::new(Ending { outcome, identity: self.identity, certificate, serial, answer: None, cause })
    }
}

/// Every token is sent a SHA-256 digest. What one wants whose key signs with another hash, as the next card's is said to,
/// is public nowhere: it isn't asked to sign, and if its certificate can be read before, nobody is asked for a PIN.
fn check_key(leaf: &CertificateDer) -> Result<(), Box<Ending>> {
    // What can't be read is refused when it is verified.
    let Ok(leaf) = Certificate::parse(leaf.as_der()) else { return Ok(()) };
    match leaf.public_key().usual_algorithm() {
        SignatureAlgorithm::Known(SignatureScheme::RsaPkcs1Sha256 | SignatureScheme::EcdsaSha256) => Ok(()),
        algorithm => {
            let cause = Error::KeyUnsupported { algorithm };
            Err(Ending::early(Outcome::IdentityMethodUnavailable, Some(cause)))
        }
    }
}

/// The same states, in the words of the domain, which knows no certificates.
const fn window_state(state: hokensho_pki::CertificateState) -> CertificateState {
    use hokensho_pki::CertificateState as Checked;
    match state {
        Checked::Expired => CertificateState::Expired,
        Checked::Expiring => CertificateState::Expiring,
        Checked::Grace => CertificateState::Grace,
        Checked::NotChecked => CertificateState::NotChecked,
        Checked::Renewed => CertificateState::Renewed,
        Checked::Revoked => CertificateState::Revoked,
        Checked::Stale => CertificateState::Stale,
        Checked::Suspended => CertificateState::Suspended,
        Checked::Valid => CertificateState::Valid,
    }
}

fn card_failed(error: hokensho_card::Error) -> Box<Ending> {
    use hokensho_card::Error as Card;
    let outcome = match &error {
        Card::NotAMyNumberCard => Outcome::NotAMyNumberCard,
        error if error.is_card_removed() => Outcome::Cancelled,
        error if error.is_pin_blocked() => Outcome::PinBlocked,
        Card::WrongSecret { tries_left, .. } => Outcome::PinWrong { left: *tries_left },
        // The last try is the holder's to risk, not ours; a holder may have declined the certificate; a phone wants its
        // user first. Another way of identification is next.
        Card::LastTry { .. }
        | Card::FileMissing { .. }
        | Card::NotVerified { .. }
        | Card::ApplicationMissing { .. } => Outcome::IdentityMethodUnavailable,
        _ => Outcome::CardUnreadable,
    };
    Ending::early(outcome, Some(error.into()))
}

/// What a refusal says of the card. That the times don't fit is said by our clock and our anchors, not by the card: a
/// card isn't called false because a clock is wrong.
fn refused(error: hokensho_pki::Error) -> Box<Ending> {
    use hokensho_pki::Error as Pki;
    let state = hokensho_pki::CertificateState::of_refusal(&error);
    let outcome = match error {
        _ if state.is_some() => Outcome::Expired,
        Pki::NotYetValid { .. } | Pki::Expired { .. } | Pki::ChallengeLate { .. } | Pki::ChallengeNotYet => {
            Outcome::Unclear(Unclear::Untimely)
        }
        _ => Outcome::NotGenuine,
    };
    let mut ending = Ending::early(outcome, Some(error.into()));
    ending.certificate = state.map_or(ending.certificate, window_state);
    ending
}
