//! A dataset's page on paper.

use super::{
    article::{linked, quantity},
    block,
    node::{Card, Fact, Node, paragraph, said, words},
    text::Context,
};
use crate::page::view::{self, Coverage, Indicator, Progress, Proposal};

/// The rows of the table of all values that are shown; the file that is attached has them all.
const ROWS: usize = 200;

/// What stands beside the title: goal and target.
pub(super) fn facts(indicator: &Indicator, context: &Context<'_>) -> Vec<Fact> {
    let lang = context.locale.language();
    let numbered = |key: &str, number: &str, title: &crate::text::Said| Fact {
        label: words(&format!("{} {number}", context.locale.word(key)), lang),
        value: said(title, lang),
    };
    let goal =
        indicator.goal.iter().map(|it| numbered("goal.name", &it.digits, &it.title));
    let code = indicator.target_code.as_deref().unwrap_or_default();
    let target = indicator.target.iter().map(|it| numbered("target.name", code, it));
    goal.chain(target).collect()
}

/// What stands below the title.
pub(super) fn parts(indicator: &Indicator, context: &Context<'_>) -> Vec<Node> {
    let lang = context.locale.language();
    let mut nodes = Vec::new();
    headline(indicator, context, &mut nodes);
    nodes.extend(indicator.chart.iter().map(|it| block::figure(it, context)));
    if !indicator.notes.is_empty() {
        nodes.push(context.heading("indicator.notes", 1));
        let items = indicator.notes.iter().map(|it| said(it, lang)).collect();
        nodes.push(Node::List { first: None, items });
    }
    facts_of("indicator.breaks", &indicator.breaks, context, &mut nodes);
    facts_of("indicator.targets", &indicator.targets, context, &mut nodes);
    if let Some(it) = &indicator.progress {
        progress(it, context, &mut nodes);
    }
    if !indicator.breakdowns.is_empty() {
        nodes.push(context.heading("indicator.groups", 1));
        let tables = indicator.breakdowns.iter();
        nodes.extend(tables.map(|it| Node::Table(block::grid(it, ROWS, context))));
    }
    if let Some(it) = &indicator.definition {
        nodes.push(context.heading("indicator.definition", 1));
        nodes.push(Node::Paragraph { kids: said(it, lang) });
    }
    facts_of("indicator.facts", &indicator.facts, context, &mut nodes);
    facts_of("indicator.accepted", &indicator.accepted, context, &mut nodes);
    coverage(&indicator.coverage, context, &mut nodes);
    proposals("note.strategies", &indicator.strategies, context, &mut nodes);
    proposals("note.reforms", &indicator.reforms, context, &mut nodes);
    if let Some(it) = &indicator.table {
        nodes.push(context.heading("indicator.values", 1));
        nodes.push(Node::Table(block::grid(it, ROWS, context)));
    }
    nodes
}

fn headline(indicator: &Indicator, context: &Context<'_>, nodes: &mut Vec<Node>) {
    let lang = context.locale.language();
    let label = || words(context.locale.word("headline.latest"), lang);
    let card = match &indicator.headline {
        Some(it) => Card {
            value: quantity(&it.value, context),
            period: Some(it.period.clone()),
            label: label(),
        },
        None => {
            Card { value: words(&indicator.empty, lang), period: None, label: label() }
        }
    };
    nodes.push(Node::Cards { cards: vec![card] });
    let more =
        indicator.headline.iter().flat_map(|it| it.change.iter().chain(&it.status));
    nodes.extend(more.map(|it| paragraph(it, lang)));
    let official = indicator.official.iter();
    nodes.extend(official.map(|it| Node::Paragraph { kids: said(it, lang) }));
}

fn fact(fact: &view::Fact, context: &Context<'_>) -> Fact {
    let lang = context.locale.language();
    let value = match &fact.url {
        Some(url) => linked(&fact.value.text, Some(url), context),
        None => said(&fact.value, lang),
    };
    Fact { label: words(&fact.label, lang), value }
}

fn facts_of(
    key: &str,
    facts: &[view::Fact],
    context: &Context<'_>,
    nodes: &mut Vec<Node>,
) {
    if !facts.is_empty() {
        nodes.push(context.heading(key, 1));
        nodes.push(Node::Facts {
            rows: facts.iter().map(|it| fact(it, context)).collect(),
        });
    }
}

fn progress(progress: &Progress, context: &Context<'_>, nodes: &mut Vec<Node>) {
    let lang = context.locale.language();
    nodes.push(context.heading("progress.title", 1));
    let mut rows = vec![context.fact("progress.rating", &progress.rating.word)];
    rows.extend(progress.workings.iter().map(|it| fact(it, context)));
    rows.push(context.fact("progress.by", &progress.method));
    nodes.push(Node::Facts { rows });
    let texts = progress.reason.iter().chain([&progress.how]);
    nodes.extend(texts.map(|it| paragraph(it, lang)));
}

fn coverage(coverage: &Coverage, context: &Context<'_>, nodes: &mut Vec<Node>) {
    let lang = context.locale.language();
    nodes.push(context.heading("indicator.reporting", 1));
    let derived = format!("{} – {}", coverage.data.word, coverage.summary);
    let mut rows = vec![context.fact("indicator.derived", &derived)];
    rows.extend(coverage.missing.iter().map(|it| context.fact("gaps.missing-years", it)));
    nodes.push(Node::Facts { rows });
    nodes.push(paragraph(&coverage.rule, lang));
}

fn proposals(
    key: &str,
    proposals: &[Proposal],
    context: &Context<'_>,
    nodes: &mut Vec<Node>,
) {
    let lang = context.locale.language();
    if !proposals.is_empty() {
        nodes.push(context.heading(key, 1));
        let item = |it: &Proposal| {
            let mut nodes = said(&it.text, lang);
            nodes.extend(words(" – ", lang));
            nodes.push(Node::Emphasis { kids: said(&it.page.title, lang) });
            nodes
        };
        nodes.push(Node::List {
            first: None,
            items: proposals.iter().map(item).collect(),
        });
    }
}
