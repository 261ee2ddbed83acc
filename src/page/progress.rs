//! How far a dataset is on the way to its target, with the workings.

use super::{
    Catalogue, inline,
    view::{self, Fact, Status},
};
use crate::{
    model::{Dataset, Method, TargetValue, with_unit},
    progress::{Assessment, Point, Rating, Unrated, Working},
    text::{Locale, Said},
};

/// The progress of `dataset`; `None` where nobody asked for one.
pub(super) fn view(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    locale: &Locale,
) -> Option<view::Progress> {
    let Assessment { method, result } = catalogue.assess(dataset)?;
    let rated = match result {
        Err(Unrated::NoData | Unrated::NoTarget) => return None,
        it => it,
    };
    let targeted = !dataset.metadata.targets.is_empty();
    let (key, word) = rated.map_or(("unrated", "progress.unrated"), |(rating, _)| {
        (rating.as_str(), word(rating))
    });
    Some(view::Progress {
        rating: Status { key: key.to_owned(), word: locale.word(word).to_owned() },
        reason: rated.err().map(|it| locale.word(reason(it)).to_owned()),
        method: locale.word(name(method)).to_owned(),
        how: locale.word(how(method, targeted)).to_owned(),
        workings: rated
            .map(|(_, working)| workings(dataset, method, &working, locale))
            .unwrap_or_default(),
    })
}

/// A rating as a scorecard shows it.
pub(super) struct Judged {
    /// The rating, or that there is none.
    pub(super) rating: Status,
    /// Why there is none.
    pub(super) reason: Option<String>,
    /// What progress was measured from.
    pub(super) base: Option<view::Stated>,
}

/// How far `dataset` is on the way to its target, in short.
pub(super) fn judged(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    locale: &Locale,
) -> Judged {
    let assessed = catalogue.assess(dataset).map(|it| it.result);
    let (key, name) = match assessed {
        Some(Ok((rating, _))) => (rating.as_str(), word(rating)),
        _ => ("unrated", "progress.unrated"),
    };
    let why = match assessed {
        Some(Ok(_)) => None,
        Some(Err(Unrated::NoData)) if dataset.has_values() => {
            Some("progress.why.groups-only")
        }
        Some(Err(why)) => Some(reason(why)),
        None => Some("progress.why.no-direction"),
    };
    let base = assessed.and_then(Result::ok).map(|(_, working)| {
        let year = locale.digits(&(working.base.year as i64).to_string());
        view::Stated { value: Figures { dataset, locale }.value(working.base), year }
    });
    Judged {
        rating: Status { key: key.to_owned(), word: locale.word(name).to_owned() },
        reason: why.map(|it| locale.word(it).to_owned()),
        base,
    }
}

/// A way to rate; `targeted` where it knows the target.
pub(super) fn way(method: Method, targeted: bool, locale: &Locale) -> view::Way {
    view::Way {
        name: locale.word(name(method)).to_owned(),
        how: locale.word(how(method, targeted)).to_owned(),
    }
}

/// The word for a rating.
pub(super) fn word(rating: Rating) -> &'static str {
    match rating {
        Rating::Reached => "progress.reached",
        Rating::OnTrack => "progress.on-track",
        Rating::Moderate => "progress.moderate",
        Rating::Limited => "progress.limited",
        Rating::Deteriorating => "progress.deteriorating",
    }
}

fn reason(unrated: Unrated) -> &'static str {
    match unrated {
        Unrated::NoData => "progress.why.no-data",
        Unrated::OnePoint => "progress.why.one-point",
        Unrated::UnderOneYear => "progress.why.under-one-year",
        Unrated::BaseAfterLatest => "progress.why.base-after-latest",
        Unrated::OldData => "progress.why.old-data",
        Unrated::NoTarget => "progress.why.no-target",
        Unrated::Contradiction => "progress.why.contradiction",
        Unrated::BaseAtTarget => "progress.why.base-at-target",
        Unrated::TargetYearPassed => "progress.why.target-year-passed",
        Unrated::ChangeOfSign => "progress.why.change-of-sign",
        Unrated::NotFinite => "progress.why.not-finite",
    }
}

fn name(method: Method) -> &'static str {
    match method {
        Method::GrowthRate => "progress.method.growth-rate",
        Method::Linear => "progress.method.linear",
        Method::Escap => "progress.method.escap",
    }
}

fn how(method: Method, targeted: bool) -> &'static str {
    match method {
        Method::GrowthRate if !targeted => "progress.how.growth",
        Method::GrowthRate => "progress.how.growth-rate",
        Method::Linear => "progress.how.linear",
        Method::Escap => "progress.how.escap",
    }
}

/// The figures that the rating comes from, in the order in which they are worked out.
fn workings(
    dataset: &Dataset,
    method: Method,
    working: &Working,
    locale: &Locale,
) -> Vec<Fact> {
    let figures = Figures { dataset, locale };
    let fact =
        |label: String, value: String| Fact { label, value: Said::own(value), url: None };
    let point = |key: &str, it: Point| {
        let year = locale.digits(&(it.year as i64).to_string());
        fact(locale.phrase(key, &[("year", &year)]), figures.value(it))
    };
    let (required, observed, ratio) = match method {
        Method::GrowthRate => {
            ("progress.required-growth", "progress.observed-growth", "progress.ratio")
        }
        Method::Linear => ("progress.required", "progress.observed", "progress.ratio"),
        Method::Escap => ("progress.required", "progress.trend", "progress.anticipated"),
    };
    let change = |key: &str, it: f64| {
        let change = match method {
            Method::GrowthRate => figures.percent(it, 1),
            Method::Linear | Method::Escap => figures.change(it),
        };
        fact(locale.word(key).to_owned(), change)
    };
    let mut facts = vec![
        point("progress.base", working.base),
        point("progress.latest", working.latest),
    ];
    // With the sign that is before it.
    if let Some((series, latest, _)) = inline::latest(dataset) {
        facts[1].value.text = dataset.quantity(latest, series, locale);
    }
    facts.extend(working.target.map(|it| point("progress.target", it)));
    facts.extend(working.required.map(|it| change(required, it)));
    facts.push(change(observed, working.observed));
    let share = working
        .ratio
        .map(|it| fact(locale.word(ratio).to_owned(), figures.percent(it, 0)));
    facts.extend(share);
    if let (Some(value), Some(target)) = (working.projected, working.target) {
        let key = match method {
            Method::GrowthRate => "progress.projected",
            Method::Linear | Method::Escap => "progress.line",
        };
        facts.push(point(key, Point { value, ..target }));
    }
    let index = |it| fact(locale.word("progress.index").to_owned(), locale.number(it, 1));
    facts.extend(working.index.map(index));
    facts
}

/// How the figures are written: one decimal place more than the data, so that a reader can follow
/// the division.
struct Figures<'a> {
    dataset: &'a Dataset,
    locale: &'a Locale,
}

impl Figures<'_> {
    /// A value of the dataset with its unit; whole where it was stated so.
    fn value(&self, point: Point) -> String {
        let stated = |it: &&TargetValue| {
            f64::from(it.year) == point.year && it.value == point.value
        };
        let metadata = &self.dataset.metadata;
        let stated = metadata.targets.iter().chain(&metadata.baseline).find(stated);
        if let Some(stated) = stated {
            return inline::target_value(self.dataset, stated, self.locale);
        }
        let number = self.dataset.computed(point.value, self.locale);
        match self.dataset.headline() {
            Some(series) => {
                with_unit(&number, self.dataset.unit(series, self.locale).as_ref())
            }
            None => number,
        }
    }

    /// A change in the dataset's unit.
    fn change(&self, change: f64) -> String {
        let places = self.dataset.places() + 1;
        let number = self.locale.number(change, places);
        match self.dataset.headline() {
            Some(series) if self.dataset.is_percentage(series, self.locale) => {
                format!("{number} {}", self.locale.word("value.points"))
            }
            Some(series) => {
                with_unit(&number, self.dataset.unit(series, self.locale).as_ref())
            }
            None => number,
        }
    }

    /// A share as a percentage.
    fn percent(&self, share: f64, places: usize) -> String {
        format!("{}%", self.locale.number(share * 100.0, places))
    }
}
