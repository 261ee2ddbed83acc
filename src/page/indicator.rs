//! A dataset's own page.

use super::{
    Catalogue, chart, cite, figure,
    frame::Frame,
    inline, table,
    view::{Fact, Headline, Indicator, Link, Proposal, Status, Step, Subject, View},
};
use crate::{
    diag::{Checked, Diagnostics, Rule, Span},
    model::{
        Dataset, Direction, Front, Kind, Metadata, ObsStatus, Page, ReportingStatus,
        Role, Route, Stage,
    },
    text::{Locale, Localized, Said},
};

/// The view of `dataset` for readers of `locale`.
pub(super) fn view(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    locale: &Locale,
) -> Checked<View> {
    let language = locale.language();
    let mut sink = Diagnostics::new();
    let title = catalogue.dataset_title(dataset, language);
    let mut frame = Frame::new(format!("indicators/{}.html", dataset.id), title, locale);
    let list = Route::new(&format!("{language}/indicators/index.html"));
    let list =
        Link { title: Said::own(locale.word("nav.indicators")), path: list.encoded() };
    frame.above.push(list);
    frame.description = dataset.metadata.definition.say(language);
    let span = Span::file(dataset.metadata_file);
    let request = figure::default_request(dataset);
    let chart =
        dataset.has_values().then(|| figure::figure(catalogue, &request, span, locale));
    let chart = chart.and_then(|it| it.map_err(|it| sink.push(it)).ok());
    // A line of one point was found with the numbers, where it can be accepted.
    let noticed = chart.iter().flat_map(|it| figure::noticed(it, span));
    let noticed = noticed.filter(|it| it.rule != Rule::SinglePoint);
    sink.extend(noticed.collect::<Diagnostics>());
    let mut indicator = indicator(catalogue, dataset, &frame.title, locale);
    indicator.chart = chart;
    let subject = Subject::Indicator(Box::new(indicator));
    Checked::new(frame.around(subject, catalogue, locale), sink)
}

fn indicator(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    title: &Said,
    locale: &Locale,
) -> Indicator {
    let language = locale.language();
    let metadata = &dataset.metadata;
    let framework = &catalogue.site.framework;
    let code = metadata.indicator.as_ref();
    let target = code.map(crate::model::IndicatorId::target);
    let official = code.and_then(|it| framework.indicator(it)?.title.say(language));
    let dimensions = dataset.dimensions.iter().enumerate();
    let splits = dimensions.filter(|(_, it)| it.role == Role::Disaggregation);
    let pages = catalogue.about(&dataset.id);
    let [before, after] = catalogue.beside(dataset, language);
    Indicator {
        id: dataset.id.to_string(),
        code: code.map(|it| locale.digits(&it.to_string())),
        goal: code
            .and_then(|it| framework.goal(it.goal))
            .map(|it| catalogue.goal(it, locale)),
        provider: super::provider::of(catalogue, dataset, locale),
        target_code: target.as_ref().map(|it| locale.digits(it)),
        target: target.and_then(|it| framework.target(&it)?.title.say(language)),
        official: official.filter(|it| it != title),
        definition: metadata.definition.say(language),
        changed: dataset.changed().map(|it| super::catalogue::day(it, locale)),
        headline: headline(dataset, locale),
        empty: super::catalogue::empty(dataset, locale),
        status: status(dataset, locale),
        coverage: super::coverage::view(catalogue, dataset, locale),
        chart: None,
        views: chart::links(dataset, None, locale),
        embed: chart::route(language, dataset, None).encoded(),
        breakdowns: splits
            .filter_map(|(at, _)| table::breakdown(dataset, at, locale))
            .collect(),
        table: dataset.has_values().then(|| table::complete(dataset, locale)),
        targets: targets(dataset, locale),
        progress: super::progress::view(catalogue, dataset, locale),
        roadmap: roadmap(metadata, locale),
        breaks: breaks(metadata, locale),
        notes: metadata.notes.iter().filter_map(|it| it.say(language)).collect(),
        facts: facts(dataset, locale),
        accepted: accepted(metadata, locale),
        downloads: super::data::downloads(catalogue, dataset, locale),
        revisions: super::data::revisions_of(catalogue, dataset, locale),
        pages: pages.iter().map(|it| Catalogue::item(it, locale)).collect(),
        strategies: proposals(pages, |it| &it.strategies, locale),
        reforms: proposals(pages, |it| &it.reforms, locale),
        citation: cite::sentence(catalogue, &title.text, dataset.changed(), locale),
        before,
        after,
    }
}

/// How far reporting is: what the editor declares, or what the data shows.
pub(super) fn status(dataset: &Dataset, locale: &Locale) -> Status {
    let shown = if dataset.has_values() {
        ReportingStatus::Complete
    } else {
        ReportingStatus::Exploring
    };
    let (key, word) = match dataset.metadata.status.unwrap_or(shown) {
        ReportingStatus::Complete => ("complete", "status.complete"),
        ReportingStatus::InProgress => ("in-progress", "status.in-progress"),
        ReportingStatus::Exploring => ("exploring", "status.exploring"),
        ReportingStatus::NotApplicable => ("not-applicable", "status.not-applicable"),
    };
    Status { key: key.to_owned(), word: locale.word(word).to_owned() }
}

/// The state of a step of a road map.
fn stage(stage: Stage, locale: &Locale) -> Status {
    let (key, word) = match stage {
        Stage::NotStarted => ("not-started", "stage.not-started"),
        Stage::Started => ("started", "stage.started"),
        Stage::Done => ("done", "stage.done"),
    };
    Status { key: key.to_owned(), word: locale.word(word).to_owned() }
}

/// The words for the four steps of a road map.
pub(super) const STEPS: [&str; 4] =
    ["step.collect", "step.use", "step.publish", "step.visualize"];

/// How far the four steps are; empty where the metadata does not say.
pub(super) fn roadmap(metadata: &Metadata, locale: &Locale) -> Vec<Step> {
    let Some(map) = metadata.roadmap else { return Vec::new() };
    let stages = [map.collect, map.r#use, map.publish, map.visualize];
    let steps = STEPS.iter().zip(stages);
    steps
        .map(|(key, it)| Step {
            label: locale.word(key).to_owned(),
            status: stage(it, locale),
        })
        .collect()
}

fn headline(dataset: &Dataset, locale: &Locale) -> Option<Headline> {
    let (series, observation, value) = inline::latest(dataset)?;
    let first = series.observations.iter().find(|it| it.value.is_some())?;
    let from = first.period.written(locale);
    let broken = !dataset.metadata.breaks.is_empty()
        || series.observations.iter().any(|it| it.status == ObsStatus::Break);
    let change = (first.period != observation.period && !broken).then(|| {
        let base = first.value.as_ref().unwrap_or(value);
        let change = inline::difference(dataset, series, (base, value), locale);
        let then = dataset.quantity(first, series, locale);
        let values = [("change", &*change), ("year", &from), ("value", &then)];
        locale.phrase("headline.change", &values)
    });
    let special = observation.status != ObsStatus::Normal;
    Some(Headline {
        value: super::catalogue::quantity(dataset, observation, series, locale),
        period: observation.period.written(locale),
        change,
        status: special.then(|| {
            locale.word(&format!("obs.{}", observation.status.code())).to_owned()
        }),
    })
}

fn targets(dataset: &Dataset, locale: &Locale) -> Vec<Fact> {
    let metadata = &dataset.metadata;
    let baseline = metadata.baseline.iter().map(|it| ("fact.baseline-in", it));
    let targets = metadata.targets.iter().map(|it| ("fact.target-in", it));
    baseline
        .chain(targets)
        .map(|(key, it)| {
            let year = locale.digits(&it.year.to_string());
            let mut value = Said::own(inline::target_value(dataset, it, locale));
            if let Some(note) = it.note.say(locale.language())
                && note.lang.is_none()
            {
                value.text = format!("{} ({})", value.text, note.text);
            }
            Fact { label: locale.phrase(key, &[("year", &year)]), value, url: None }
        })
        .collect()
}

fn breaks(metadata: &Metadata, locale: &Locale) -> Vec<Fact> {
    let breaks = metadata.breaks.iter();
    breaks
        .map(|it| Fact {
            label: locale.digits(&it.year.to_string()),
            value: it
                .note
                .say(locale.language())
                .unwrap_or_else(|| Said::own(locale.word("obs.B"))),
            url: None,
        })
        .collect()
}

/// The checks that the editor silenced, with the reasons.
fn accepted(metadata: &Metadata, locale: &Locale) -> Vec<Fact> {
    let accepted = metadata.accept.iter();
    accepted
        .filter_map(|it| {
            let key = format!("check.{}", it.check);
            let label = locale.has_word(&key).then(|| locale.word(&key).to_owned())?;
            let value = it.reason.say(locale.language())?;
            Some(Fact { label, value, url: None })
        })
        .collect()
}

fn facts(dataset: &Dataset, locale: &Locale) -> Vec<Fact> {
    let metadata = &dataset.metadata;
    let mut facts = Vec::new();
    let mut add = |key: &str, value: Option<Said>, url: Option<&String>| {
        if let Some(value) = value {
            let label = locale.word(key).to_owned();
            facts.push(Fact { label, value, url: url.cloned() });
        }
    };
    let text = |it: &Localized<String>| it.say(locale.language());
    let better = metadata.direction.map(|it| match it {
        Direction::Up => Said::own(locale.word("fact.better-up")),
        Direction::Down => Said::own(locale.word("fact.better-down")),
    });
    let licence = metadata.licence.clone().map(Said::own);
    let accessed = metadata.source.accessed.map(|it| Said::own(locale.date(it)));
    add("fact.unit", text(&metadata.unit), None);
    add("fact.direction", better, None);
    add("fact.source", text(&metadata.source.organisation), metadata.source.url.as_ref());
    add("fact.vintage", text(&metadata.vintage), None);
    add("fact.accessed", accessed, None);
    add("fact.custodian", text(&metadata.custodian), None);
    add("fact.method", text(&metadata.method), None);
    add("fact.licence", licence, None);
    add("fact.frequency", super::coverage::frequency(dataset, locale), None);
    add("fact.next", super::coverage::next_release(dataset, locale), None);
    add("fact.contact", text(&metadata.contact), None);
    facts
}

/// What the notes among `pages` propose, each with its note.
fn proposals(
    pages: &[&Page],
    pick: fn(&Front) -> &Vec<String>,
    locale: &Locale,
) -> Vec<Proposal> {
    let language = locale.language();
    let notes = pages.iter().filter(|it| it.kind == Kind::Note);
    notes
        .flat_map(|page| {
            let (lang, translation) = super::catalogue::translation(page, language);
            let link = Catalogue::link(page, language);
            pick(&translation.front).iter().map(move |text| Proposal {
                text: Said { text: text.clone(), lang },
                page: link.clone(),
            })
        })
        .collect()
}
