//! Curves for the documents, as SVG: a few lines and words, written by hand.

use std::fmt;

use crate::escaped::Escaped;

const WIDTH: f64 = 820.0;
const HEIGHT: f64 = 460.0;
/// Of the plane: the rest is for words.
const LEFT: f64 = 70.0;
const RIGHT: f64 = 540.0;
const TOP: f64 = 50.0;
const BOTTOM: f64 = 400.0;
/// Least space between the names at the ends.
const LINE: f64 = 18.0;
/// Told apart by those who see few colours, too.
const COLOURS: [&str; 4] = ["#7b3294", "#6b7785", "#e08214", "#35608f"];

/// How something grows, over powers of ten in both directions.
///
/// ```
/// use hokensho_benches::{Curve, Curves};
///
/// let linear = Curve { name: "one & only", points: vec![(10.0, 2.0), (100.0, 20.0)] };
/// let drawn = Curves { title: "Growth", x: "sheep", y: "hay", curves: &[linear] }.to_string();
/// assert!(drawn.starts_with("<svg ") && drawn.contains("one &amp; only") && drawn.contains("sheep"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Curves<'a> {
    /// What is shown.
    pub title: &'a str,
    /// What grows to the right.
    pub x: &'a str,
    /// What grows upwards.
    pub y: &'a str,
    /// With a name each.
    pub curves: &'a [Curve<'a>],
}

/// Points, from the left to the right, of positive numbers.
///
/// ```
/// let curve = hokensho_benches::Curve { name: "flat", points: vec![(1.0, 1.0), (2.0, 1.0)] };
/// assert_eq!(curve.points.len(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Curve<'a> {
    /// Stands at its end.
    pub name: &'a str,
    /// To the right, and upwards.
    pub points: Vec<(f64, f64)>,
}

/// Powers of ten along one side.
struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// Whole powers of ten around all of these.
    fn around(numbers: impl Iterator<Item = f64>, start: f64, end: f64) -> Self {
        let (low, high) = numbers
            .map(f64::log10)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), power| (low.min(power), high.max(power)));
        let low = low.floor();
        Self { low, high: high.ceil().max(low + 1.0), start, end }
    }

    fn place(&self, number: f64) -> f64 {
        self.start + (number.log10() - self.low) / (self.high - self.low) * (self.end - self.start)
    }

    /// Each power of ten, and where it is.
    fn powers(&self) -> impl Iterator<Item = (f64, f64)> {
        let (low, high) = (self.low, self.high);
        std::iter::successors(Some(low), |power| Some(power + 1.0))
            .take_while(move |power| *power <= high)
            .map(|power| (power, self.place(10_f64.powf(power))))
    }
}

impl fmt::Display for Curves<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let points = || self.curves.iter().flat_map(|curve| curve.points.iter().copied());
        let x = Scale::around(points().map(|(x, _)| x), LEFT, RIGHT);
        let y = Scale::around(points().map(|(_, y)| y), BOTTOM, TOP);
        writeln!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
             font-size=\"14\">\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"white\"/>"
        )?;
        let (title, x_name, y_name) = (Escaped(self.title), Escaped(self.x), Escaped(self.y));
        writeln!(f, "<text x=\"16\" y=\"28\" font-size=\"16\" font-weight=\"bold\">{title}</text>")?;
        writeln!(
            f,
            "<text x=\"{RIGHT}\" y=\"{}\" text-anchor=\"end\" fill=\"#555\">{x_name}</text>",
            BOTTOM + 44.0
        )?;
        writeln!(f, "<text x=\"{}\" y=\"{}\" fill=\"#555\">{y_name}</text>", LEFT + 6.0, TOP + 14.0)?;
        for (power, at) in x.powers() {
            writeln!(f, "<path d=\"M{at:.1} {TOP}V{BOTTOM}\" stroke=\"#ddd\"/>")?;
            ten_to(f, power, at, BOTTOM + 22.0, "middle")?;
        }
        for (power, at) in y.powers() {
            writeln!(f, "<path d=\"M{LEFT} {at:.1}H{RIGHT}\" stroke=\"#ddd\"/>")?;
            ten_to(f, power, LEFT - 8.0, at + 5.0, "end")?;
        }
        let mut highest_name = f64::NEG_INFINITY;
        for (curve, colour) in self.in_order_of_ends().into_iter().zip(COLOURS.iter().cycle()) {
            let places = curve.points.iter().map(|(right, up)| (x.place(*right), y.place(*up)));
            let line: Vec<_> = places.clone().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            writeln!(
                f,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
                line.join(" ")
            )?;
            let Some((_, end)) = places.clone().next_back() else { continue };
            for (x, y) in places {
                writeln!(f, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{colour}\"/>")?;
            }
            let (beside, at) = (RIGHT + 12.0, (end + 5.0).max(highest_name + LINE));
            highest_name = at;
            writeln!(
                f,
                "<text x=\"{beside}\" y=\"{at:.1}\" fill=\"{colour}\">{}</text>",
                Escaped(curve.name)
            )?;
        }
        f.write_str("</svg>\n")
    }
}

impl<'a> Curves<'a> {
    /// The highest first.
    fn in_order_of_ends(&self) -> Vec<&'a Curve<'a>> {
        let mut curves: Vec<_> = self.curves.iter().collect();
        let end = |curve: &Curve<'_>| curve.points.last().map_or(0.0, |(_, up)| *up);
        curves.sort_by(|one, other| end(other).total_cmp(&end(one)));
        curves
    }
}

fn ten_to(f: &mut fmt::Formatter<'_>, power: f64, x: f64, y: f64, anchor: &str) -> fmt::Result {
    writeln!(
        f,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">10<tspan dy=\"-6\" font-size=\"10\">{power}</tspan></text>"
    )
}
