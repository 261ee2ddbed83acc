//! The door to pulldown-latex: the events of a formula → [`Math`].
//!
//! Its parser alone is used: what it writes itself is not always well-formed, and pages are but one
//! of the places where formulas stand.

use std::{iter::Peekable, ops::Range};

use pulldown_latex::{
    Parser, Storage,
    event::{
        ArrayColumn, ColumnAlignment, Content, Dimension, DimensionUnit, EnvironmentFlow,
        Event, Font, Grouping, ScriptPosition, ScriptType, StateChange, Visual,
    },
};

use super::{Fault, Math, Place, Side};
use crate::{diag::say, text::nfc};

/// A formula has at most so many bytes, and parts so deep in each other.
const LONGEST: usize = 4000;
const DEEPEST: usize = 40;

/// Commands that make others, for which a formula is too small, and one on which the parser stumbles.
const REFUSED: [&str; 7] = [
    "\\def",
    "\\let",
    "\\futurelet",
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
    "\\char",
];

/// Marks that stand over or under all of a thing.
const MARKS: &str = "‾_^~˙¨→←↔´`˘ˇ˚⏞⏟";

/// The formula that `tex` stands for.
///
/// Errors: it stands for none.
pub fn read(tex: &str) -> Result<Math, Fault> {
    if tex.len() > LONGEST {
        return Err(Fault::new(0..tex.len(), say!("this formula is too long")));
    }
    if let Some(range) = commands(tex).find(|it| REFUSED.contains(&&tex[it.clone()])) {
        return Err(Fault::command(range.clone(), &tex[range]));
    }
    let storage = Storage::new();
    let mut events = Vec::new();
    for event in Parser::new(tex, &storage) {
        events.push(event.map_err(|it| fault(tex, &it.to_string()))?);
    }
    let mut reader = Reader { events: events.into_iter().peekable(), depth: 0, tex };
    reader.row(None)
}

/// The commands in `tex`.
fn commands(tex: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + tex[at..].find('\\')?;
        let name = &tex[start + 1..];
        let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        let sign = || name.chars().next().map_or(0, char::len_utf8);
        at = start + 1 + if letters > 0 { letters } else { sign() };
        Some(start..at)
    })
}

/// What the parser said, where it can be told more exactly at the place.
fn fault(tex: &str, said: &str) -> Fault {
    let unknown = |said: &str| said.contains("unknown primitive command");
    let range = commands(tex).find(|range| {
        let storage = Storage::new();
        let first = Parser::new(&tex[range.clone()], &storage).next();
        first.is_some_and(|it| it.is_err_and(|it| unknown(&it.to_string())))
    });
    match range {
        Some(range) if unknown(said) => Fault::command(range.clone(), &tex[range]),
        _ => Fault::of_parser(tex, said),
    }
}

struct Reader<'a, I: Iterator<Item = Event<'a>>> {
    events: Peekable<I>,
    depth: usize,
    tex: &'a str,
}

impl<'a, I: Iterator<Item = Event<'a>>> Reader<'a, I> {
    /// What comes before the end of what is open, or of its cell.
    fn row(&mut self, font: Option<Font>) -> Result<Math, Fault> {
        let mut font = font;
        let mut kids = Vec::new();
        while let Some(event) = self.events.peek() {
            match event {
                Event::End | Event::EnvironmentFlow(_) => break,
                Event::StateChange(change) => {
                    if let StateChange::Font(new) = *change {
                        font = new;
                    }
                    self.events.next();
                }
                _ => add(&mut kids, self.element(font)?),
            }
        }
        Ok(Math::row(kids))
    }

    fn refuse(&self, message: crate::diag::Message) -> Fault {
        Fault::new(0..self.tex.len(), message)
    }

    fn boxed(&mut self, font: Option<Font>) -> Result<Box<Math>, Fault> {
        self.element(font).map(Box::new)
    }

    /// The next part.
    fn element(&mut self, font: Option<Font>) -> Result<Math, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(
                self.refuse(say!("this formula has parts too deep in each other"))
            );
        }
        let math = match self.events.next() {
            Some(Event::Content(content)) => leaf(content, font),
            Some(Event::Begin(grouping)) => self.group(grouping, font)?,
            Some(Event::Visual(visual)) => self.visual(visual, font)?,
            Some(Event::Script { ty, position }) => self.scripts(ty, position, font)?,
            Some(Event::Space { width, .. }) => {
                Math::Gap { em: width.map_or(0.0, width_in_em) }
            }
            _ => Math::Row { kids: Vec::new() },
        };
        self.depth -= 1;
        Ok(math)
    }

    fn visual(&mut self, visual: Visual, font: Option<Font>) -> Result<Math, Fault> {
        Ok(match visual {
            Visual::SquareRoot => Math::Root { of: self.boxed(font)?, index: None },
            Visual::Root => {
                Math::Root { of: self.boxed(font)?, index: Some(self.boxed(font)?) }
            }
            Visual::Fraction(line) => Math::Fraction {
                over: self.boxed(font)?,
                under: self.boxed(font)?,
                line: line.is_none_or(|it| it.value > 0.0),
            },
            Visual::Negation => match self.element(font)? {
                Math::Sign { text, tall } => {
                    Math::Sign { text: nfc(&format!("{text}\u{338}")), tall }
                }
                Math::Name { text, upright } => {
                    Math::Name { text: nfc(&format!("{text}\u{338}")), upright }
                }
                _ => return Err(self.refuse(say!("`\\not` strikes one sign alone"))),
            },
        })
    }

    fn scripts(
        &mut self,
        ty: ScriptType,
        position: ScriptPosition,
        font: Option<Font>,
    ) -> Result<Math, Fault> {
        let base = self.boxed(font)?;
        let first = self.boxed(font)?;
        let (sub, sup) = match ty {
            ScriptType::Subscript => (Some(first), None),
            ScriptType::Superscript => (None, Some(first)),
            ScriptType::SubSuperscript => (Some(first), Some(self.boxed(font)?)),
        };
        let place = match position {
            ScriptPosition::Right => Place::Side,
            ScriptPosition::AboveBelow => Place::Above,
            ScriptPosition::Movable => Place::Movable,
        };
        let mark = |it: &Option<Box<Math>>| match it.as_deref() {
            Some(Math::Name { text, .. } | Math::Sign { text, .. }) => {
                text.chars().next().filter(|it| MARKS.contains(*it))
            }
            _ => None,
        };
        Ok(match (place, mark(&sub), mark(&sup)) {
            (Place::Above, None, Some(mark)) if sub.is_none() => {
                Math::Accent { base, mark, under: false }
            }
            (Place::Above, Some(mark), None) if sup.is_none() => {
                Math::Accent { base, mark, under: true }
            }
            _ => Math::Scripts { base, sub, sup, place },
        })
    }

    fn group(&mut self, grouping: Grouping, font: Option<Font>) -> Result<Math, Fault> {
        let fence = |it: Option<char>| it.map(String::from).unwrap_or_default();
        let side = |it: ColumnAlignment| match it {
            ColumnAlignment::Left => Side::Left,
            ColumnAlignment::Center => Side::Centre,
            ColumnAlignment::Right => Side::Right,
        };
        let (columns, meeting) = match grouping {
            Grouping::Normal => {
                let inner = self.row(font)?;
                self.events.next();
                return Ok(inner);
            }
            Grouping::LeftRight(open, close) => {
                let inner = Box::new(self.row(font)?);
                self.events.next();
                return Ok(Math::Fenced {
                    open: fence(open),
                    close: fence(close),
                    inner,
                });
            }
            Grouping::Cases { left } => {
                let inner = Box::new(self.grid(&[Side::Left], false)?);
                let (open, close) = if left { ("{", "") } else { ("", "}") };
                return Ok(Math::Fenced {
                    open: open.into(),
                    close: close.into(),
                    inner,
                });
            }
            Grouping::Array(columns) => {
                let columns = columns.iter().filter_map(|it| match it {
                    ArrayColumn::Column(it) => Some(side(*it)),
                    ArrayColumn::Separator(_) => None,
                });
                (columns.collect(), false)
            }
            Grouping::Matrix { alignment } | Grouping::SubArray { alignment } => {
                (vec![side(alignment)], false)
            }
            Grouping::Align { .. }
            | Grouping::Aligned
            | Grouping::Alignat { .. }
            | Grouping::Alignedat { .. }
            | Grouping::Split => (vec![Side::Right, Side::Left], true),
            Grouping::Equation { .. }
            | Grouping::Gather { .. }
            | Grouping::Gathered
            | Grouping::Multline => (vec![Side::Centre], false),
        };
        self.grid(&columns, meeting)
    }

    /// Rows up to the end of what is open; `columns` say in turn how each is set.
    fn grid(&mut self, columns: &[Side], meeting: bool) -> Result<Math, Fault> {
        let mut rows = vec![Vec::new()];
        loop {
            let cell = self.row(None)?;
            if let Some(row) = rows.last_mut() {
                row.push(cell);
            }
            match self.events.next() {
                Some(Event::EnvironmentFlow(EnvironmentFlow::Alignment)) => {}
                Some(Event::EnvironmentFlow(EnvironmentFlow::NewLine { .. })) => {
                    rows.push(Vec::new());
                }
                // Lines between rows are not drawn.
                Some(Event::EnvironmentFlow(EnvironmentFlow::StartLines { .. })) => {
                    rows.last_mut().map(Vec::pop);
                }
                _ => break,
            }
        }
        // A line break after the last row begins none.
        let empty = |it: &Vec<Math>| {
            it.iter().all(|it| matches!(it, Math::Row { kids } if kids.is_empty()))
        };
        if rows.len() > 1 && rows.last().is_some_and(empty) {
            rows.pop();
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(1);
        for row in &mut rows {
            row.resize(width, Math::Row { kids: Vec::new() });
        }
        let columns = columns.iter().copied().cycle().take(width).collect();
        Ok(Math::Grid { rows, columns, meeting })
    }
}

fn width_in_em(width: Dimension) -> f32 {
    let em = match width.unit {
        DimensionUnit::Em => 1.0,
        DimensionUnit::Mu => 1.0 / 18.0,
        DimensionUnit::Ex => 0.45,
        DimensionUnit::Mm => 0.28,
        DimensionUnit::Cm => 2.8,
        DimensionUnit::In => 7.2,
        DimensionUnit::Pc => 1.2,
        DimensionUnit::Cc => 1.28,
        DimensionUnit::Sp => 0.0,
        DimensionUnit::Pt | DimensionUnit::Bp | DimensionUnit::Dd => 0.1,
    };
    // No gap is wider than a page.
    (width.value * em).clamp(-4.0, 40.0)
}

fn leaf(content: Content<'_>, font: Option<Font>) -> Math {
    let sign = |it: char| Math::Sign { text: it.into(), tall: false };
    match content {
        Content::Text(text) => Math::Words { text: plain(text) },
        Content::Number(text) => {
            Math::Number { text: text.chars().map(|it| styled(it, font)).collect() }
        }
        Content::Function(text) => Math::Function { text: text.to_owned() },
        Content::Ordinary { content, .. } if is_indic(content) => {
            let text = content.into();
            if content.is_numeric() {
                Math::Number { text }
            } else {
                Math::Words { text }
            }
        }
        Content::Ordinary { content, .. } => {
            let shown = styled(content, font);
            let greek = matches!(content, 'Α'..='Ω');
            let upright = shown != content
                || font == Some(Font::UpRight)
                || font.is_none() && greek
                || !content.is_alphabetic();
            Math::Name { text: shown.into(), upright }
        }
        Content::LargeOp { content, .. } => Math::Big { text: content.into() },
        Content::BinaryOp { content, .. } | Content::Punctuation(content) => {
            sign(content)
        }
        Content::Relation { content, .. } => {
            let mut buffer = [0; 8];
            let text = String::from_utf8_lossy(content.encode_utf8_to_buf(&mut buffer));
            Math::Sign { text: text.into_owned(), tall: false }
        }
        Content::Delimiter { content, size, .. } => {
            Math::Sign { text: content.into(), tall: size.is_some() }
        }
    }
}

/// The words that stand between the braces of `\text{…}`.
fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    for sign in ["%", "&", "#", "_", "{", "}", "$"] {
        plain = plain.replace(&format!("\\{sign}"), sign);
    }
    plain.replace('~', "\u{A0}")
}

/// Letters that are shaped together: those of Bangla and of its neighbours.
fn is_indic(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{DFF}' | '\u{200C}' | '\u{200D}')
}

/// The letter that `letter` is in `font`, where there is one of its own.
fn styled(letter: char, font: Option<Font>) -> char {
    // Where capital and small letters and digits begin.
    let (capital, small, digit) = match font {
        Some(Font::Bold | Font::BoldSymbol) => (0x1D400, 0x1D41A, 0x1D7CE),
        Some(Font::BoldItalic) => (0x1D468, 0x1D482, 0),
        Some(Font::Script | Font::BoldScript) => (0x1D4D0, 0x1D4EA, 0),
        Some(Font::DoubleStruck) => (0x1D538, 0x1D552, 0x1D7D8),
        _ => return letter,
    };
    let known = match (font, letter) {
        (Some(Font::DoubleStruck), 'C') => return 'ℂ',
        (Some(Font::DoubleStruck), 'H') => return 'ℍ',
        (Some(Font::DoubleStruck), 'N') => return 'ℕ',
        (Some(Font::DoubleStruck), 'P') => return 'ℙ',
        (Some(Font::DoubleStruck), 'Q') => return 'ℚ',
        (Some(Font::DoubleStruck), 'R') => return 'ℝ',
        (Some(Font::DoubleStruck), 'Z') => return 'ℤ',
        (_, 'A'..='Z') => capital + u32::from(letter) - u32::from('A'),
        (_, 'a'..='z') => small + u32::from(letter) - u32::from('a'),
        (_, '0'..='9') if digit > 0 => digit + u32::from(letter) - u32::from('0'),
        _ => return letter,
    };
    char::from_u32(known).unwrap_or(letter)
}

/// Adds `next` to a row; what was cut apart letter by letter becomes whole.
fn add(kids: &mut Vec<Math>, next: Math) {
    match next {
        Math::Scripts { mut base, sub, sup, place } => {
            if join(kids, &base)
                && let Some(whole) = kids.pop()
            {
                *base = whole;
            }
            kids.push(Math::Scripts { base, sub, sup, place });
        }
        next if join(kids, &next) => {}
        next => kids.push(next),
    }
}

/// Makes `next` a part of the last of `kids`, where they are one word or number; tells whether.
fn join(kids: &mut Vec<Math>, next: &Math) -> bool {
    match (&mut kids[..], next) {
        ([.., Math::Words { text }], Math::Words { text: more }) => text.push_str(more),
        (
            [.., Math::Name { text, upright: true }],
            Math::Name { text: more, upright: true },
        ) if is_latin(text) && is_latin(more) => text.push_str(more),
        ([.., Math::Number { text }], Math::Number { text: more })
            if text.ends_with(is_indic) && more.starts_with(is_indic) =>
        {
            text.push_str(more);
        }
        (
            [.., Math::Number { text }, Math::Sign { text: point, .. }],
            Math::Number { text: more },
        ) if text.ends_with(is_indic)
            && more.starts_with(is_indic)
            && matches!(point.as_str(), "." | ",") =>
        {
            text.push_str(point);
            text.push_str(more);
            kids.pop();
        }
        _ => return false,
    }
    true
}

fn is_latin(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_alphabetic())
}
