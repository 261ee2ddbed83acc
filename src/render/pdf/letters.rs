//! Letters that no font has: a PDF that anybody can read aloud may hold none.

use std::collections::BTreeSet;

use crate::text::Shaper;

/// What stands for a letter that no font has.
const BOX: &str = "□";

/// `text` with a box for each letter that no font has, and those letters. What only tells a browser
/// how to show the letter before is left out.
pub(super) fn settle(mut text: String, shaper: &Shaper) -> (String, Vec<char>) {
    let letters: BTreeSet<char> = text.chars().filter(|it| !it.is_ascii()).collect();
    let faces = shaper.faces(false);
    let mut unknown = Vec::new();
    for letter in letters {
        let invisible = matches!(
            letter,
            '\u{AD}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2060}'
                | '\u{FEFF}'
                | '\u{FE00}'..='\u{FE0F}'
        );
        if invisible {
            text = text.replace(letter, "");
        } else if !matches!(letter, '\u{200C}' | '\u{200D}') && !faces.has(letter) {
            text = text.replace(letter, BOX);
            unknown.push(letter);
        }
    }
    (text, unknown)
}
