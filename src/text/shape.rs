//! How wide a text is in the shipped fonts, and what its letters look like.

use std::{cell::RefCell, collections::BTreeMap, fmt::Write as _, sync::Arc};

use rustybuzz::{
    Face, GlyphBuffer, UnicodeBuffer,
    ttf_parser::{GlyphId, OutlineBuilder},
};

/// Measures text by shaping it, so that a Bangla conjunct is as wide as it is drawn.
#[derive(Debug, Clone, Default)]
pub struct Shaper {
    fonts: Vec<Arc<[u8]>>,
}

/// Widths at size 1 that were measured; one table a thread, since the same labels come back in
/// chart after chart.
#[derive(Default)]
struct Known {
    /// The fonts they were measured in, by address.
    fonts: usize,
    texts: BTreeMap<(Box<str>, bool), f64>,
    letters: BTreeMap<(char, bool), f64>,
}

/// Tables larger than this are begun anew.
const KNOWN: usize = 4_096;

thread_local! {
    static WIDTHS: RefCell<Known> = RefCell::default();
}

/// How wide a letter is of which no font knows the width, as a share of the size.
const UNKNOWN: f64 = 0.6;

impl Shaper {
    /// A shaper over TrueType fonts, in order of preference.
    pub fn new(fonts: Vec<Arc<[u8]>>) -> Self {
        Self { fonts }
    }

    /// The width of `text` at `size`, in the unit of `size`.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        self.measure(text, false) * size
    }

    /// The same in bold.
    pub fn bold_width(&self, text: &str, size: f64) -> f64 {
        self.measure(text, true) * size
    }

    fn measure(&self, text: &str, bold: bool) -> f64 {
        let fonts = self.fonts.as_ptr().addr();
        WIDTHS.with_borrow_mut(|known| {
            if known.fonts != fonts || known.texts.len() > KNOWN {
                *known = Known { fonts, ..Known::default() };
            }
            if !text.chars().all(stands_alone) {
                let key = (text.into(), bold);
                return *known.texts.entry(key).or_insert_with(|| self.shape(text, bold));
            }
            let width = |it: char| {
                let shape = || self.shape(&it.to_string(), bold);
                *known.letters.entry((it, bold)).or_insert_with(shape)
            };
            text.chars().map(width).sum()
        })
    }

    /// The width of `text` at size 1.
    fn shape(&self, text: &str, bold: bool) -> f64 {
        let faces = self.faces(bold);
        faces.runs(text).into_iter().map(|(face, run)| advance(face, &run)).sum()
    }

    /// Its fonts, ready to be drawn with: upright ones first, of those the bold ones where `bold`
    /// is asked for.
    pub fn faces(&self, bold: bool) -> Faces<'_> {
        let faces = self.fonts.iter().filter_map(|it| Face::from_slice(it, 0));
        let mut faces: Vec<Face<'_>> = faces.collect();
        faces.sort_by_key(|it| (it.is_italic(), it.is_bold() != bold));
        Faces(faces)
    }

    /// `text` in lines no wider than `width`: broken at spaces, and within a word that alone is
    /// wider, between what readers see as letters. A single letter may be wider.
    pub fn wrap(&self, text: &str, size: f64, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ if self.width(word, size) <= width => lines.push(word.to_owned()),
                _ => self.cut(word, (size, width), &mut lines),
            }
        }
        lines
    }

    /// Whether `text` can be broken into such lines without cutting a word.
    pub fn wraps(&self, text: &str, size: f64, width: f64) -> bool {
        text.split_whitespace().all(|it| self.width(it, size) <= width)
    }

    /// Cuts a word into lines as full as can be.
    fn cut(&self, word: &str, (size, width): (f64, f64), lines: &mut Vec<String>) {
        let mut line = String::new();
        for letter in super::unicode::seen(word) {
            if !line.is_empty() && self.width(&format!("{line}{letter}"), size) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(letter);
        }
        lines.push(line);
    }
}

/// Fonts in order of preference.
pub struct Faces<'a>(Vec<Face<'a>>);

impl Faces<'_> {
    /// `text` in runs, each in the first font that has its letters.
    fn runs(&self, text: &str) -> Vec<(Option<&Face<'_>>, String)> {
        let find = |letter| self.0.iter().position(|it| it.glyph_index(letter).is_some());
        let mut runs: Vec<(Option<usize>, String)> = Vec::new();
        for letter in text.chars() {
            match runs.last_mut() {
                // A space or a joiner stays with the letters before it.
                Some((Some(_), run))
                    if matches!(letter, ' ' | '\u{200C}' | '\u{200D}') =>
                {
                    run.push(letter);
                }
                Some((font, run)) if *font == find(letter) => run.push(letter),
                _ => runs.push((find(letter), letter.to_string())),
            }
        }
        let face =
            |(font, run): (Option<usize>, String)| (font.map(|it| &self.0[it]), run);
        runs.into_iter().map(face).collect()
    }

    /// Whether any of them has that letter.
    pub fn has(&self, letter: char) -> bool {
        self.0.iter().any(|it| it.glyph_index(letter).is_some())
    }

    /// The outlines of `text` at `size`, as the data of an SVG path that starts at the origin of
    /// its base line; with its width. Letters that no font has are left out.
    pub fn outline(&self, text: &str, size: f64) -> (String, f64) {
        let mut pen = Pen::default();
        for (face, run) in self.runs(text) {
            let Some(face) = face else {
                pen.x += advance(face, &run) * size;
                continue;
            };
            pen.scale = size / f64::from(face.units_per_em());
            let shaped = glyphs(face, &run);
            for (glyph, place) in
                shaped.glyph_infos().iter().zip(shaped.glyph_positions())
            {
                let scale = pen.scale;
                let shift = |units: i32| f64::from(units) * scale;
                pen.origin = (pen.x + shift(place.x_offset), -shift(place.y_offset));
                face.outline_glyph(GlyphId(glyph.glyph_id as u16), &mut pen);
                pen.x += shift(place.x_advance);
            }
        }
        (pen.path, pen.x)
    }
}

/// Writes outlines as the data of a path, to hundredths.
#[derive(Debug, Default)]
struct Pen {
    path: String,
    /// Where the next letter starts.
    x: f64,
    origin: (f64, f64),
    scale: f64,
}

impl Pen {
    fn write(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (at, (x, y)) in points.iter().enumerate() {
            let x = self.origin.0 + f64::from(*x) * self.scale;
            let y = self.origin.1 - f64::from(*y) * self.scale;
            let gap = if at == 0 { "" } else { " " };
            let hundredths = |it: f64| (it * 100.0).round() / 100.0;
            let _ = write!(self.path, "{gap}{} {}", hundredths(x), hundredths(y));
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.write('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.write('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

/// Whether a letter is as wide alone as beside others: Latin ones (but for kerning, which only
/// narrows) and digits. A text of such letters is measured without shaping it.
fn stands_alone(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '০'..='৯' | '–' | '−')
}

fn advance(face: Option<&Face<'_>>, run: &str) -> f64 {
    let Some(face) = face else { return super::graphemes(run) as f64 * UNKNOWN };
    let shaped = glyphs(face, run);
    let units: i32 = shaped.glyph_positions().iter().map(|it| it.x_advance).sum();
    f64::from(units) / f64::from(face.units_per_em())
}

fn glyphs(face: &Face<'_>, run: &str) -> GlyphBuffer {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(run);
    buffer.guess_segment_properties();
    rustybuzz::shape(face, &[], buffer)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Shaper;

    fn shaper() -> Shaper {
        let files = crate::source::embedded();
        let fonts = files.iter().filter(|it| it.path.ends_with(".ttf"));
        Shaper::new(
            fonts
                .filter_map(|it| match &it.content {
                    crate::source::Content::Bytes(bytes) => Some(bytes.clone()),
                    _ => None,
                })
                .collect(),
        )
    }

    #[test]
    fn a_conjunct_is_narrower_than_its_letters() {
        let shaper = shaper();
        let whole = shaper.width("ক্ষ", 10.0);
        let parts = shaper.width("ক", 10.0) + shaper.width("ষ", 10.0);
        assert!(whole > 0.0 && whole < parts, "{whole} {parts}");
    }

    #[test]
    fn scripts_are_measured_in_their_own_fonts() {
        let shaper = shaper();
        let both = shaper.width("SDG ৮.৬.১", 10.0);
        let apart = shaper.width("SDG ", 10.0) + shaper.width("৮.৬.১", 10.0);
        assert!((both - apart).abs() < 0.5, "{both} {apart}");
        assert!(shaper.bold_width("Female", 10.0) > shaper.width("Female", 10.0));
    }

    #[test]
    fn outlines_are_as_wide_as_words_and_joined_as_they_are() {
        let shaper = shaper();
        let (path, width) = shaper.faces(false).outline("ক্ষুদ্র ৫%", 20.0);
        assert!((width - shaper.width("ক্ষুদ্র ৫%", 20.0)).abs() < 0.01);
        let apart: usize = ["ক", "্", "ষ", "ু", "দ", "্", "র", "৫", "%"]
            .map(|it| shaper.faces(false).outline(it, 20.0).0.matches('M').count())
            .iter()
            .sum();
        assert!(path.starts_with('M') && path.matches('M').count() != apart, "{path}");
    }

    #[test]
    fn lines_break_at_spaces() {
        let lines = shaper().wrap("শিক্ষা কর্ম বা প্রশিক্ষণে নেই", 13.0, 90.0);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), "শিক্ষা কর্ম বা প্রশিক্ষণে নেই");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn no_line_is_wider_than_asked_and_nothing_is_lost(
            words in prop::collection::vec("[a-zA-Z]{1,30}|[ক-হ]্?[ক-হািুে]{1,24}", 0..5),
            width in 24.0..200.0,
        ) {
            let (shaper, text) = (shaper(), words.join(" "));
            let lines = shaper.wrap(&text, 13.0, width);
            for line in &lines {
                let fits = shaper.width(line, 13.0) <= width;
                prop_assert!(fits || super::super::graphemes(line) == 1, "{line} {width}");
            }
            let written: String = lines.concat().split(' ').collect();
            prop_assert_eq!(written, words.concat());
            if shaper.wraps(&text, 13.0, width) {
                prop_assert_eq!(lines.join(" "), text);
            }
        }
    }
}
