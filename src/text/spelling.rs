//! Slips in how Bangla is stored that no reader sees, so that searching, sorting and comparing fail:
//! the same letter in other codes.

use std::ops::Range;

use crate::diag::{Message, say};

/// Bytes of a text that should be others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The bytes.
    pub range: Range<usize>,
    /// What should stand there.
    pub right: String,
    /// What is wrong, in a few words.
    pub what: Message,
}

const NUKTA: char = '\u{09BC}';
const VIRAMA: char = '\u{09CD}';

/// The slips of `text`, in order. Mending them changes nothing that a reader sees.
pub fn slips(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    // Bangla and the characters without width all start with one of these bytes.
    if !text.bytes().any(|it| matches!(it, 0xE0 | 0xE2 | 0xEF)) {
        return slips;
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while at < letters.len() {
        let window: [Option<char>; 2] =
            std::array::from_fn(|it| Some(letters.get(at + it)?.1));
        let before = at.checked_sub(1).map(|it| letters[it].1);
        let Some((length, right, what)) = slip(window, before) else {
            at += 1;
            continue;
        };
        let end = letters.get(at + length).map_or(text.len(), |it| it.0);
        slips.push(Slip { range: letters[at].0..end, right, what });
        at += length;
    }
    slips
}

/// `text` without its slips.
pub fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    for slip in slips(text) {
        mended.push_str(&text[from..slip.range.start]);
        mended.push_str(&slip.right);
        from = slip.range.end;
    }
    mended.push_str(&text[from..]);
    mended
}

/// The slip that `window` starts with: of how many letters, what is right, and what is wrong.
fn slip(
    window: [Option<char>; 2],
    before: Option<char>,
) -> Option<(usize, String, Message)> {
    let [Some(first), second] = window else { return None };
    let whole = |right: char, what| Some((2, right.to_string(), what));
    match (first, second) {
        ('\u{09C7}', Some('\u{09BE}')) => {
            whole('\u{09CB}', say!("a vowel sign in two parts"))
        }
        ('\u{09C7}', Some('\u{09D7}')) => {
            whole('\u{09CC}', say!("a vowel sign in two parts"))
        }
        ('অ', Some('\u{09BE}')) => whole('আ', say!("a vowel in two parts")),
        ('ব', Some(NUKTA)) => whole('র', say!("ব with a dot in place of র")),
        (sign, Some(NUKTA)) if is_vowel_sign(sign) && before.is_some_and(takes_dot) => {
            Some((2, format!("{NUKTA}{sign}"), say!("a dot behind its vowel sign")))
        }
        (NUKTA, Some(NUKTA)) => whole(NUKTA, say!("a dot twice")),
        ('\u{09DC}' | '\u{09DD}' | '\u{09DF}', Some(NUKTA)) => {
            whole(first, say!("a dot twice"))
        }
        ('\u{200B}' | '\u{2060}', _) => {
            Some((1, String::new(), say!("a space without width")))
        }
        ('\u{FEFF}', _) if before.is_some() => {
            Some((1, String::new(), say!("a byte order mark in the text")))
        }
        ('\u{200C}' | '\u{200D}', next) if is_stray(before, next) => {
            Some((1, String::new(), say!("a joiner that joins nothing")))
        }
        _ => None,
    }
}

fn is_vowel_sign(letter: char) -> bool {
    matches!(
        letter,
        '\u{09BE}'..='\u{09C4}' | '\u{09C7}' | '\u{09C8}' | '\u{09CB}' | '\u{09CC}'
    )
}

/// Whether a dot below makes another letter of it.
fn takes_dot(letter: char) -> bool {
    matches!(letter, 'ড' | 'ঢ' | 'য')
}

/// Whether a joiner between these is in nobody's way and of no use: beside Bangla, but at no
/// conjunct. Other scripts need theirs.
fn is_stray(before: Option<char>, after: Option<char>) -> bool {
    let bangla = |it: char| matches!(it, '\u{0980}'..='\u{09FF}');
    let known = |it: Option<char>| it.is_none_or(|it| bangla(it) || it.is_ascii());
    let sides = [before, after];
    sides.iter().flatten().any(|it| bangla(*it))
        && sides.iter().all(|it| known(*it))
        && !sides.contains(&Some(VIRAMA))
}

#[cfg(test)]
mod tests {
    use super::{mended, slips};

    #[test]
    fn mends_what_looks_the_same() {
        for (wrong, right) in [
            ("ক\u{09C7}\u{09BE}থা", "ক\u{09CB}থা"),
            ("ম\u{09C7}\u{09D7}", "ম\u{09CC}"),
            ("অ\u{09BE}মি", "আমি"),
            ("ব\u{09BC}াজ", "রাজ"),
            ("ন\u{09DF}\u{09BC}", "ন\u{09DF}"),
            ("পড\u{09BE}\u{09BC}", "পড\u{09BC}\u{09BE}"),
            ("ঢা\u{200B}কা", "ঢাকা"),
            ("ঢাকা\u{FEFF}", "ঢাকা"),
            ("ঢাকা\u{200C} শহর", "ঢাকা শহর"),
        ] {
            assert_eq!(mended(wrong), right);
            assert_eq!(slips(&mended(wrong)), []);
        }
    }

    #[test]
    fn leaves_what_is_meant() {
        for fine in [
            "র\u{200D}\u{09CD}যাব",
            "উদ\u{09CD}\u{200C}যাপন",
            "উন্ন\u{09DF}ন",
            "উন্ন\u{09AF}\u{09BC}ন",
            "\u{FEFF}Year",
            "👩\u{200D}💻",
            "plain",
        ] {
            assert_eq!(mended(fine), fine);
        }
    }
}
