//! Numbers that stand in one language of a page and not in the other.

use super::unit::{Form, Unit};
use crate::{
    diag::{Diagnostic, Rule, say},
    text::{Language, Locale, Number},
};

/// A page in one language.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) language: Language,
    pub(super) locale: &'a Locale,
    pub(super) units: &'a [Unit],
}

/// A number without its like, and the unit it stands in.
struct Lone<'a> {
    unit: &'a Unit,
    number: Number,
}

/// What of two runs of units that belong together has no counterpart.
struct Gap<'a> {
    here: Vec<Lone<'a>>,
    there: Vec<Lone<'a>>,
    /// Where they begin.
    starts: (&'a Unit, &'a Unit),
}

/// Holds the numbers of a translation against those of its original: unit by unit where the two are
/// built alike, else section by section, else as a whole.
pub(super) fn compare(original: Side<'_>, translation: Side<'_>) -> Vec<Diagnostic> {
    let mut gaps = Vec::new();
    for (here, there) in pairs(translation.units, original.units) {
        let digits = |units: &[Unit]| units.iter().any(Unit::has_digits);
        if !(digits(here) || digits(there)) {
            continue;
        }
        gaps.extend(gap((here, translation.locale), (there, original.locale)));
    }
    forgive_moved(&mut gaps);
    gaps.iter()
        .flat_map(|it| report(it, translation.language, original.language))
        .collect()
}

/// The runs of units that belong together.
fn pairs<'a>(here: &'a [Unit], there: &'a [Unit]) -> Vec<(&'a [Unit], &'a [Unit])> {
    let sections = (sections(here), sections(there));
    let alike = |a: &[Unit], b: &[Unit]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.form == b.form)
    };
    let matching = sections.0.len() == sections.1.len()
        && sections.0.iter().zip(&sections.1).all(|(a, b)| a[0].form == b[0].form);
    if !matching {
        return vec![(here, there)];
    }
    let mut pairs = Vec::new();
    for (a, b) in sections.0.into_iter().zip(sections.1) {
        if alike(a, b) {
            pairs.extend(a.chunks(1).zip(b.chunks(1)));
        } else {
            pairs.push((a, b));
        }
    }
    pairs
}

/// The units up to the first heading, then from each heading to the next.
fn sections(units: &[Unit]) -> Vec<&[Unit]> {
    let mut sections = Vec::new();
    let mut start = 0;
    for at in 1..=units.len() {
        let heading = units.get(at).is_none_or(|it| matches!(it.form, Form::Heading(_)));
        let body = at < units.len()
            && matches!(units[at - 1].form, Form::Front(_))
            && !matches!(units[at].form, Form::Front(_));
        if heading || body {
            sections.push(&units[start..at]);
            start = at;
        }
    }
    sections
}

fn gap<'a>(
    (here, own): (&'a [Unit], &Locale),
    (there, other): (&'a [Unit], &Locale),
) -> Option<Gap<'a>> {
    let read = |units: &'a [Unit], locale: &Locale| -> Vec<Lone<'a>> {
        let lone = |unit: &'a Unit| {
            unit.numbers(locale).into_iter().map(move |number| Lone { unit, number })
        };
        units.iter().flat_map(lone).collect()
    };
    let starts = (here.first()?, there.first()?);
    let (here, there) = (read(here, own), read(there, other));
    let without = |these: &[Lone<'a>], those: &[Lone<'a>]| -> Vec<Lone<'a>> {
        let mut lone: Vec<Lone<'a>> = Vec::new();
        for it in these.iter().filter(|it| it.number.certain) {
            let known = |other: &Lone<'_>| same(other.number.value, it.number.value);
            if !those.iter().any(known) && !lone.iter().any(known) {
                lone.push(Lone { unit: it.unit, number: it.number.clone() });
            }
        }
        lone
    };
    let gap = Gap { here: without(&here, &there), there: without(&there, &here), starts };
    (!gap.here.is_empty() || !gap.there.is_empty()).then_some(gap)
}

/// A number that only stands in another paragraph was moved, not changed.
fn forgive_moved(gaps: &mut [Gap<'_>]) {
    let value = |it: &Lone<'_>| it.number.value;
    let here: Vec<f64> = gaps.iter().flat_map(|it| it.here.iter().map(value)).collect();
    let there: Vec<f64> = gaps.iter().flat_map(|it| it.there.iter().map(value)).collect();
    for gap in gaps {
        gap.here.retain(|it| !there.iter().any(|other| same(*other, it.number.value)));
        gap.there.retain(|it| !here.iter().any(|other| same(*other, it.number.value)));
    }
}

/// Whether two numbers are one, but for the last bit of a product.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

fn report(gap: &Gap<'_>, own: Language, other: Language) -> Vec<Diagnostic> {
    let written =
        |it: &Lone<'_>| it.unit.text[it.number.range.clone()].replace('\n', " ");
    let place = |it: &Lone<'_>| it.unit.span(it.number.range.clone());
    let help = || say!("make them the same, or take the number from the data in both");
    if gap.here.len() == gap.there.len() {
        let pair = |(here, there): (&Lone<'_>, &Lone<'_>)| {
            let (a, b) = (written(here), written(there));
            let message =
                say!("the number is `{a}` here and `{b}` in `{other}`", a, b, other);
            Diagnostic::new(Rule::NumbersDiffer, place(here), message)
                .label(place(there), say!("`{b}` in `{other}`", b, other))
                .help(help())
        };
        return gap.here.iter().zip(&gap.there).map(pair).collect();
    }
    let lone = |it: &Lone<'_>, missing: Language, beside: &Unit| {
        let message = say!(
            "the number `{number}` is not in `{missing}`",
            number = written(it),
            missing
        );
        Diagnostic::new(Rule::NumbersDiffer, place(it), message)
            .label(beside.place(), say!("the same place in `{missing}`", missing))
            .help(help())
    };
    let here = gap.here.iter().map(|it| lone(it, other, gap.starts.1));
    let there = gap.there.iter().map(|it| lone(it, own, gap.starts.0));
    here.chain(there).collect()
}
