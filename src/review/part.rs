//! Headings, tables, charts, links, footnotes and lists that one language of a page has and the
//! other has not.

use std::collections::BTreeMap;

use super::unit::{Form, Unit};
use crate::{
    diag::{Diagnostic, Message, Rule, Span, Spanned, say},
    model::{Asked, Block, Body, Event, Expression, Front, Link, Tag, Workshop, Written},
    text::{Language, fold},
};

/// A page in one language.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) language: Language,
    pub(super) translation: Written<'a>,
    pub(super) units: &'a [Unit],
}

/// Holds the parts of a translation against those of its original.
pub(super) fn compare(original: Side<'_>, translation: Side<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(headings(original, translation));
    let (here, there) = (translation.translation.body, original.translation.body);
    let kinds: [fn(&Body, Span) -> Vec<Part>; 5] = [tables, notes, blocks, links, values];
    for kind in kinds {
        let file = |it: Side<'_>| Span::file(it.translation.file);
        let (own, other) = (kind(here, file(translation)), kind(there, file(original)));
        found.extend(missing(&own, &other, original.language, file(original)));
        found.extend(missing(&other, &own, translation.language, file(translation)));
    }
    found.extend(lists(original, translation));
    found
}

/// A part of a page: what makes it the same part in another language, what it is called, and where
/// it stands.
struct Part {
    same: String,
    name: Message,
    span: Span,
}

/// Parts of `these` that `those`, in `language`, have fewer of.
fn missing(
    these: &[Part],
    those: &[Part],
    language: Language,
    there: Span,
) -> Vec<Diagnostic> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for part in those {
        *left.entry(&part.same).or_default() += 1;
    }
    let mut found = Vec::new();
    for part in these {
        match left.get_mut(&*part.same) {
            Some(count) if *count > 0 => *count -= 1,
            _ => {
                let message =
                    say!("{name} is not in `{language}`", name = part.name, language);
                found.push(
                    Diagnostic::new(Rule::PartsDiffer, part.span, message)
                        .label(there, say!("the page in `{language}`", language))
                        .help(say!(
                            "give both languages the same, or take it away from both"
                        )),
                );
            }
        }
    }
    found
}

/// The first heading that is of another level, or of which there is none.
fn headings(original: Side<'_>, translation: Side<'_>) -> Option<Diagnostic> {
    let level = |it: &Unit| match it.form {
        Form::Heading(level) => Some(level),
        _ => None,
    };
    let all = |side: Side<'_>| -> Vec<(u8, Span)> {
        side.units.iter().filter_map(|it| Some((level(it)?, it.place()))).collect()
    };
    let (here, there) = (all(translation), all(original));
    let alike = here.iter().zip(&there).take_while(|(a, b)| a.0 == b.0).count();
    if alike == here.len() && alike == there.len() {
        return None;
    }
    let (own, other) = (translation.language, original.language);
    let (message, span) = match (here.get(alike), there.get(alike)) {
        (Some(here), Some(there)) => (
            say!(
                "a heading of level {here} that is of level {there} in `{other}`",
                here = here.0,
                there = there.0,
                other
            ),
            here.1,
        ),
        (Some(here), None) => (say!("a heading that is not in `{other}`", other), here.1),
        (None, Some(there)) => (say!("a heading that is not in `{own}`", own), there.1),
        (None, None) => return None,
    };
    let counts = say!(
        "`{own}` has {here}, `{other}` has {there}",
        own,
        here = here.len(),
        other,
        there = there.len()
    );
    let label = match there.get(alike).or(there.last()) {
        Some(it) if it.1 != span => {
            Some((it.1, say!("the headings of `{other}`", other)))
        }
        _ => None,
    };
    let found = Diagnostic::new(Rule::PartsDiffer, span, message)
        .help(say!("give both languages the same headings: {counts}", counts));
    Some(match label {
        Some((span, message)) => found.label(span, message),
        None => found,
    })
}

/// Tables written in the text, by their columns and rows.
fn tables(body: &Body, file: Span) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let (mut rows, mut span) = (0, file);
    for event in &body.events {
        match event {
            Event::Start(Tag::Table(_)) => (rows, span) = (0, file),
            Event::Start(Tag::TableRow) => rows += 1,
            Event::Text(slice) if span == file => {
                if let Some(range) = slice.source_range() {
                    span = Span::new(file.file, range);
                }
            }
            Event::End(Tag::Table(index)) => {
                let columns = body.tables[*index as usize].len();
                let name = say!("this table of {columns} × {rows} cells", columns, rows);
                parts.push(Part { same: format!("{columns} {rows}"), name, span });
            }
            _ => {}
        }
    }
    parts
}

/// Footnotes that are referred to.
fn notes(body: &Body, file: Span) -> Vec<Part> {
    let used = body.events.iter().filter_map(|it| match it {
        Event::Footnote(index) => Some(&*body.footnotes[*index as usize]),
        _ => None,
    });
    let part = |name: &str| {
        let written = format!("[^{name}]");
        let at = body.source.find(&written);
        let span = at.map_or(file, |it| Span::new(file.file, it..it + written.len()));
        // Names of footnotes may differ from language to language; how many there are may not.
        Part {
            same: String::new(),
            name: say!("the footnote `{written}`", written),
            span,
        }
    };
    used.map(part).collect()
}

/// Charts, tables of data, cards and timelines, by what they are of.
fn blocks(body: &Body, _: Span) -> Vec<Part> {
    let part = |it: &Spanned<Block>| {
        let (same, name) = match &it.node {
            Block::Chart(chart) => (
                format!("chart {} {:?} {:?}", chart.data, chart.r#type, chart.target),
                say!("this chart of `{data}`", data = chart.data),
            ),
            Block::Table(table) => (
                format!("table {} {:?} {}", table.data, table.limit, table.columns.len()),
                say!("this table of `{data}`", data = table.data),
            ),
            Block::Figures(cards) => (
                format!("figures {}", cards.len()),
                say!("this block of {count} figures", count = cards.len()),
            ),
            Block::Timeline(it) => {
                (format!("timeline {:?}", it.data), say!("this timeline"))
            }
        };
        Part { same, name, span: it.span }
    };
    body.blocks.iter().map(part).collect()
}

/// Links and pictures: to pages and data by where they lead, to other sites by their number, since
/// these have pages in several languages of their own.
fn links(body: &Body, _: Span) -> Vec<Part> {
    let part = |it: &Spanned<Link>| {
        let target = &*it.node.target;
        let name = say!("the link to `{target}`", target);
        Part { same: destination(target), name, span: it.span }
    };
    body.links.iter().map(part).collect()
}

/// `../notes/neet.en.md#x` → `../notes/neet`.
fn destination(target: &str) -> String {
    if target.starts_with("http:") || target.starts_with("https:") {
        return "https:".to_owned();
    }
    let path = target.split('#').next().unwrap_or_default();
    let Some(stem) = path.strip_suffix(".md") else { return path.to_owned() };
    let named = stem.rsplit_once('.').filter(|(_, tag)| tag.parse::<Language>().is_ok());
    named.map_or(stem, |(name, _)| name).to_owned()
}

/// Numbers from the data. Where a column or value is named in the page's own language, it is only
/// known that something is asked of the dataset.
fn values(body: &Body, _: Span) -> Vec<Part> {
    let part = |it: &Spanned<Expression>| {
        let Expression { data, asked, r#where } = &it.node;
        let plain = r#where.columns().count();
        let year = r#where.year().map(fold);
        let asked = match asked {
            Asked::Change { from, to } => format!("change {from:?} {to:?}"),
            other => format!("{other:?}"),
        };
        let written = &body.source[it.span.range()];
        Part {
            same: format!("{data} {asked} {year:?} {plain}"),
            name: say!("the number `={written}` from the data", written),
            span: it.span,
        }
    };
    body.values.iter().map(part).collect()
}

/// Lists in the front matter that are longer in one language.
fn lists(original: Side<'_>, translation: Side<'_>) -> Vec<Diagnostic> {
    let (here, there) = (&translation.translation.front, &original.translation.front);
    let mut found = Vec::new();
    for ((key, own), (_, other)) in counts(here).into_iter().zip(counts(there)) {
        if own == other {
            continue;
        }
        let language = original.language;
        let message = say!(
            "`{key}` has {own} here and {other} in `{language}`",
            key,
            own,
            other,
            language
        );
        found.push(
            Diagnostic::new(
                Rule::PartsDiffer,
                translation.translation.span_of(key),
                message,
            )
            .label(
                original.translation.span_of(key),
                say!("{other} in `{language}`", other, language),
            )
            .help(say!("give both languages the same")),
        );
    }
    found
}

/// How much there is under each key of the front matter that holds a list.
fn counts(front: &Front) -> Vec<(&'static str, usize)> {
    let empty = Workshop::default();
    let workshop = front.workshop.as_ref().unwrap_or(&empty);
    vec![
        ("indicators", front.indicators.len()),
        ("tags", front.tags.len()),
        ("changes", front.changes.len()),
        ("recommendations", front.recommendations.len()),
        ("strategies", front.strategies.len()),
        ("reforms", front.reforms.len()),
        ("sources", front.sources.len()),
        ("objectives", workshop.objectives.len()),
        ("tracks", workshop.tracks.len()),
        ("groups", workshop.groups.len()),
        ("materials", workshop.materials.len()),
        ("actions", front.plan.as_ref().map_or(0, |it| it.actions.len())),
    ]
}
