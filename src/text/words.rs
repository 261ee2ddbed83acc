//! The words that are searched for: what readers may type in many ways, written in one.
//!
//! The theme's `assets/search.js` folds what is typed by the same steps in the same order;
//! `tests/browser/words.json` holds both to one table of cases.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The words of `text` as they are indexed and searched for, in order.
///
/// Folded are Unicode form and compatibility letters (NFKD), accents, joiners, case, Bangla
/// and Devanagari digits, khanda ta, long and short i and u, and signs in the order in which converters of old
/// fonts leave them. A number loses its grouping and what is attached to it; the parts of a code
/// such as 8.6.1 are joined by `_`. A single letter is no word.
pub fn words(text: &str) -> Vec<String> {
    let folded = numbers(&fold(text));
    let part = |it: char| it == '_' || it.is_alphanumeric() || is_combining_mark(it);
    let long = |it: &str| it.chars().nth(1).is_some() || it.bytes().all(is_digit);
    let words = folded.split(|it| !part(it)).filter(|it| !it.is_empty() && long(it));
    words.map(str::to_owned).collect()
}

fn fold(text: &str) -> String {
    let unseen = |it: &char| matches!(it, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}');
    let plain: String = text.nfkd().filter(|it| !unseen(it)).collect();
    let mut folded = String::with_capacity(plain.len());
    for letter in plain.to_lowercase().chars() {
        match letter {
            '_' => folded.push(' '),
            '০'..='৯' => folded.push(digit(letter, '০')),
            '०'..='९' => folded.push(digit(letter, '०')),
            'ৎ' => folded.push_str("ত\u{9CD}"),
            '\u{9C0}' => folded.push('\u{9BF}'),
            '\u{9C2}' => folded.push('\u{9C1}'),
            'ৰ' => folded.push('র'),
            it => folded.push(it),
        }
    }
    let folded = folded.replace("ব\u{9BC}", "র");
    moon_last(&folded).replace("\u{9BE}\u{9C7}", "\u{9C7}\u{9BE}")
}

/// Chandrabindu behind the vowel signs it was typed before.
fn moon_last(text: &str) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut moon = false;
    for letter in text.chars() {
        let vowel = matches!(letter, '\u{9BE}'..='\u{9CC}' | '\u{9D7}');
        if moon && !vowel {
            moved.push('\u{981}');
        }
        moon = letter == '\u{981}' || moon && vowel;
        if letter != '\u{981}' {
            moved.push(letter);
        }
    }
    if moon {
        moved.push('\u{981}');
    }
    moved
}

/// Numbers without grouping, codes in one piece, and a gap between a number and Bangla letters.
fn numbers(text: &str) -> String {
    let letters = ungrouped(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let run = &letters[at..at + run(&letters[at..])];
        let code = code(run);
        let join =
            |(at, it): (usize, &char)| if at > code && is_joint(*it) { '_' } else { *it };
        out.extend(run.iter().enumerate().map(join));
        at += run.len();
        let Some(next) = letters.get(at) else { break };
        if run.last().is_some_and(char::is_ascii_digit)
            && matches!(next, '\u{980}'..='\u{9FF}')
        {
            out.push(' ');
        }
        if run.is_empty() {
            out.push(*next);
            at += 1;
        }
    }
    out
}

fn ungrouped(text: &str) -> Vec<char> {
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let grouping =
        |at: usize| letters[at] == ',' && at > 0 && digit(at - 1) && digit(at + 1);
    (0..letters.len()).filter(|at| !grouping(*at)).map(|at| letters[at]).collect()
}

/// How many letters of `text` are ASCII letters and digits with single joints between them.
fn run(text: &[char]) -> usize {
    let plain = |at: usize| text.get(at).is_some_and(char::is_ascii_alphanumeric);
    let mut end = 0;
    while plain(end) || end > 0 && plain(end + 1) && is_joint(text[end]) {
        end += 1;
    }
    end
}

/// Where in `run` a code begins, such as 8.6.1, 16-b-1 or 14.3: after words, numbers of one or two
/// digits, or single letters after the first. Where there is none, the end.
fn code(run: &[char]) -> usize {
    let number = |it: &[char]| it.len() <= 2 && it.iter().all(char::is_ascii_digit);
    let word = |it: &&[char]| it.first().is_some_and(char::is_ascii_alphabetic);
    let mut parts = run.split(|it| is_joint(*it)).peekable();
    let mut start = 0;
    while let Some(word) = parts.next_if(word) {
        start += word.len() + 1;
    }
    let first = parts.next().is_some_and(number);
    let code = first && parts.all(|it| number(it) || it.len() == 1);
    if code { start } else { run.len() }
}

fn is_joint(letter: char) -> bool {
    matches!(letter, '.' | '-' | '\u{2010}' | '–')
}

fn digit(letter: char, zero: char) -> char {
    (b'0' + (letter as u32 - zero as u32) as u8) as char
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn folds_as_the_table_says() {
        let table = include_str!("../../tests/browser/words.json");
        let cases: Vec<(String, String)> = serde_json::from_str(table).unwrap();
        assert!(cases.len() > 40);
        for (text, folded) in cases {
            assert_eq!(words(&text).join(" "), folded, "{text}");
        }
    }
}
