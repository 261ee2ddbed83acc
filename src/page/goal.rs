//! The lists of goals, targets and indicators.

use std::collections::BTreeMap;

use super::{
    Catalogue, coverage,
    frame::Frame,
    indicator, score,
    view::{
        Count, Goal, GoalGroup, GoalLink, Goals, IndicatorCard, Indicators, Link,
        Roadmap, RoadmapRow, Shares, Subject, TargetGroup, View,
    },
};
use crate::{
    model::{self, Availability, Dataset, IndicatorId, Route},
    text::{Locale, Said},
};

/// All datasets by goal.
pub(super) fn indicators(catalogue: &Catalogue<'_>, locale: &Locale) -> View {
    let groups = catalogue.site.framework.goals.iter().filter_map(|goal| {
        let targets = targets(catalogue, goal.number, locale);
        let goal = catalogue.goal(goal, locale);
        (!targets.is_empty()).then_some(GoalGroup { goal, targets })
    });
    let goals: Vec<GoalGroup> = groups.collect();
    let others =
        catalogue.site.datasets.values().filter(|it| it.metadata.indicator.is_none());
    let others = others.map(|it| catalogue.card(it, locale)).collect();
    let cards = goals.iter().flat_map(|it| &it.targets).flat_map(|it| &it.indicators);
    let subject = Indicators {
        counts: counts(cards, locale),
        shares: shares(catalogue, locale),
        goals,
        others,
    };
    let title = Said::own(locale.word("nav.indicators"));
    let frame = Frame::new("indicators/index.html", title, locale);
    frame.around(Subject::Indicators(subject), catalogue, locale)
}

/// How many there are of each status, in the order of the statuses.
fn counts<'a>(
    cards: impl Iterator<Item = &'a IndicatorCard>,
    locale: &Locale,
) -> Vec<Count> {
    let mut counts: BTreeMap<&str, (&IndicatorCard, usize)> = BTreeMap::new();
    for card in cards {
        counts.entry(&card.status.key).or_insert((card, 0)).1 += 1;
    }
    let order = ["complete", "in-progress", "exploring", "not-applicable"];
    let found = order.iter().filter_map(|it| counts.get(it));
    found
        .map(|(card, count)| Count {
            status: card.status.clone(),
            count: locale.number(*count as f64, 0),
        })
        .collect()
}

/// What the data of each goal's indicators shows, and of all together last.
fn shares(catalogue: &Catalogue<'_>, locale: &Locale) -> Vec<Shares> {
    let site = catalogue.site;
    let kinds = |wanted: &dyn Fn(u8) -> bool| -> Vec<Availability> {
        let datasets = site.datasets.values().filter(|it| {
            it.metadata.indicator.as_ref().is_some_and(|it| wanted(it.goal))
        });
        datasets.map(|it| catalogue.coverage(it).availability()).collect()
    };
    let line = |goal: Option<GoalLink>, kinds: &[Availability]| Shares {
        goal,
        total: locale.number(kinds.len() as f64, 0),
        parts: coverage::shares(kinds, locale),
    };
    let goals = site.framework.goals.iter();
    let goals = goals.map(|it| (it, kinds(&|number| number == it.number)));
    let goals = goals.filter(|it| !it.1.is_empty());
    let mut shares: Vec<Shares> = goals
        .map(|(goal, kinds)| line(Some(catalogue.goal(goal, locale)), &kinds))
        .collect();
    shares.push(line(None, &kinds(&|_| true)));
    shares
}

/// The targets of a goal that have indicators here.
fn targets(catalogue: &Catalogue<'_>, goal: u8, locale: &Locale) -> Vec<TargetGroup> {
    let mut by_target: BTreeMap<&IndicatorId, &Dataset> = BTreeMap::new();
    for dataset in catalogue.site.datasets.values() {
        if let Some(id) = dataset.metadata.indicator.as_ref().filter(|it| it.goal == goal)
        {
            by_target.insert(id, dataset);
        }
    }
    let mut groups: Vec<(String, TargetGroup)> = Vec::new();
    for (id, dataset) in by_target {
        let code = id.target();
        let card = catalogue.card(dataset, locale);
        match groups.last_mut().filter(|it| it.0 == code) {
            Some((_, group)) => group.indicators.push(card),
            None => {
                let target = catalogue.site.framework.target(&code);
                let group = TargetGroup {
                    code: locale.digits(&code),
                    title: target.and_then(|it| it.title.say(locale.language())),
                    indicators: vec![card],
                };
                groups.push((code, group));
            }
        }
    }
    groups.into_iter().map(|it| it.1).collect()
}

/// How far each indicator is on its road map.
pub(super) fn roadmap(catalogue: &Catalogue<'_>, locale: &Locale) -> View {
    let datasets = catalogue.site.datasets.values();
    let mut mapped: Vec<&Dataset> =
        datasets.filter(|it| it.metadata.roadmap.is_some()).collect();
    mapped.sort_by_key(|it| {
        (it.metadata.indicator.is_none(), &it.metadata.indicator, &it.id)
    });
    let row = |it: &Dataset| RoadmapRow {
        indicator: catalogue.card(it, locale),
        steps: indicator::roadmap(&it.metadata, locale)
            .into_iter()
            .map(|it| it.status)
            .collect(),
    };
    let subject = Roadmap {
        steps: indicator::STEPS.iter().map(|it| locale.word(it).to_owned()).collect(),
        rows: mapped.into_iter().map(row).collect(),
    };
    let title = Said::own(locale.word("nav.roadmap"));
    let mut frame = Frame::new("indicators/roadmap.html", title, locale);
    frame.above.push(list("indicators", "nav.indicators", locale));
    frame.around(Subject::Roadmap(subject), catalogue, locale)
}

/// The seventeen goals.
pub(super) fn goals(catalogue: &Catalogue<'_>, locale: &Locale) -> View {
    let goals = catalogue.site.framework.goals.iter();
    let goals = goals.map(|it| catalogue.goal(it, locale)).collect();
    let frame =
        Frame::new("goals/index.html", Said::own(locale.word("nav.goals")), locale);
    frame.around(Subject::Goals(Goals { goals }), catalogue, locale)
}

/// A goal's page.
pub(super) fn goal(
    catalogue: &Catalogue<'_>,
    goal: &model::Goal,
    locale: &Locale,
) -> View {
    let number = goal.number;
    let link = catalogue.goal(goal, locale);
    let title = Said {
        text: locale
            .phrase("goal.title", &[("n", &link.digits), ("title", &link.title.text)]),
        lang: link.title.lang,
    };
    let mut frame = Frame::new(format!("goals/{number}.html"), title, locale);
    frame.above.push(list("goals", "nav.goals", locale));
    let full = goal.title.say(locale.language());
    frame.description.clone_from(&full);
    let datasets = catalogue.site.datasets.values();
    let mine = datasets
        .filter(|it| it.metadata.indicator.as_ref().is_some_and(|it| it.goal == number));
    let mut pages: Vec<&model::Page> =
        mine.flat_map(|it| catalogue.about(&it.id)).copied().collect();
    pages.sort_by_key(|it| (std::cmp::Reverse(it.date()), &it.id));
    pages.dedup_by_key(|it| &it.id);
    let subject = Goal {
        goal: link,
        full,
        targets: targets(catalogue, number, locale),
        scores: score::of_goal(catalogue, Some(number), locale),
        pages: pages.into_iter().map(|it| Catalogue::item(it, locale)).collect(),
    };
    frame.around(Subject::Goal(subject), catalogue, locale)
}

/// A list of the site, with its word.
pub(super) fn list(folder: &str, word: &str, locale: &Locale) -> Link {
    let route = Route::new(&format!("{}/{folder}/index.html", locale.language()));
    Link { title: Said::own(locale.word(word)), path: route.encoded() }
}
