//! A page by an author on paper.

use super::{
    block,
    node::{Card, Fact, Grid, Node, paragraph, said, words},
    text::{self, Context},
};
use crate::page::view::{
    Action, Article, Group, IndicatorCard, Material, Plan, Reference, Workshop,
};

/// What stands beside the title: its number, its days, its authors.
pub(super) fn facts(article: &Article, context: &Context<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let memo = article.memo.iter().map(|it| ("page.memo", &**it));
    let date = article.date.iter().map(|it| ("page.published", &*it.text));
    let updated = article.updated.iter().map(|it| ("page.updated", &*it.text));
    for (key, value) in memo.chain(date).chain(updated) {
        facts.push(context.fact(key, value));
    }
    if !article.authors.is_empty() {
        facts.push(context.fact("page.authors", &article.authors.join(", ")));
    }
    facts
}

/// What stands below the title.
pub(super) fn parts(article: &Article, context: &Context<'_>) -> Vec<Node> {
    let lang = context.locale.language();
    let mut nodes = Vec::new();
    if article.workshop.is_none() {
        nodes.extend(cards(&article.indicators, context));
    }
    if let Some(it) = &article.workshop {
        workshop(it, context, &mut nodes);
    }
    if let Some(it) = article.plan.as_ref().filter(|it| !it.actions.is_empty()) {
        plan(it, context, &mut nodes);
    }
    nodes.extend(text::parts(&article.text, context));
    let lists = [
        ("note.recommendations", &article.recommendations),
        ("note.strategies", &article.strategies),
        ("note.reforms", &article.reforms),
    ];
    for (key, texts) in lists {
        section(key, texts, context, &mut nodes);
    }
    if !article.sources.is_empty() {
        nodes.push(context.heading("note.sources", 1));
        let item = |it: &Reference| linked(&it.title, it.url.as_deref(), context);
        let items = article.sources.iter().map(item).collect();
        nodes.push(Node::List { first: None, items });
    }
    if nodes.is_empty() {
        nodes.extend(
            article.summary.as_ref().map(|it| Node::Paragraph { kids: said(it, lang) }),
        );
    }
    nodes
}

/// Texts under a heading.
pub(super) fn section(
    key: &str,
    texts: &[String],
    context: &Context<'_>,
    nodes: &mut Vec<Node>,
) {
    if !texts.is_empty() {
        nodes.push(context.heading(key, 1));
        nodes.push(list(texts, context));
    }
}

fn list(texts: &[String], context: &Context<'_>) -> Node {
    let lang = context.locale.language();
    Node::List { first: None, items: texts.iter().map(|it| words(it, lang)).collect() }
}

/// Words that lead to an address, where there is one.
pub(super) fn linked(text: &str, url: Option<&str>, context: &Context<'_>) -> Vec<Node> {
    let kids = words(text, context.locale.language());
    match url {
        Some(url) => vec![Node::Link { to: url.to_owned(), kids }],
        None => kids,
    }
}

/// The latest values of the indicators that a page is about.
fn cards(cards: &[IndicatorCard], context: &Context<'_>) -> Option<Node> {
    let lang = context.locale.language();
    let card = |it: &IndicatorCard| {
        let value = match &it.value {
            Some(value) => quantity(value, context),
            None => words(&it.empty, lang),
        };
        let mut label = Vec::new();
        if let Some(code) = &it.code {
            label.push(Node::Strong { kids: words(&format!("{code} "), lang) });
        }
        label.extend(said(&it.title, lang));
        Card { value, period: it.period.clone(), label }
    };
    let cards: Vec<Card> = cards.iter().map(card).collect();
    (!cards.is_empty()).then_some(Node::Cards { cards })
}

/// A number with its unit.
pub(super) fn quantity(
    value: &crate::page::view::Quantity,
    context: &Context<'_>,
) -> Vec<Node> {
    let lang = context.locale.language();
    let mut nodes = words(&value.number, lang);
    if let Some(unit) = &value.unit {
        nodes.extend(words(" ", lang));
        nodes.push(Node::Group { kids: said(unit, lang) });
    }
    nodes
}

fn workshop(workshop: &Workshop, context: &Context<'_>, nodes: &mut Vec<Node>) {
    let lang = context.locale.language();
    let mut rows = Vec::new();
    if let Some(start) = &workshop.start {
        let end =
            workshop.end.as_ref().map_or(String::new(), |it| format!(" – {}", it.text));
        rows.push(context.fact("workshop.dates", &format!("{}{end}", start.text)));
    }
    rows.extend(workshop.place.iter().map(|it| context.fact("workshop.place", it)));
    if !workshop.hosts.is_empty() {
        rows.push(context.fact("workshop.hosts", &workshop.hosts.join("; ")));
    }
    if !rows.is_empty() {
        nodes.push(Node::Facts { rows });
    }
    section("workshop.objectives", &workshop.objectives, context, nodes);
    if !workshop.tracks.is_empty() {
        nodes.push(context.heading("workshop.tracks", 1));
        for track in &workshop.tracks {
            let part = track.part.as_ref().map_or(String::new(), |it| format!("{it}: "));
            let title = words(&format!("{part}{}", track.title), lang);
            nodes.push(Node::Heading { level: 2, id: None, kids: title });
            if !track.topics.is_empty() {
                nodes.push(list(&track.topics, context));
            }
        }
    }
    if !workshop.groups.is_empty() {
        nodes.push(context.heading("workshop.groups", 1));
        workshop.groups.iter().for_each(|it| group(it, context, nodes));
    }
    if !workshop.materials.is_empty() {
        nodes.push(context.heading("workshop.materials", 1));
        let items = workshop.materials.iter().map(|it| material(it, context)).collect();
        nodes.push(Node::List { first: None, items });
    }
}

fn group(group: &Group, context: &Context<'_>, nodes: &mut Vec<Node>) {
    let lang = context.locale.language();
    let number = group.number.as_ref().map_or(String::new(), |it| format!("{it}. "));
    let title = words(&format!("{number}{}", group.title), lang);
    nodes.push(Node::Heading { level: 2, id: None, kids: title });
    nodes.extend(group.note.iter().map(|it| paragraph(it, lang)));
    nodes.extend(cards(&group.indicators, context));
    let lists =
        [("note.strategies", &group.strategies), ("note.reforms", &group.reforms)];
    for (key, texts) in lists.into_iter().filter(|it| !it.1.is_empty()) {
        nodes.push(context.heading(key, 3));
        nodes.push(list(texts, context));
    }
}

fn material(material: &Material, context: &Context<'_>) -> Vec<Node> {
    let lang = context.locale.language();
    let mut nodes = linked(&material.title, material.url.as_deref(), context);
    let kind = material.kind.iter().filter(|it| **it != material.title);
    let more = kind.map(|it| format!(" ({it})"));
    let more = more.chain(material.note.iter().map(|it| format!(" – {it}")));
    nodes.extend(more.flat_map(|it| words(&it, lang)));
    nodes
}

/// The heads of the table of actions.
const KEYS: [&str; 6] = [
    "plan.action",
    "plan.lead",
    "plan.from",
    "plan.to",
    "plan.status",
    "plan.indicators",
];

fn plan(plan: &Plan, context: &Context<'_>, nodes: &mut Vec<Node>) {
    let lang = context.locale.language();
    let row = |it: &Action| {
        let text = |it: Option<&str>| words(it.unwrap_or_default(), lang);
        let codes =
            it.indicators.iter().map(|it| it.code.as_ref().unwrap_or(&it.title.text));
        let codes: Vec<&str> = codes.map(String::as_str).collect();
        vec![
            text(Some(&it.action)),
            text(it.lead.as_deref()),
            text(it.start.as_ref().map(|it| &*it.text)),
            text(it.end.as_ref().map(|it| &*it.text)),
            text(it.status_word.as_deref()),
            text(Some(&codes.join(", "))),
        ]
    };
    let mut grid = Grid {
        heads: KEYS.map(|it| words(context.locale.word(it), lang)).into(),
        align: vec!["start"; KEYS.len()],
        rows: plan.actions.iter().map(row).collect(),
        ..Grid::default()
    };
    block::fit(&mut grid, context.shaper);
    nodes.push(context.heading("plan.actions", 1));
    nodes.push(Node::Table(grid));
    let timeline = plan.timeline.as_ref();
    nodes.extend(timeline.map(|it| block::drawn(it, context)));
}
