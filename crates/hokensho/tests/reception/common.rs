//! A desk: a clock that only the test moves, a persona's card, anchors, a revocation list, and a simulated operator.

use std::cell::Cell;
use std::time::Duration;

use hokensho::card::{AuthPin, BirthCode, CodeB, TextPin};
use hokensho::pki::{Certificate, CertificateName, CvAnchor, CvAnchors, Purpose, TestAnchors};
use hokensho::{
    Advance, Clock, DateTime, Direct, DirectSettings, Event, Finished, InstitutionCode, LookUp, Moment,
    Outcome, Reception, Reply, RevocationSource, SourceFailure, Way,
};
use hokensho_apdu::{Transport, TransportError, Zeroizing};
use hokensho_mock::pki::{self as mock, Authority, Crl, Municipality, Revoked};
use hokensho_mock::{Builder, Persona, Secret, VirtualCard};
use hokensho_pki::VerifiedHolder;
use hokensho_terminal::sim::{Lookup, Operator, PersonId, Registry, Scenario};

/// 2026-11-22 09:30 in Japan.
pub(crate) const NOW: i64 = 1_795_307_400;
pub(crate) const HOUR: i64 = 3_600;

pub(crate) fn institution() -> InstitutionCode {
    InstitutionCode::new("1300000005").unwrap()
}

pub(crate) fn persona(name: &str) -> Persona {
    Persona::named(name).unwrap()
}

pub(crate) fn pin(digits: &str) -> AuthPin {
    AuthPin::new(digits).unwrap()
}

pub(crate) fn text_pin(persona: &Persona) -> TextPin {
    TextPin::new(persona.text_pin().unwrap()).unwrap()
}

pub(crate) fn code_b(persona: &Persona) -> CodeB {
    CodeB::new(persona.code_b().unwrap()).unwrap()
}

/// Six digits, with which code B begins.
pub(crate) fn birth_code(persona: &Persona) -> BirthCode {
    BirthCode::new(persona.code_b().unwrap().get(..6).unwrap()).unwrap()
}

/// A PIN that isn't the persona's.
pub(crate) fn wrong_pin(persona: &Persona) -> &'static str {
    if persona.auth_pin() == "0000" { "9999" } else { "0000" }
}

/// The moment `elapsed` after `start` (seconds since 1970).
pub(crate) fn moment(start: i64, elapsed: Duration) -> Moment {
    Moment { unix: start + i64::try_from(elapsed.as_secs()).unwrap(), elapsed }
}

/// Goes on only when somebody waits.
pub(crate) struct FakeClock {
    start: i64,
    elapsed: Duration,
}

impl FakeClock {
    pub(crate) const fn at(start: i64) -> Self {
        Self { start, elapsed: Duration::ZERO }
    }
}

impl Clock for FakeClock {
    fn now(&mut self) -> Moment {
        moment(self.start, self.elapsed)
    }

    fn wait(&mut self, time: Duration) {
        self.elapsed += time;
    }
}

/// Runs a way to its end. Nobody types anything.
pub(crate) fn run(way: impl Way, now: i64) -> Finished {
    Reception::new(way).run(&mut FakeClock::at(now), |_| Reply::Stop, |_| {})
}

/// The result, if the reception is over.
pub(crate) fn finished(event: Event) -> Option<Finished> {
    match event {
        Event::Finished(finished) => Some(*finished),
        _ => None,
    }
}

/// The mock's CA for authentication, and nobody else.
pub(crate) fn mock_anchors() -> TestAnchors {
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, Authority::Auth.certificate()).unwrap();
    anchors
}

/// The mock's keys over card-verifiable certificates.
pub(crate) fn mock_cv_anchors() -> CvAnchors {
    CvAnchors::test([cv_anchor(mock::Application::Visual), cv_anchor(mock::Application::Text)])
}

pub(crate) fn cv_anchor(of: mock::Application) -> CvAnchor {
    let application = match of {
        mock::Application::Visual => hokensho::pki::Application::Visual,
        mock::Application::Text => hokensho::pki::Application::Text,
    };
    let anchor = of.cv_anchor();
    CvAnchor { application, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus }
}

/// A municipality's list of a day, made an hour ago.
pub(crate) fn list_of(municipality: Municipality<'_>, revoked: &[Revoked], now: i64) -> Vec<u8> {
    issued_list(municipality, revoked, now - HOUR, now + 23 * HOUR)
}

pub(crate) fn issued_list(
    municipality: Municipality<'_>,
    revoked: &[Revoked],
    this_update: i64,
    next_update: i64,
) -> Vec<u8> {
    let authority = Authority::Auth;
    let list = Crl { authority, municipality, number: 1, this_update, next_update, revoked };
    authority.issue(&list.tbs())
}

pub(crate) fn certificate_name(persona: &Persona) -> CertificateName {
    CertificateName::of(&Certificate::parse(persona.auth_certificate().unwrap()).unwrap())
}

/// The operator, who knows the personas and whose certificates are whose.
pub(crate) fn operator(personas: &[&Persona], scenario: &Scenario) -> Operator {
    let mut registry = Registry::from_personas(personas.iter().map(|persona| persona.source())).unwrap();
    for persona in personas {
        let filed: toml::Table = toml::from_str(persona.source()).unwrap();
        let person = PersonId::from(filed["registration"]["person"].as_str().unwrap());
        let name = certificate_name(persona);
        registry.enrol(name.issuer(), name.serial(), &person).unwrap();
    }
    Operator::new(registry, scenario)
}

/// Everything that a direct check is given.
pub(crate) struct Desk {
    pub(crate) persona: Persona,
    /// Makes the persona's cards. Its records are signed once.
    pub(crate) cards: Builder,
    pub(crate) anchors: TestAnchors,
    pub(crate) settings: DirectSettings,
    /// The revocation list that is to be had.
    pub(crate) list: Option<Vec<u8>>,
    pub(crate) random: [u8; 32],
    pub(crate) now: i64,
    /// What the source says, in place of the operator.
    pub(crate) says: Option<Result<LookUp, SourceFailure>>,
    /// How often the source was asked.
    pub(crate) asked: Cell<u32>,
    operator: Operator,
}

impl Desk {
    /// A persona, to whom nothing stands in the way.
    pub(crate) fn of(name: &str) -> Self {
        Self::at(name, NOW)
    }

    pub(crate) fn at(name: &str, now: i64) -> Self {
        let persona = persona(name);
        let operator = operator(&[&persona], &Scenario::named("normal").unwrap());
        Self {
            cards: VirtualCard::builder(&persona),
            anchors: mock_anchors(),
            settings: DirectSettings::default(),
            list: Some(list_of(persona.holder().municipality(), &[], now)),
            random: [0x5A; 32],
            now,
            says: None,
            asked: Cell::new(0),
            operator,
            persona,
        }
    }

    pub(crate) fn card(&self) -> VirtualCard {
        self.cards.clone().build()
    }

    /// The serial of the persona's certificate.
    pub(crate) fn serial(&self) -> u64 {
        certificate_name(&self.persona).serial().iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }

    pub(crate) fn way<'d, T: Transport>(&'d mut self, card: T) -> impl Way + use<'d, T> {
        let list = self.list.clone();
        self.way_asking(card, move |_: &Certificate<'_>| list.clone())
    }

    /// With another source of revocation data than the list.
    pub(crate) fn way_asking<'d, T: Transport, R: RevocationSource>(
        &'d mut self,
        card: T,
        revocation: R,
    ) -> impl Way + use<'d, T, R> {
        let Self { anchors, settings, random, says, asked, operator, .. } = self;
        let source = |holder: &VerifiedHolder, institution: &InstitutionCode, at: DateTime| {
            asked.set(asked.get() + 1);
            says.clone().unwrap_or_else(|| look_up(operator, holder, institution, at))
        };
        Direct::new(card, anchors, revocation, source, institution(), *random).with_settings(settings.clone())
    }

    /// A whole reception. Whoever is asked for the PIN types it, or leaves.
    pub(crate) fn run(&mut self, card: impl Transport, digits: Option<&str>) -> Finished {
        let now = self.now;
        run_typing(self.way(card), digits, now)
    }

    /// A whole reception with the right PIN.
    pub(crate) fn run_right(&mut self, card: impl Transport) -> Finished {
        let digits = self.persona.auth_pin().to_owned();
        self.run(card, Some(&digits))
    }

    /// A whole reception with the right PIN and another source of revocation data than the list.
    pub(crate) fn run_asking(&mut self, revocation: impl RevocationSource) -> Finished {
        let (digits, now, card) = (self.persona.auth_pin().to_owned(), self.now, self.card());
        run_typing(self.way_asking(card, revocation), Some(&digits), now)
    }

    /// What the persona's own card comes to with the right PIN.
    pub(crate) fn outcome(&mut self) -> Outcome {
        self.run_right(self.card()).report.outcome
    }
}

/// Runs a way to its end. Whoever is asked for the PIN types it, or leaves.
fn run_typing(way: impl Way, digits: Option<&str>, now: i64) -> Finished {
    let mut typed = digits.map(pin);
    let supply = |_| typed.take().map_or(Reply::Stop, Reply::Pin);
    Reception::new(way).run(&mut FakeClock::at(now), supply, |_| {})
}

pub(crate) fn look_up(
    operator: &Operator,
    holder: &VerifiedHolder,
    institution: &InstitutionCode,
    at: DateTime,
) -> Result<LookUp, SourceFailure> {
    let name = holder.certificate();
    match operator.by_certificate(name.issuer(), name.serial(), institution, at) {
        Lookup::Answer(result) => Ok(LookUp::Answer(Box::new(result.answer().unwrap()))),
        Lookup::NotRegistered => Ok(LookUp::NotRegistered),
        Lookup::Silent => Err(SourceFailure::NoAnswer),
        Lookup::Unreachable => Err(SourceFailure::NotSent),
    }
}

/// Nothing is verified on the card any more.
pub(crate) fn session_is_over(card: &VirtualCard) -> bool {
    card.selected().is_none() && Secret::ALL.iter().all(|secret| !card.is_verified(*secret))
}

/// Polls until the way needs somebody or is over.
pub(crate) fn advance_to_need(way: &mut impl Way, now: Moment) -> Advance {
    loop {
        match way.advance(now) {
            Advance::Did(_) => {}
            other => return other,
        }
    }
}

/// What a transport gives.
pub(crate) type Answer = Result<Zeroizing<Vec<u8>>, TransportError>;

/// A card whose command that signs (`80 2A`) goes another way.
pub(crate) struct SignsBy<T, F> {
    pub(crate) card: T,
    pub(crate) sign: F,
}

impl<T: Transport, F: FnMut(&mut T, &[u8]) -> Answer> Transport for SignsBy<T, F> {
    fn transmit(&mut self, command: &[u8]) -> Answer {
        if command.starts_with(&[0x80, 0x2A]) {
            return (self.sign)(&mut self.card, command);
        }
        self.card.transmit(command)
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        self.card.power_down()
    }
}

/// What is to be signed in a command that signs.
pub(crate) fn digest_info(command: &[u8]) -> &[u8] {
    &command[5..5 + usize::from(command[4])]
}

/// Changes one bit, of as many as there are.
pub(crate) fn flip(bytes: &mut [u8], bit: usize) {
    let bit = bit % (bytes.len() * 8);
    bytes[bit / 8] ^= 1 << (bit % 8);
}
