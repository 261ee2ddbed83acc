//! What marks look like: a class in the drawing, a colour in the theme's style sheet.

use std::fmt::Write as _;

use super::canvas::{BIG, TEXT};
use crate::chart::palette;

/// What a mark is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The series of that number, from 0.
    Series(usize),
    /// Text.
    Words,
    /// Secondary text, rules that mean something.
    Muted,
    /// Grid lines.
    Grid,
    /// The class of that number, from 0, the lowest.
    Step(usize),
    /// Text on that class.
    On(usize),
    /// Text on the colour of any series.
    OnSeries,
    /// What has no value and thus no class.
    Missing,
}

/// The names of the classes, by the number under which they travel.
const CLASSES: [&str; 21] = [
    "s1", "s2", "s3", "s4", "s5", "s6", "t", "m", "g", "q1", "q2", "q3", "q4", "q5",
    "on1", "on2", "on3", "on4", "on5", "q0", "on0",
];

impl Ink {
    /// The number under which it travels.
    pub(super) fn code(self) -> u8 {
        let (series, steps) = (palette::SERIES.len(), palette::STEPS.len());
        let code = match self {
            Self::Series(at) => at % series,
            Self::Words => series,
            Self::Muted => series + 1,
            Self::Grid => series + 2,
            Self::Step(at) => series + 3 + at.min(steps - 1),
            Self::On(at) => series + 3 + steps + at.min(steps - 1),
            Self::Missing => series + 3 + steps * 2,
            Self::OnSeries => series + 4 + steps * 2,
        };
        code as u8
    }
}

/// The class of the ink of that number.
pub(super) fn class(code: u8) -> &'static str {
    CLASSES[usize::from(code) % CLASSES.len()]
}

/// The style of a drawing that stands alone: what the theme's style sheet does in a page, for the
/// classes that are in `drawn`, in selectors that every reader of SVG knows.
pub fn file_style(drawn: &str) -> String {
    let (ink, muted, grid) = (palette::INK, palette::MUTED, palette::GRID);
    let edge = palette::EDGE;
    let mut style = format!(
        "<style>text{{font:{TEXT}px 'Noto Sans Bengali','Noto Sans',sans-serif}}\
         text,.w{{fill:{ink};stroke:#fff;stroke-width:3px}}\
         .b{{font-weight:bold}}.m,.m text{{fill:{muted}}}.l{{fill:none;stroke-width:2.5;stroke-linejoin:round}}\
         .l.g{{stroke:{grid};stroke-width:1}}.l.m{{stroke:{muted};stroke-width:1.2}}\
         .p,.f.o{{stroke-width:2}}.p.m{{stroke:{muted}}}\
         .p.t{{fill:{ink};stroke:#fff}}"
    );
    if drawn.contains(" n\"") {
        let _ = write!(style, ".n{{font-weight:bold;font-size:{BIG}px}}");
    }
    if drawn.contains(" k\"") {
        let _ = write!(style, ".k{{fill:{ink}}}.k text{{stroke:none;fill:inherit}}");
    }
    let used = |ink: Ink| {
        let class = class(ink.code());
        drawn.contains(&format!(" {class}")) || drawn.contains(&format!("\"{class}"))
    };
    for (at, colour) in palette::SERIES.iter().enumerate() {
        if used(Ink::Series(at)) {
            let at = at + 1;
            let _ = write!(
                style,
                ".l.s{at},.p.s{at},.f.o.s{at}{{stroke:{colour}}}.f.s{at},.p.s{at}{{fill:{colour}}}"
            );
        }
    }
    for (at, colour) in palette::STEPS.iter().enumerate() {
        let number = at + 1;
        if used(Ink::Step(at)) {
            let _ =
                write!(style, ".q{number}{{fill:{colour};stroke:{edge};stroke-width:1}}");
        }
        if used(Ink::On(at)) {
            let fill = if at < palette::STRONG { ink } else { "#fff" };
            let _ = write!(style, ".on{number}{{fill:{fill};stroke:none}}");
        }
    }
    if used(Ink::OnSeries) {
        style.push_str(".on0{fill:#fff;stroke:none}");
    }
    if used(Ink::Missing) {
        let _ = write!(style, ".q0{{fill:#fff;stroke:{edge};stroke-width:1}}");
    }
    // A ground is told apart from the points and lines on it by having no edge.
    style.push_str(".p.o,.f.o{fill:#fff}.p.a{fill-opacity:.16;stroke:none}</style>");
    style
}
