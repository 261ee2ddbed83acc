//! How wide a text is in the shipped fonts.

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use rustybuzz::{Face, UnicodeBuffer};

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

    /// The width of `text` at size 1: runs in the first font that has their letters.
    fn shape(&self, text: &str, bold: bool) -> f64 {
        let faces: Vec<Face<'_>> =
            self.fonts.iter().filter_map(|it| Face::from_slice(it, 0)).collect();
        let mut faces: Vec<&Face<'_>> = faces.iter().collect();
        faces.sort_by_key(|it| it.is_bold() != bold);
        let find = |letter| faces.iter().position(|it| it.glyph_index(letter).is_some());
        let mut width = 0.0;
        let mut run = String::new();
        let mut font = None;
        for letter in text.chars() {
            // A space or a joiner stays with the letters before it.
            let keeps = matches!(letter, ' ' | '\u{200C}' | '\u{200D}') && font.is_some();
            let found = if keeps { font } else { find(letter) };
            if found != font && !run.is_empty() {
                width += advance(font.map(|it| faces[it]), &run);
                run.clear();
            }
            font = found;
            run.push(letter);
        }
        width + advance(font.map(|it| faces[it]), &run)
    }

    /// `text` in lines no wider than `width`, broken at spaces; a single word may be wider.
    pub fn wrap(&self, text: &str, size: f64, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }
}

/// Whether a letter is as wide alone as beside others: Latin ones (but for kerning, which only
/// narrows) and digits. A text of such letters is measured without shaping it.
fn stands_alone(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '০'..='৯' | '–' | '−')
}

fn advance(face: Option<&Face<'_>>, run: &str) -> f64 {
    let Some(face) = face else { return super::graphemes(run) as f64 * UNKNOWN };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(run);
    buffer.guess_segment_properties();
    let shaped = rustybuzz::shape(face, &[], buffer);
    let units: i32 = shaped.glyph_positions().iter().map(|it| it.x_advance).sum();
    f64::from(units) / f64::from(face.units_per_em())
}

#[cfg(test)]
mod tests {
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
    fn lines_break_at_spaces() {
        let lines = shaper().wrap("শিক্ষা কর্ম বা প্রশিক্ষণে নেই", 13.0, 90.0);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), "শিক্ষা কর্ম বা প্রশিক্ষণে নেই");
    }
}
