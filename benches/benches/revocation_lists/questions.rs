use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use hokensho_benches::{MANY_SERIALS, serial_of};

/// Serials, all of which are listed or none, in no order.
pub(crate) struct Questions<T = u32> {
    serials: Vec<T>,
    listed: bool,
}

impl Questions {
    /// So many of those that are listed.
    pub(crate) fn listed(entries: u32, count: u32) -> Self {
        Self { serials: out_of(0, entries, count), listed: true }
    }

    /// So many of all others.
    pub(crate) fn others(entries: u32, count: u32) -> Self {
        Self { serials: out_of(entries, MANY_SERIALS - entries, count), listed: false }
    }

    /// The same in another form.
    #[cfg(feature = "peers")]
    pub(crate) fn each_as<T, E>(&self, form: impl Fn(u32) -> Result<T, E>) -> Result<Questions<T>, E> {
        let serials = self.serials.iter().map(|serial| form(*serial)).collect::<Result<_, _>>()?;
        Ok(Questions { serials, listed: self.listed })
    }
}

impl<T> Questions<T> {
    /// Asks all.
    pub(crate) fn ask<E: Into<Box<dyn Error>>>(
        &self,
        is_listed: impl Fn(&T) -> Result<bool, E>,
    ) -> Result<(), Box<dyn Error>> {
        for serial in &self.serials {
            if is_listed(black_box(serial)).map_err(Into::into)? != self.listed {
                return Err("a wrong answer".into());
            }
        }
        Ok(())
    }

    /// Nanoseconds for one, if all took so long.
    pub(crate) fn each(&self, all: Duration) -> f64 {
        all.as_secs_f64() * 1e9 / u32::try_from(self.serials.len()).map_or(f64::NAN, f64::from)
    }
}

fn out_of(first: u32, entries: u32, count: u32) -> Vec<u32> {
    (0..count).map(|nth| serial_of(first + nth.wrapping_mul(2_654_435_761) % entries)).collect()
}
