//! Pictures for the documents, as SVG: a few shapes and words, written by hand.

use std::fmt::{self, Write as _};

use crate::escaped::Escaped;

const WIDTH: u32 = 820;
/// Where bars begin; their names stand before it.
const LEFT: u32 = 330;
/// Where the longest bar ends; the numbers stand behind it.
const RIGHT: u32 = 760;
const ROW: u32 = 26;
const HEAD: u32 = 58;

/// Lengths side by side, from zero on.
///
/// ```
/// use hokensho_benches::{Bar, Bars, Shade, picture};
///
/// let bars = [Bar { name: "one & only", parts: vec![(Shade::Signature, 1.0), (Shade::Rest, 0.25)] }];
/// let drawn = picture(&[Bars { title: "Lengths", unit: "in feet", bars: &bars, mark: Some(1.5) }]);
/// assert!(drawn.starts_with("<svg ") && drawn.contains("one &amp; only") && drawn.contains(">1.25<"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Bars<'a> {
    /// What is shown.
    pub title: &'a str,
    /// In which unit.
    pub unit: &'a str,
    /// From the top to the bottom.
    pub bars: &'a [Bar<'a>],
    /// A length to hold them against.
    pub mark: Option<f64>,
}

/// One length, made of parts.
///
/// ```
/// use hokensho_benches::{Bar, Shade};
///
/// let bar = Bar { name: "both", parts: vec![(Shade::Signature, 1.0), (Shade::Rest, 0.5)] };
/// assert_eq!(bar.length(), 1.5);
/// ```
#[derive(Clone, Debug)]
pub struct Bar<'a> {
    /// What it is the length of.
    pub name: &'a str,
    /// From the left to the right.
    pub parts: Vec<(Shade, f64)>,
}

impl Bar<'_> {
    /// All parts together.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.parts.iter().map(|(_, length)| length).sum()
    }
}

/// What a part is.
///
/// ```
/// assert_ne!(hokensho_benches::Shade::Rest, hokensho_benches::Shade::Signature);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// Somebody else's work.
    Peer,
    /// Our work besides the arithmetic.
    Rest,
    /// The arithmetic that nobody can do without.
    Signature,
}

impl Shade {
    const fn colour(self) -> &'static str {
        match self {
            Self::Peer => "#9aa5b1",
            Self::Rest => "#e08214",
            Self::Signature => "#35608f",
        }
    }
}

/// Draws charts one under the other.
#[must_use]
pub fn picture(charts: &[Bars<'_>]) -> String {
    let (mut drawn, mut top) = (String::new(), 0);
    for chart in charts {
        chart.draw(&mut drawn, top);
        top += chart.height();
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {top}\" \
         font-family=\"sans-serif\" font-size=\"14\">\n\
         <rect width=\"{WIDTH}\" height=\"{top}\" fill=\"white\"/>\n{drawn}</svg>\n"
    )
}

impl Bars<'_> {
    fn rows(&self) -> u32 {
        u32::try_from(self.bars.len()).unwrap_or(u32::MAX)
    }

    fn height(&self) -> u32 {
        HEAD + self.rows() * ROW + 16
    }

    fn draw(&self, drawn: &mut String, top: u32) {
        let longest = self.bars.iter().map(Bar::length).chain(self.mark).fold(f64::MIN_POSITIVE, f64::max);
        let scale = f64::from(RIGHT - LEFT) / longest;
        let mut line = |line: fmt::Arguments<'_>| {
            // Writing to a String can't fail.
            let _ = drawn.write_fmt(line);
        };
        let (title, unit) = (Escaped(self.title), Escaped(self.unit));
        let (first, second) = (top + 24, top + 44);
        line(format_args!(
            "<text x=\"16\" y=\"{first}\" font-size=\"16\" font-weight=\"bold\">{title}</text>\n"
        ));
        line(format_args!("<text x=\"16\" y=\"{second}\" fill=\"#555\">{unit}</text>\n"));
        for (bar, y) in self.bars.iter().zip((0..).map(|row| top + HEAD + row * ROW)) {
            let (name, middle) = (Escaped(bar.name), y + 15);
            line(format_args!("<text x=\"{}\" y=\"{middle}\" text-anchor=\"end\">{name}</text>\n", LEFT - 8));
            let mut x = f64::from(LEFT);
            for (shade, length) in &bar.parts {
                let (width, colour) = (length * scale, shade.colour());
                line(format_args!(
                    "<rect x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"20\" fill=\"{colour}\"/>\n"
                ));
                x += width;
            }
            line(format_args!("<text x=\"{}\" y=\"{middle}\">{:.2}</text>\n", RIGHT + 8, bar.length()));
        }
        if let Some(mark) = self.mark {
            let (x, y, end) =
                (f64::from(LEFT) + mark * scale, top + HEAD - 4, top + HEAD + self.rows() * ROW);
            line(format_args!(
                "<path d=\"M{x:.1} {y}V{end}\" stroke=\"#b2182b\" stroke-dasharray=\"4 3\"/>\n"
            ));
        }
    }
}
