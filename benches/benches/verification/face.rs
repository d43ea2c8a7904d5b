use std::error::Error;
use std::hint::black_box;

use hokensho::card::{Card, CvCertificate, FaceRecord, File};
use hokensho::pki::{Application, CvAnchors, RustCrypto, Signed};
use hokensho_benches::{Adult, Contest};

/// What proves a face, and who is trusted to say so.
pub(crate) struct Face {
    record: Vec<u8>,
    certificate: Vec<u8>,
    anchors: CvAnchors,
}

impl Face {
    pub(crate) fn new(adult: &Adult) -> Result<Self, Box<dyn Error>> {
        let mut card = Card::open(adult.card());
        let mut visual = card.visual()?.verify_code_b(&adult.code_b()?)?;
        let record = visual.face_record()?.raw().to_vec();
        let certificate = visual.cv_certificate()?.raw().to_vec();
        Ok(Self { record, certificate, anchors: adult.record_anchors() })
    }

    pub(crate) fn enter<'w>(&'w self, contest: &mut Contest<'w>) -> Result<(), Box<dyn Error>> {
        contest.enter("face record/parse", || FaceRecord::parse(black_box(&self.record).clone()))?;
        contest.enter("face record/parse and verify, with its certificate", || self.verify())?;
        Ok(())
    }

    fn verify(&self) -> Result<FaceRecord, Box<dyn Error>> {
        let certificate =
            CvCertificate::parse(File::VisualCvCertificate, black_box(&self.certificate).clone())?;
        let record = FaceRecord::parse(black_box(&self.record).clone())?;
        let (body, signature) = (certificate.body(), certificate.signature());
        let key = self.anchors.verify(&RustCrypto, Application::Visual, body, signature)?;
        key.verify_record(Signed::Parts(record.signed_parts()), record.signature())?;
        Ok(record)
    }
}
