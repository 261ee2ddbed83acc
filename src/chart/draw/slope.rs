//! Lines from a first period to a last one, their values written at both ends.

use super::{
    GAP, LINE, SLACK,
    canvas::{Anchor, At, Canvas, Frame, TEXT},
    columns::range,
    ink::Ink,
    legend::{self, Sample},
    place::spread_blocks,
    sheet::Sheet,
};
use crate::{
    chart::{
        Category, Chart, Form, Slopes,
        palette::{DASHES, EXPECTED},
    },
    text::Shaper,
};

/// The part of a drawing that the words at the left and at the right may take.
const WORDS: [f64; 2] = [0.28, 0.42];

/// Words at one end of a line.
struct End<'a> {
    name: &'a str,
    lines: Vec<String>,
    bold: bool,
    at: At,
}

/// Draws `slopes`.
pub(super) fn draw(
    chart: &Chart,
    slopes: &Slopes,
    form: Form,
    shaper: &Shaper,
) -> String {
    let sheet = Sheet::new(chart, legend::key(chart, Sample::Point), form, shaper);
    let categories = &slopes.ends.categories;
    let words = [0, 1].map(|side| {
        let wrap = |it: &Category| {
            let most = sheet.width * WORDS[side] / if it.whole { 1.1 } else { 1.0 };
            shaper.wrap(&end_label(it, side), TEXT, most)
        };
        categories.iter().map(wrap).collect::<Vec<_>>()
    });
    let lines = |side: &Vec<Vec<String>>| side.iter().map(Vec::len).sum::<usize>();
    let needed = LINE * (words.iter().map(lines).max().unwrap_or(0) + 2) as f64;
    let height = sheet.room().max(needed);
    let canvas = sheet.canvas(height);
    let (top, bottom) = (sheet.top() + LINE * 1.5, sheet.top() + height - GAP);
    let wide = |side: usize| {
        let lines = words[side].iter().flatten().map(|it| shaper.width(it, TEXT) * 1.1);
        let head = shaper.width(&slopes.ends.names[side], TEXT) * 0.6;
        lines.fold(head, f64::max)
    };
    let x = [wide(0) + GAP + 4.0, canvas.width - wide(1) - GAP - SLACK];
    let frame = Frame::new(
        (0.0..1.0, range(&slopes.ends)),
        (x[0], x[1]),
        (top + GAP, bottom - GAP),
    );
    for side in [0, 1] {
        canvas.rule([(x[side], top), (x[side], bottom)], "", Ink::Grid);
        let head = (x[side], sheet.top() + TEXT);
        canvas.bold(&slopes.ends.names[side], head, Anchor::Middle, Ink::Words);
    }
    let places: Vec<[Option<At>; 2]> = categories
        .iter()
        .map(|line| {
            [0, 1].map(|side| {
                let bar = line.bars[side].as_ref()?;
                Some((x[side], frame.place(0.0, bar.value).1))
            })
        })
        .collect();
    for side in [0, 1] {
        let lines = categories.iter().zip(&places).zip(&words[side]);
        let ends = lines.filter_map(|((line, place), words)| {
            Some(End {
                name: &line.label,
                lines: words.clone(),
                bold: line.whole,
                at: place[side]?,
            })
        });
        write(&ends.collect::<Vec<_>>(), (side, top, bottom), &canvas);
    }
    for (at, (line, place)) in categories.iter().zip(&places).enumerate() {
        let draw = || draw_line(at, (line, slopes), place, &canvas);
        canvas.points(&line.label, Ink::Series(at), draw);
    }
    canvas.finish(chart)
}

/// The value, and behind it at the last end that a line has its name.
fn end_label(line: &Category, side: usize) -> String {
    let Some(bar) = &line.bars[side] else { return String::new() };
    let named = side == 1 || line.bars[1].is_none();
    if named && !line.label.is_empty() {
        format!("{} {}", bar.label, line.label)
    } else {
        bar.label.clone()
    }
}

/// Writes the words of all ends of a side, moved apart; a rule leads to those that moved.
fn write(ends: &[End<'_>], (side, top, bottom): (usize, f64, f64), canvas: &Canvas<'_>) {
    let middles: Vec<f64> = ends.iter().map(|it| it.at.1).collect();
    let heights: Vec<f64> = ends.iter().map(|it| LINE * it.lines.len() as f64).collect();
    let placed = spread_blocks(&middles, &heights, (top - GAP, bottom + GAP));
    let (anchor, away) =
        if side == 0 { (Anchor::End, -1.0) } else { (Anchor::Start, 1.0) };
    for (end, middle) in ends.iter().zip(placed) {
        let x = end.at.0 + (GAP + 2.0) * away;
        let start = middle - LINE * end.lines.len() as f64 / 2.0;
        canvas.group(end.name, || {
            if (middle - end.at.1).abs() > LINE / 2.0 {
                let from = (end.at.0 + 4.0 * away, end.at.1);
                canvas.rule([from, (x - 1.0 * away, middle)], "", Ink::Muted);
            }
            for (at, line) in end.lines.iter().enumerate() {
                let place = (x, start + LINE * (at as f64 + 0.5) + TEXT * 0.36);
                if end.bold {
                    canvas.bold(line, place, anchor, Ink::Words);
                } else {
                    canvas.text(line, place, anchor, Ink::Words);
                }
            }
        });
    }
}

/// A line and its points; dotted where its ends are not to be compared.
fn draw_line(
    at: usize,
    (line, slopes): (&Category, &Slopes),
    place: &[Option<At>; 2],
    canvas: &Canvas<'_>,
) {
    let ink = Ink::Series(at);
    if let [Some(from), Some(to)] = *place {
        let expected = line.bars.iter().flatten().any(|it| it.certainty.is_expected());
        let dash =
            if slopes.broken || expected { EXPECTED } else { DASHES[at % DASHES.len()] };
        canvas.line(&[from, to], dash, ink);
    }
    for (side, place) in place.iter().enumerate() {
        if let (Some(place), Some(bar)) = (place, &line.bars[side]) {
            let period = &slopes.ends.names[side];
            let title = match &*line.label {
                "" => format!("{period}: {}", bar.words),
                name => format!("{name}, {period}: {}", bar.words),
            };
            canvas.point(*place, &title, (ink, bar.certainty));
        }
    }
}
