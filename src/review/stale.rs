//! Translations that are older than their original.
//!
//! Which state of the original a page was translated from is kept in its front matter, under
//! `translated:`: for every paragraph of the original four hexadecimal digits, so that the
//! paragraphs that have changed since can be named. Times of files say nothing of the kind: copying
//! a site changes them all.

use super::unit::Unit;
use crate::{
    diag::{Diagnostic, Rule, say},
    model::Written,
    text::{Language, fold},
};

/// Stands under `translated:` until the state is noted.
const NOW: &str = "now";

/// At most so many paragraphs are named.
const SHOWN: usize = 5;

/// The state of an original, as it is kept in its translations.
pub(super) fn state(units: &[Unit]) -> String {
    units.iter().map(hash).collect::<Vec<_>>().join(" ")
}

fn hash(unit: &Unit) -> String {
    // FNV-1a, folded to 16 bits: who changes a paragraph is caught in 65,535 of 65,536 cases.
    let text = fold(&unit.text);
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{:04x}", (hash >> 16) ^ (hash & 0xffff))
}

/// Whether the state of the original is to be noted now.
pub(super) fn is_open(translation: Written<'_>) -> bool {
    translation.front.translated.as_deref().is_some_and(|it| it.trim() == NOW)
}

/// The units of `original` that have changed or come since `translation` was made, and how many
/// have gone; `None` where nobody noted a state.
pub(super) fn changed<'a>(
    original: &'a [Unit],
    translation: Written<'_>,
) -> Option<(Vec<&'a Unit>, usize)> {
    let noted = translation.front.translated.as_deref().filter(|it| it.trim() != NOW)?;
    let mut noted: Vec<&str> = noted.split_whitespace().collect();
    let mut fresh = Vec::new();
    for unit in original {
        match noted.iter().position(|it| *it == hash(unit)) {
            Some(at) => drop(noted.remove(at)),
            None => fresh.push(unit),
        }
    }
    Some((fresh, noted.len()))
}

/// Tells of a translation that is older than its original in `language`.
pub(super) fn compare(
    original: &[Unit],
    language: Language,
    translation: Written<'_>,
) -> Option<Diagnostic> {
    let (fresh, gone) = changed(original, translation)?;
    let changed = fresh.len().max(gone);
    if changed == 0 {
        return None;
    }
    let message = match changed {
        1 => say!("`{language}` has changed since: 1 paragraph", language),
        _ => say!(
            "`{language}` has changed since: {changed} paragraphs",
            language,
            changed
        ),
    };
    let mut found =
        Diagnostic::new(Rule::StaleTranslation, translation.span_of("translated"), message)
            .help(say!("bring this page up to date, write `translated: now`, and run `prokash check --fix`"));
    for unit in fresh.into_iter().take(SHOWN) {
        found = found.label(unit.place(), say!("changed or new"));
    }
    Some(found)
}
