//! A whole and its parts.

use indexmap::IndexMap;

use super::{Measures, Subject};
use crate::{
    data::found::Found,
    diag::{Diagnostic, Rule, say},
    model::{Dimension, Observation, Period, Role, Series},
    text::fold,
};

/// Codes that together are the whole, folded.
const WHOLES: [&[&str]; 6] = [
    &["female", "male"],
    &["f", "m"],
    &["urban", "rural"],
    &["u", "r"],
    &["নারী", "পুরুষ"],
    &["শহর", "গ্রাম"],
];

/// A number of things in a part that is above that of the whole; parts of a whole that do not add
/// up to it by more than 2 %; a rate of the whole that is outside of those of all its parts.
pub(super) fn check(subject: &Subject<'_>, found: &mut Found) {
    let all = &subject.dataset.series;
    let dimensions = subject.dataset.dimensions.iter().enumerate();
    for (at, dimension) in dimensions.filter(|it| it.1.role == Role::Disaggregation) {
        let whole = whole(subject, dimension);
        let mut groups: IndexMap<Vec<u16>, Vec<Part<'_>>> = IndexMap::new();
        for series in all.iter().filter(|it| it.key[at] != 0) {
            let needed = whole.contains(&series.key[at]);
            if !needed && subject.measures(series) != Measures::Count {
                continue;
            }
            let mut key = series.key.to_vec();
            key[at] = 0;
            groups.entry(key).or_default().push(Part { series, needed, next: 0 });
        }
        for (key, mut parts) in groups {
            let total = all.binary_search_by(|it| (*it.key).cmp(&key));
            let Ok(total) = total else { continue };
            Group { subject, at, total: &all[total], whole: whole.len() }
                .check(&mut parts, found);
        }
    }
}

/// The codes of `dimension` that make the whole, if it is known which do.
fn whole(subject: &Subject<'_>, dimension: &Dimension) -> Vec<u16> {
    let find = |name: &str| {
        let found = dimension.codes.iter().position(|it| fold(&it.id) == fold(name));
        found.map(|it| it as u16)
    };
    let declared = subject.dataset.metadata.expected.of(&dimension.name);
    let declared: Option<Vec<u16>> = declared.iter().map(|it| find(it)).collect();
    if let Some(declared) = declared.filter(|it| it.len() > 1) {
        return declared;
    }
    let known = WHOLES.iter().filter_map(|it| it.iter().map(|it| find(it)).collect());
    known.max_by_key(Vec::len).unwrap_or_default()
}

/// A part of a whole, walked through beside it.
struct Part<'a> {
    series: &'a Series,
    /// Whether it is one of those that make the whole.
    needed: bool,
    next: usize,
}

impl<'a> Part<'a> {
    /// The observation at `period`; periods are asked for in order.
    fn at(&mut self, period: Period) -> Option<&'a Observation> {
        let all = &self.series.observations;
        // Mostly both have the same periods.
        if all.get(self.next).is_none_or(|it| it.period != period) {
            let rest = &all[self.next..];
            self.next += rest.iter().take_while(|it| it.period < period).count();
        }
        let found = all.get(self.next).filter(|it| it.period == period)?;
        self.next += 1;
        found.value.is_some().then_some(found)
    }
}

/// A whole that is split by the dimension `at`.
struct Group<'a> {
    subject: &'a Subject<'a>,
    at: usize,
    total: &'a Series,
    /// How many parts make the whole; 0 where it is not known.
    whole: usize,
}

impl Group<'_> {
    fn check(&self, parts: &mut [Part<'_>], found: &mut Found) {
        let counts = self.subject.measures(self.total) == Measures::Count;
        let mut complete = Vec::new();
        for total in &self.total.observations {
            let Some(value) = total.value else { continue };
            complete.clear();
            for part in &mut *parts {
                let Some(observation) = part.at(total.period) else { continue };
                let number = observation.value.map_or(0.0, |it| it.number());
                if counts && number > value.number() {
                    self.over(observation, total, found);
                }
                if part.needed {
                    complete.push(number);
                }
            }
            if self.whole == 0 || complete.len() < self.whole {
                continue;
            }
            if counts {
                self.sum(total, complete.iter().sum(), found);
            } else {
                self.outside(total, &complete, found);
            }
        }
    }

    fn over(&self, part: &Observation, total: &Observation, found: &mut Found) {
        found.add(Rule::PartsOverTotal, || {
            let message = say!(
                "a part, {part}, is more than its whole, {total}",
                part = part.written(),
                total = total.written()
            );
            Diagnostic::new(Rule::PartsOverTotal, self.subject.value(part), message)
                .label(self.subject.value(total), say!("the whole"))
                .help(say!("correct one of the two"))
        });
    }

    fn sum(&self, total: &Observation, sum: f64, found: &mut Found) {
        let Some(value) = total.value else { return };
        if (sum - value.number()).abs() <= 0.02 * value.number().abs() {
            return;
        }
        found.add(Rule::PartsOverTotal, || {
            let column = &self.subject.dataset.dimensions[self.at].name;
            let message = say!(
                "the parts by `{column}` add up to {sum}, the whole is {value}",
                column,
                sum = plain(sum),
                value = value.digits()
            );
            Diagnostic::new(Rule::PartsOverTotal, self.subject.value(total), message)
                .help(say!(
                    "correct the whole or its parts; where some are missing, say so with \
                     `accept:`"
                ))
        });
    }

    fn outside(&self, total: &Observation, parts: &[f64], found: &mut Found) {
        let Some(value) = total.value else { return };
        let low = parts.iter().copied().fold(f64::INFINITY, f64::min);
        let high = parts.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // A whole that was rounded may stand half a digit outside.
        let slack = 0.6 * libm::pow(10.0, -(value.decimals() as f64));
        if (low - slack..=high + slack).contains(&value.number()) {
            return;
        }
        found.add(Rule::HeadlineOutside, || {
            let column = &self.subject.dataset.dimensions[self.at].name;
            let message = say!("the whole, {value}, is outside of its parts by `{column}`, {low} to {high}", value = value.digits(), column, low = plain(low), high = plain(high));
            Diagnostic::new(Rule::HeadlineOutside, self.subject.value(total), message)
                .help(
                    say!("a rate of the whole lies between those of its parts: correct one of \
                     them"),
                )
        });
    }
}

/// A sum without the digits that only floating point makes.
fn plain(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
