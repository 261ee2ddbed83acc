//! Pages written by authors: notes, workshops, plans, reports and others.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Catalogue,
    catalogue::day,
    cite,
    frame::{self, Frame},
    made::Made,
    text, timeline,
    view::{
        Action, Anchor, Article, Day, Edit, Group, Item, Link, Material, Missing, Plan,
        Reference, Subject, TagLink, Track, View, Workshop,
    },
};
use crate::{
    diag::{Checked, Diagnostic, Diagnostics, Rule, meant, say},
    model::{self, Body, Front, Kind, Page, Written},
    text::{Locale, Said, nearest, slug},
};

/// Words a minute, for reading times; no source was found for Bangla, so one figure serves all.
const PACE: usize = 200;

/// How many related pages an article names.
const RELATED: usize = 5;

/// The view of `page` for readers of `locale`; `body` is what it says to them.
pub(super) fn view(
    catalogue: &Catalogue<'_>,
    page: &Page,
    body: Option<&Arc<Body>>,
    locale: &Locale,
) -> Checked<View> {
    let language = locale.language();
    let title = super::catalogue::title(page, language);
    let mut frame = Frame::new(format!("{}.html", page.id), title, locale);
    if !page.id.section().is_empty() {
        frame.above.push(frame::section(catalogue, page.id.section(), locale));
    }
    let Some((translation, body)) = page.translations.get(&language).zip(body) else {
        return Checked::new(missing(catalogue, page, frame, locale), Diagnostics::new());
    };
    frame.description = translation.front.summary.clone().map(Said::own);
    let (article, sink) =
        article(catalogue, page, translation.with(body), &frame, locale);
    let article = Box::new(article);
    let subject = match page.kind {
        Kind::Note => Subject::Note(article),
        Kind::Workshop => Subject::Workshop(article),
        Kind::Report => Subject::Report(article),
        Kind::Plan => Subject::Plan(article),
        Kind::Page => Subject::Page(article),
    };
    Checked::new(frame.around(subject, catalogue, locale), sink)
}

/// The page that says in the reader's language that the page is not in it.
fn missing(
    catalogue: &Catalogue<'_>,
    page: &Page,
    mut frame: Frame,
    locale: &Locale,
) -> View {
    frame.description = Some(Said::own(locale.word("missing.text")));
    let languages = frame::languages(catalogue, &frame.path, locale.language());
    let available =
        languages.into_iter().filter(|it| page.translations.contains_key(&it.tag));
    let subject = Subject::Missing(Missing { available: available.collect() });
    frame.around(subject, catalogue, locale)
}

fn article(
    catalogue: &Catalogue<'_>,
    page: &Page,
    written: Written<'_>,
    frame: &Frame,
    locale: &Locale,
) -> (Article, Diagnostics) {
    let Written { front, body, .. } = written;
    let (text, mut sink) = text::resolve(catalogue, page, written, &frame.route, locale);
    check(catalogue, written, &mut sink);
    let headings = body.headings.iter().filter(|it| it.level == 2);
    let settings = &catalogue.site.settings;
    let both = front.bangla_calendar.unwrap_or(settings.bangla_calendar);
    let dated = |it: Date| {
        let text = if both { locale.date_in_both(it) } else { locale.date(it) };
        Day { iso: it.to_string(), text }
    };
    let minutes = body.words().div_ceil(PACE) as u64;
    let article = Article {
        text,
        summary: front.summary.clone().map(Said::own),
        memo: front.memo.clone(),
        draft: front.draft,
        date: front.date.map(dated),
        updated: front.changed().map(dated),
        changes: changes(front, locale),
        replaced_by: front
            .replaced_by
            .as_ref()
            .and_then(|it| part(catalogue, it, locale)),
        audience: front.audience.clone(),
        authors: front.authors.clone(),
        reading_time: (minutes > 1).then(|| locale.count("reading.minutes", minutes)),
        contents: headings
            .map(|it| Anchor { id: it.id.to_string(), title: it.title.to_string() })
            .collect(),
        indicators: catalogue.cards(&front.indicators, locale),
        parts: front.parts.iter().filter_map(|it| part(catalogue, it, locale)).collect(),
        tags: tags(catalogue, front, locale),
        recommendations: front.recommendations.clone(),
        strategies: front.strategies.clone(),
        reforms: front.reforms.clone(),
        sources: front.sources.iter().map(reference).collect(),
        related: related(catalogue, page, front, locale),
        citation: cite::sentence(
            catalogue,
            &front.title,
            front.changed().or(front.date),
            locale,
        ),
        workshop: front.workshop.as_ref().map(|it| workshop(catalogue, it, locale)),
        plan: front.plan.as_ref().map(|it| plan(catalogue, it, locale)),
        extra: serde_json::to_value(&front.extra).unwrap_or_default(),
    };
    (article, sink)
}

/// Datasets named in the front matter that are not there.
fn check(catalogue: &Catalogue<'_>, written: Written<'_>, sink: &mut Diagnostics) {
    let front = written.front;
    let groups = front.workshop.iter().flat_map(|it| &it.groups);
    let actions = front.plan.iter().flat_map(|it| &it.actions);
    let named = front
        .indicators
        .iter()
        .chain(groups.flat_map(|it| &it.indicators))
        .chain(actions.flat_map(|it| &it.indicators));
    for name in named {
        let span = written.span_of(name);
        if let Err(diagnostic) = super::inline::dataset(catalogue, name, span) {
            sink.push(diagnostic);
        }
    }
    for name in front.parts.iter().chain(&front.replaced_by) {
        check_part(catalogue, name, written, sink);
    }
    for material in front.workshop.iter().flat_map(|it| &it.materials) {
        if let Some(kind) = &material.kind
            && !MATERIALS.contains(&kind.as_str())
        {
            let message = say!("there is no kind of material `{kind}`", kind);
            sink.push(
                Diagnostic::new(Rule::BadBlock, written.span_of(kind), message)
                    .help(say!("the kinds are {kinds}", kinds = MATERIALS.join(", "))),
            );
        }
    }
}

/// The page or dataset of that name, and where it is.
fn part(catalogue: &Catalogue<'_>, name: &str, locale: &Locale) -> Option<Link> {
    let site = catalogue.site;
    let language = locale.language();
    let page = site.pages.iter().find(|it| *it.0.0 == *name);
    let page = page.map(|it| Catalogue::link(it.1, language));
    let dataset = || Some(catalogue.dataset_link(site.datasets.get(name)?, language));
    page.or_else(dataset).or_else(|| Made::of(name).map(|it| it.link(locale)))
}

/// A page named in the front matter that is not there, unless it may not be seen yet.
fn check_part(
    catalogue: &Catalogue<'_>,
    name: &str,
    written: Written<'_>,
    sink: &mut Diagnostics,
) {
    let site = catalogue.site;
    let held = site.held.pages.iter().any(|it| *it.0 == *name);
    let locale = site.locale(site.settings.first_language());
    if held || part(catalogue, name, locale).is_some() {
        return;
    }
    let pages = site.pages.keys().map(|it| &*it.0);
    let datasets = site.datasets.keys().map(|it| &**it);
    let near = nearest(name, pages.chain(datasets).chain(Made::NAMES));
    let message = say!("there is no page or dataset `{name}`", name);
    let span = written.span_of(name);
    sink.push(
        Diagnostic::new(Rule::BrokenLink, span, message).maybe_help(near.map(meant)),
    );
}

/// What a workshop leaves behind.
const MATERIALS: [&str; 5] = ["report", "event", "video", "press", "chat"];

fn tags(catalogue: &Catalogue<'_>, front: &Front, locale: &Locale) -> Vec<TagLink> {
    let tags = front.tags.iter();
    tags.filter_map(|it| super::list::tag(catalogue, &slug(it), locale)).collect()
}

fn changes(front: &Front, locale: &Locale) -> Vec<Edit> {
    let edit =
        |it: &model::Edit| Edit { date: day(it.date, locale), what: it.what.clone() };
    let mut changes = front.changes.clone();
    changes.sort_by_key(|it| std::cmp::Reverse(it.date));
    changes.iter().map(edit).collect()
}

pub(super) fn reference(reference: &model::Reference) -> Reference {
    match reference {
        model::Reference::Text(title) => Reference { title: title.clone(), url: None },
        model::Reference::Titled { title, url } => {
            Reference { title: title.clone(), url: url.clone() }
        }
    }
}

/// Other pages about the same datasets, the latest first.
fn related(
    catalogue: &Catalogue<'_>,
    page: &Page,
    front: &Front,
    locale: &Locale,
) -> Vec<Item> {
    let mut related: Vec<&Page> = Vec::new();
    for dataset in &front.indicators {
        for other in catalogue.about(dataset).iter().take(RELATED + 1) {
            if other.id != page.id && !related.iter().any(|it| it.id == other.id) {
                related.push(other);
            }
        }
    }
    related.truncate(RELATED);
    related.into_iter().map(|it| Catalogue::item(it, locale)).collect()
}

fn workshop(
    catalogue: &Catalogue<'_>,
    workshop: &model::Workshop,
    locale: &Locale,
) -> Workshop {
    let end = workshop.end.filter(|it| Some(*it) != workshop.start);
    Workshop {
        start: workshop.start.map(|it| day(it, locale)),
        end: end.map(|it| day(it, locale)),
        place: workshop.place.clone(),
        hosts: workshop.hosts.clone(),
        objectives: workshop.objectives.clone(),
        tracks: workshop
            .tracks
            .iter()
            .map(|it| Track {
                title: it.title.clone(),
                part: it.part.clone(),
                topics: it.topics.clone(),
            })
            .collect(),
        groups: workshop.groups.iter().map(|it| group(catalogue, it, locale)).collect(),
        materials: workshop
            .materials
            .iter()
            .map(|it| Material {
                title: it.title.clone(),
                kind: it.kind.as_deref().and_then(|it| {
                    let key = format!("material.{it}");
                    locale.has_word(&key).then(|| locale.word(&key).to_owned())
                }),
                url: it.url.clone(),
                note: it.note.clone(),
            })
            .collect(),
    }
}

fn group(catalogue: &Catalogue<'_>, group: &model::Group, locale: &Locale) -> Group {
    let language = locale.language();
    let mut notes: Vec<&Page> = Vec::new();
    for dataset in &group.indicators {
        let about = catalogue.about(dataset).iter().filter(|it| it.kind == Kind::Note);
        notes.extend(about);
    }
    notes.dedup_by_key(|it| &it.id);
    let fronts = || notes.iter().filter_map(|it| it.translations.get(&language));
    let strategies = fronts().flat_map(|it| it.front.strategies.clone()).collect();
    let reforms = fronts().flat_map(|it| it.front.reforms.clone()).collect();
    let link = |it: &&Page| -> Link { Catalogue::link(it, language) };
    Group {
        number: group.number.map(|it| locale.digits(&it.to_string())),
        title: group.title.clone(),
        note: group.note.clone(),
        indicators: catalogue.cards(&group.indicators, locale),
        notes: notes.iter().map(link).collect(),
        strategies,
        reforms,
    }
}

fn plan(catalogue: &Catalogue<'_>, plan: &model::Plan, locale: &Locale) -> Plan {
    let action = |it: &model::Action| Action {
        action: it.action.clone(),
        lead: it.lead.clone(),
        start: it.start.map(|it| day(it, locale)),
        end: it.end.map(|it| day(it, locale)),
        status: it.status.clone(),
        status_word: it
            .status
            .as_deref()
            .and_then(|it| timeline::status_word(it, locale)),
        indicators: catalogue.cards(&it.indicators, locale),
    };
    Plan {
        actions: plan.actions.iter().map(action).collect(),
        timeline: timeline::of_plan(catalogue, plan, locale),
    }
}

/// The word for the kind of a page and how many there are, such as "9 policy notes".
pub(super) fn counted(kind: Option<Kind>, count: usize, locale: &Locale) -> String {
    let key = kind.map(|it| format!("count.{}s", it.as_str()));
    let key =
        key.filter(|it| locale.has_word(it)).unwrap_or_else(|| "count.pages".to_owned());
    locale.count(&key, count as u64)
}
