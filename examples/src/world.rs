//! The simulated world of a reception: who holds a card, what the operator knows, what the terminal does.

use std::path::Path;
use std::time::Duration;

use hokensho::card::AuthPin;
use hokensho::oqs::{FileName, Message as _, QualificationRequest};
use hokensho::pki::{Certificate, CertificateName};
use hokensho::terminal::Terminal;
use hokensho::{
    Clock as _, DateTime, Direct, DirectSettings, Finished, Identify, Identity, InstitutionCode, Need,
    Outcome, Reader, ReaderEvent, ReaderSettings, Reception, Reply, StepRecord, SystemClock, TrustStore,
    Typed, Way,
};
use hokensho_mock::{Persona, Secret, TokenKind, VirtualCard};
use hokensho_terminal::sim::{self, Operator, PatientPin, Registry, Scenario, SimTerminal};
use tempfile::TempDir;

use crate::args::IdentifyArg;
use crate::device::Device;
use crate::revocation::Lists;
use crate::trust::Trust;
use crate::{Failure, hint, persona, simulated};

/// The institution that the examples play: a number that nobody has, with a fitting check digit.
pub const INSTITUTION: &str = "1300000005";

/// Everything outside the program, in one place.
#[derive(Debug)]
pub struct World {
    /// Whose card it is; the adult's if nothing was said, and unknown on a real reader.
    pub persona: Option<Persona>,
    /// How the online side behaves.
    pub scenario: Scenario,
    institution: InstitutionCode,
    people: Vec<Persona>,
    operator: Operator,
    now: i64,
    root: TempDir,
}

impl World {
    /// A world at `now` (seconds since 1970), with the persona and scenario that were named.
    ///
    /// # Errors
    /// If there is no such persona or scenario, or their files can't be read.
    pub fn new(asked: Option<&str>, online: &str, real_reader: bool, now: i64) -> Result<Self, Failure> {
        let scenario = scenario(online)?;
        let asked = match asked {
            Some(name) => Some(persona::find(name)?),
            None if real_reader => None,
            None => Some(Persona::named("adult")?),
        };
        let people = people(asked.as_ref(), real_reader)?;
        let mut registry = Registry::from_personas(people.iter().map(Persona::source))?;
        for persona in &people {
            let Some((issuer, serial)) = certificate_of(persona) else { continue };
            registry.enrol(&issuer, &serial, &persona::person(persona)?)?;
        }
        let operator = Operator::new(registry, &scenario);
        let institution = InstitutionCode::new(INSTITUTION)?;
        Ok(Self { persona: asked, scenario, institution, people, operator, now, root: tempfile::tempdir()? })
    }

    /// The direct way: the chip itself is asked.
    ///
    /// # Errors
    /// If the reader can't be held.
    pub fn direct(
        &self,
        device: &mut Device,
        trust: &mut Trust,
        identify: IdentifyArg,
        pin: impl FnMut(Need) -> Reply,
        tell: impl FnMut(&StepRecord),
    ) -> Result<Finished, Failure> {
        match trust {
            Trust::Production(anchors, _) => self.direct_with(device, anchors, identify, pin, tell),
            Trust::Test(_, anchors, _) => self.direct_with(device, anchors, identify, pin, tell),
        }
    }

    fn direct_with<A: TrustStore>(
        &self,
        device: &mut Device,
        anchors: &mut A,
        identify: IdentifyArg,
        mut pin: impl FnMut(Need) -> Reply,
        tell: impl FnMut(&StepRecord),
    ) -> Result<Finished, Failure> {
        let lists = Lists::new(self.people.clone(), self.operator.registry(), &self.scenario, self.now);
        let lists = |leaf: &Certificate<'_>| lists.list_for(leaf);
        let source = simulated::Source(self.operator.clone());
        let identify = match identify {
            IdentifyArg::Pin => Identify::Holder,
            IdentifyArg::Face => Identify::Face,
            IdentifyArg::Staff => Identify::Staff,
            IdentifyArg::Machine => Identify::Machine,
        };
        let settings =
            DirectSettings { identify, policy: self.scenario.policy(), ..DirectSettings::default() };
        let random = random()?;
        // Nobody types a wrong PIN on a real card for the sake of a scenario.
        let patient = if device.is_mock() { self.scenario.patient.pin } else { PatientPin::Right };
        let pin = |need| typed(patient, self.persona.as_ref(), pin(need));
        let way = Direct::new(device.transport()?, anchors, lists, source, self.institution.clone(), random);
        Ok(self.run(way.with_settings(settings), pin, tell))
    }

    /// The reader way: a simulated certified reader hands in a face file, through the terminal's folder.
    ///
    /// # Errors
    /// If the simulated terminal can't be set up.
    pub fn reader(&self, identify: IdentifyArg, tell: impl FnMut(&StepRecord)) -> Result<Finished, Failure> {
        let persona = self.persona.as_ref().ok_or("the certified reader is simulated: name a --persona")?;
        let _terminal = SimTerminal::new(self.root.path(), self.operator.clone(), &self.scenario)?;
        let watch = Terminal::open(self.root.path(), self.institution.clone())
            .and_then(|terminal| terminal.watch_faces())
            .inspect_err(|error| hint(&crate::chain(error)))
            .ok();
        let reader = simulated::Reader {
            reader: sim::Reader::new(
                self.root.path(),
                self.institution.clone(),
                self.operator.clone(),
                &self.scenario,
            ),
            watch,
            presented: certificate_of(persona),
            identity: identity(persona, identify),
            obstacle: obstacle(persona, identify),
            begun: false,
        };
        let settings = ReaderSettings {
            policy: self.scenario.policy(),
            limit: SHORT_LIMIT,
            ..ReaderSettings::default()
        };
        let way = Reader::new(reader, self.institution.clone(), settings);
        Ok(self.run(way, |_| Reply::Stop, tell))
    }

    /// The typed way: a request through the folders of a simulated terminal.
    ///
    /// # Errors
    /// If the simulated terminal can't be set up, or the persona has nothing to type.
    pub fn typed(&self, tell: impl FnMut(&StepRecord)) -> Result<Finished, Failure> {
        let persona = self.persona.as_ref().ok_or("what is typed comes from a --persona")?;
        let today = self.moment()?.date();
        let request = persona::typed_request(persona, today, &self.institution)?;
        let name = FileName::new(QualificationRequest::API, today, 1)?;
        let simulated = SimTerminal::new(self.root.path(), self.operator.clone(), &self.scenario)?;
        let running = simulated.spawn(self.ticking()?);
        let settings = hokensho::terminal::Settings { limit: SHORT_LIMIT, ..Default::default() };
        let way = Typed::new(self.root.path(), request, name)
            .with_settings(settings)
            .with_policy(self.scenario.policy());
        let finished = self.run(way, |_| Reply::Stop, tell);
        running.stop()?;
        Ok(finished)
    }

    fn run<W: Way>(&self, way: W, pin: impl FnMut(Need) -> Reply, tell: impl FnMut(&StepRecord)) -> Finished {
        let mut finished = Reception::new(way).run(&mut SystemClock::starting_at(self.now), pin, tell);
        // With the online side out of reach, staff may accept something in its place.
        let out_of_reach =
            matches!(finished.report.outcome, Outcome::SourceUnavailable | Outcome::SourceUnknown);
        if let Some(staff) = self.scenario.staff.as_ref().filter(|_| out_of_reach) {
            finished.report.outcome = Outcome::AcceptedOffline { ticket: staff.accepts.clone().into() };
        }
        finished
    }

    fn moment(&self) -> Result<DateTime, Failure> {
        Ok(DateTime::from_unix(self.now).ok_or("the clock is out of range")?)
    }

    /// The same clock for the terminal's thread.
    fn ticking(&self) -> Result<impl Fn() -> DateTime + Send + use<>, Failure> {
        let (start, clock) = (self.moment()?, SystemClock::starting_at(self.now));
        Ok(move || { clock }.now().date_time().unwrap_or(start))
    }
}

/// How long the examples wait for a simulated terminal or reader, which answers in milliseconds unless its scenario
/// says otherwise; real ones get minutes.
const SHORT_LIMIT: Duration = Duration::from_millis(2500);

/// A built-in scenario, or one from a file.
fn scenario(name_or_file: &str) -> Result<Scenario, Failure> {
    if Scenario::NAMES.contains(&name_or_file) {
        return Ok(Scenario::named(name_or_file)?);
    }
    if Path::new(name_or_file).exists() {
        return Ok(Scenario::load(name_or_file)?);
    }
    Err(format!("no scenario or file {name_or_file:?}; `--online list` lists the scenarios").into())
}

/// Whom the operator knows. With a mock card: its holder. On a real reader anybody may come: everybody, and a persona
/// from a file in place of the built-in one that is the same person.
fn people(asked: Option<&Persona>, real_reader: bool) -> Result<Vec<Persona>, Failure> {
    let mut people: Vec<Persona> = asked.cloned().into_iter().collect();
    if real_reader {
        let known = asked.map(persona::person).transpose()?;
        for name in Persona::NAMES {
            let persona = Persona::named(name)?;
            if Some(persona::person(&persona)?) != known {
                people.push(persona);
            }
        }
    }
    Ok(people)
}

/// Issuer (DER) and serial of the auth certificate.
fn certificate_of(persona: &Persona) -> Option<(Vec<u8>, Vec<u8>)> {
    let name = CertificateName::of(&Certificate::parse(persona.auth_certificate()?).ok()?);
    Some((name.issuer().to_vec(), name.serial().to_vec()))
}

fn identity(persona: &Persona, identify: IdentifyArg) -> Identity {
    match identify {
        IdentifyArg::Pin if persona.kind() == TokenKind::Iphone => Identity::OnDevice,
        IdentifyArg::Pin => Identity::Pin,
        IdentifyArg::Face => Identity::Face,
        IdentifyArg::Staff => Identity::StaffPrintedPhoto,
        IdentifyArg::Machine => Identity::Machine,
    }
}

/// What a certified reader would run into with this token.
fn obstacle(persona: &Persona, identify: IdentifyArg) -> Option<ReaderEvent> {
    // Without a certificate there is nothing to identify by; a face is compared with the chip's photo, which phones and
    // the cards of infants don't have.
    let by_photo = identify != IdentifyArg::Pin;
    if persona.auth_certificate().is_none() || by_photo && persona.photo().is_none() {
        return Some(ReaderEvent::IdentityMethodUnavailable);
    }
    if by_photo {
        return None;
    }
    let card = VirtualCard::new(persona);
    let blocked = |secret| card.tries_left(secret) == 0;
    match persona.kind() {
        TokenKind::Iphone => {
            (!persona.user_verified_on_device()).then_some(ReaderEvent::IdentityMethodUnavailable)
        }
        // All of them blocked is how a face-only card (顔認証マイナンバーカード) is told from a forgotten PIN; a child's
        // card never had a sign password.
        TokenKind::Card
            if [Secret::AuthPin, Secret::SignPassword, Secret::TextPin].into_iter().all(blocked) =>
        {
            Some(ReaderEvent::IdentityMethodUnavailable)
        }
        TokenKind::Card | TokenKind::Android => blocked(Secret::AuthPin).then_some(ReaderEvent::PinBlocked),
    }
}

/// What the patient types on a mock card: the right PIN or, if the scenario says so, another one.
fn typed(patient: PatientPin, persona: Option<&Persona>, reply: Reply) -> Reply {
    let (PatientPin::Wrong, Some(persona), Reply::Pin(_)) = (patient, persona, &reply) else { return reply };
    let wrong = if persona.auth_pin() == "0000" { "1111" } else { "0000" };
    AuthPin::new(wrong).map_or(Reply::Stop, Reply::Pin)
}

/// 32 bytes from the system's generator.
fn random() -> Result<[u8; 32], Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}
