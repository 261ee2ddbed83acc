//! Runs of a text in another script than that of its language.

use std::ops::Range;

/// So many Latin words in a row are English to a Bangla reader; fewer are names and codes.
const WORDS: usize = 4;

/// The runs of `text`, which stands in `lang`, that are in the other script, each with its language,
/// so that a voice changes there. In Bangla these are runs of four or more Latin words, in any
/// other language all Bangla words.
pub fn foreign(text: &str, lang: &str) -> Vec<(Range<usize>, &'static str)> {
    let (runs, tag) = match lang {
        "bn" => (latin(text), "en"),
        _ => (bangla(text), "bn"),
    };
    runs.into_iter().map(|it| (it, tag)).collect()
}

fn bangla(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    if text.is_ascii() {
        return runs;
    }
    let mut run: Option<Range<usize>> = None;
    for (at, letter) in text.char_indices() {
        if is_bangla(letter) {
            let start = run.map_or(at, |it| it.start);
            run = Some(start..at + letter.len_utf8());
        } else if letter.is_alphanumeric() {
            runs.extend(run.take());
        }
    }
    runs.extend(run);
    runs
}

fn is_bangla(letter: char) -> bool {
    matches!(letter, '\u{0980}'..='\u{09FF}' | '\u{200C}' | '\u{200D}')
}

fn latin(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    if !text.bytes().any(|it| it.is_ascii_alphabetic()) {
        return runs;
    }
    let mut run: Option<(Range<usize>, usize)> = None;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let start = at;
        while at < bytes.len()
            && (bytes[at].is_ascii_alphabetic() || matches!(bytes[at], b'\'' | b'-'))
        {
            at += 1;
        }
        if at > start {
            let (first, words) = run.map_or((start, 0), |it| (it.0.start, it.1));
            run = Some((first..at, words + 1));
            continue;
        }
        if !matches!(bytes[at], b' ' | b',' | b'\n') {
            runs.extend(long(run.take()));
        }
        at += 1;
    }
    runs.extend(long(run));
    runs
}

fn long(run: Option<(Range<usize>, usize)>) -> Option<Range<usize>> {
    run.filter(|it| it.1 >= WORDS).map(|it| it.0)
}
