//! The scorecard: how far each indicator is on the way to its target.

use std::collections::BTreeSet;

use super::{
    Catalogue,
    frame::Frame,
    goal, inline,
    progress::{self, Judged},
    view::{
        Count, Score, ScoreGroup, ScoreTarget, Scorecard, Stated, Status, Subject, View,
        Way,
    },
};
use crate::{
    model::{Dataset, Route, TargetValue},
    text::{Language, Locale, Said},
};

/// The ratings in the order in which they are counted, with the signs that tell them apart without
/// colour: the fuller, the nearer.
const MARKS: [(&str, &str); 6] = [
    ("reached", "✓"),
    ("on-track", "●"),
    ("moderate", "◐"),
    ("limited", "○"),
    ("deteriorating", "▼"),
    ("unrated", "–"),
];

/// Where it is.
pub(super) fn route(language: Language) -> Route {
    Route::new(&format!("{language}/indicators/scorecard.html"))
}

/// Its page.
pub(super) fn view(catalogue: &Catalogue<'_>, locale: &Locale) -> View {
    let title = Said::own(locale.word("nav.scorecard"));
    let mut frame = Frame::new("indicators/scorecard.html", title, locale);
    frame.above.push(goal::list("indicators", "nav.indicators", locale));
    frame.description = Some(Said::own(locale.word("scorecard.lead")));
    let subject = Subject::Scorecard(scorecard(catalogue, locale));
    frame.around(subject, catalogue, locale)
}

/// Every SDG indicator, and whatever else has a target.
pub(super) fn scorecard(catalogue: &Catalogue<'_>, locale: &Locale) -> Scorecard {
    let goals = catalogue.site.framework.goals.iter();
    let mut groups: Vec<ScoreGroup> = goals
        .map(|it| ScoreGroup {
            goal: Some(catalogue.goal(it, locale)),
            targets: of_goal(catalogue, Some(it.number), locale),
        })
        .collect();
    groups.push(ScoreGroup { goal: None, targets: of_goal(catalogue, None, locale) });
    groups.retain(|it| !it.targets.is_empty());
    let scores = || groups.iter().flat_map(|it| &it.targets).flat_map(|it| &it.scores);
    let mut counts = Vec::new();
    for (key, _) in MARKS {
        let mut found = scores().filter(|it| it.rating.key == key).peekable();
        let status = found.peek().map(|it| it.rating.clone());
        let count = locale.number(found.count() as f64, 0);
        counts.extend(status.map(|status| Count { status, count }));
    }
    Scorecard { counts, methods: methods(catalogue, locale), groups }
}

/// The indicators of a goal by target; of no goal, the datasets that have a target of their own.
pub(super) fn of_goal(
    catalogue: &Catalogue<'_>,
    goal: Option<u8>,
    locale: &Locale,
) -> Vec<ScoreTarget> {
    let mut targets: Vec<(Option<String>, ScoreTarget)> = Vec::new();
    for dataset in shown(catalogue) {
        let code = dataset.metadata.indicator.as_ref();
        if code.map(|it| it.goal) != goal {
            continue;
        }
        let number = code.map(crate::model::IndicatorId::target);
        let score = score(catalogue, dataset, locale);
        if let Some((_, last)) = targets.last_mut().filter(|it| it.0 == number) {
            last.scores.push(score);
            continue;
        }
        let target = number.as_ref().and_then(|it| catalogue.site.framework.target(it));
        let target = ScoreTarget {
            code: number.as_ref().map(|it| locale.digits(it)),
            title: target.and_then(|it| it.title.say(locale.language())),
            scores: vec![score],
        };
        targets.push((number, target));
    }
    targets.into_iter().map(|it| it.1).collect()
}

/// What a scorecard is about, in the order of the indicators.
fn shown<'a>(catalogue: &Catalogue<'a>) -> Vec<&'a Dataset> {
    let datasets = catalogue.site.datasets.values();
    let aimed = |it: &Dataset| !it.metadata.targets.is_empty();
    let mut shown: Vec<&Dataset> =
        datasets.filter(|it| it.metadata.indicator.is_some() || aimed(it)).collect();
    shown.sort_by_key(|it| (&it.metadata.indicator, &it.id));
    shown
}

fn score(catalogue: &Catalogue<'_>, dataset: &Dataset, locale: &Locale) -> Score {
    let metadata = &dataset.metadata;
    let Judged { rating, reason, base } = progress::judged(catalogue, dataset, locale);
    let stated = |it: &TargetValue| Stated {
        value: inline::target_value(dataset, it, locale),
        year: locale.digits(&it.year.to_string()),
    };
    let mut targets: Vec<&TargetValue> = metadata.targets.iter().collect();
    targets.sort_by_key(|it| it.year);
    let target = targets.pop().map(stated);
    let latest = inline::latest(dataset).map(|(series, it, _)| Stated {
        value: dataset.quantity(it, series, locale),
        year: it.period.written(locale),
    });
    Score {
        code: metadata.indicator.as_ref().map(|it| locale.digits(&it.to_string())),
        link: catalogue.dataset_link(dataset, locale.language()),
        baseline: metadata.baseline.as_ref().map(stated).or(base),
        milestones: targets.into_iter().map(stated).collect(),
        latest,
        empty: super::catalogue::empty(dataset, locale),
        target,
        mark: mark(&rating),
        rating,
        reason,
    }
}

fn mark(rating: &Status) -> &'static str {
    MARKS.iter().find(|it| it.0 == rating.key).map_or("", |it| it.1)
}

/// The ways in which the indicators are rated, each once.
fn methods(catalogue: &Catalogue<'_>, locale: &Locale) -> Vec<Way> {
    let mut seen = BTreeSet::new();
    let ways = shown(catalogue).into_iter().filter_map(|dataset| {
        let method = catalogue.assess(dataset)?.method;
        let way = progress::way(method, !dataset.metadata.targets.is_empty(), locale);
        seen.insert(way.how.clone()).then_some(way)
    });
    ways.collect()
}
