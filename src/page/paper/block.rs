//! Charts, tables, key numbers and timelines as parts of a paper.

use super::{
    drawing::take_apart,
    node::{Card, Figure, Grid, Node, said, words},
    text::Context,
};
use crate::{
    page::view::{self, Block, Table},
    text::{Language, Locale, Said, Shaper},
};

/// The width of the text on a page upright and across, in points; a theme's may differ a little.
const UPRIGHT: f64 = 468.0;
const ACROSS: f64 = 715.0;

/// The size of a table's words, in points: as a rule, and where it is tight.
const SIZE: f64 = 9.0;
const SMALL: f64 = 7.5;

/// What stands around a cell's words, in points.
const AROUND: f64 = 12.0;

/// The rows of a chart's own table that are shown; the file that is attached has them all.
const ROWS: usize = 40;

/// The parts of `block`.
pub(super) fn parts(block: &Block, context: &Context<'_>) -> Vec<Node> {
    let lang = context.locale.language();
    match block {
        Block::Chart(it) => vec![figure(it, context)],
        Block::Table(it) => vec![Node::Table(grid(it, usize::MAX, context))],
        Block::Figures(cards) => {
            let card = |it: &view::Card| Card {
                value: words(&it.value, lang),
                period: it.period.clone(),
                label: said(&it.label, lang),
            };
            vec![Node::Cards { cards: cards.iter().map(card).collect() }]
        }
        Block::Timeline(it) => timeline(it, context),
    }
}

/// A chart with its table, unless that would go on for pages.
pub(super) fn figure(figure: &view::Figure, context: &Context<'_>) -> Node {
    let lang = context.locale.language();
    let table = Table { title: None, ..figure.table.clone() };
    let source = figure.source.as_ref().map_or(Vec::new(), |it| said(it, lang));
    Node::Figure(Box::new(Figure {
        title: said(&figure.title, lang),
        caption: figure.caption.as_ref().map_or(Vec::new(), |it| said(it, lang)),
        drawing: take_apart(&figure.wide),
        notes: figure.notes.iter().map(|it| said(it, lang)).collect(),
        source,
        table: (!table.rows.is_empty()).then(|| grid(&table, ROWS, context)),
    }))
}

/// The drawing of a timeline.
pub(super) fn drawn(timeline: &view::Timeline, context: &Context<'_>) -> Node {
    let title = timeline.title.as_ref();
    let title = title.cloned().unwrap_or(Said::own(context.locale.word("plan.timeline")));
    Node::Figure(Box::new(Figure {
        title: said(&title, context.locale.language()),
        caption: Vec::new(),
        drawing: take_apart(&timeline.wide),
        notes: Vec::new(),
        source: Vec::new(),
        table: None,
    }))
}

fn timeline(timeline: &view::Timeline, context: &Context<'_>) -> Vec<Node> {
    let locale = context.locale;
    let lang = locale.language();
    let head = |key: &str| words(locale.word(key), lang);
    let keys = ["plan.action", "plan.lead", "plan.from", "plan.to", "plan.status"];
    let row = |it: &view::TimelineRow| {
        let text = |it: Option<&str>| words(it.unwrap_or_default(), lang);
        vec![
            said(&it.label, lang),
            it.lead.as_ref().map_or(Vec::new(), |it| said(it, lang)),
            text(Some(&it.start.text)),
            text(it.end.as_ref().map(|it| &*it.text)),
            text(it.status.as_deref()),
        ]
    };
    let mut table = Grid {
        heads: keys.map(head).into(),
        align: vec!["start"; keys.len()],
        rows: timeline.rows.iter().map(row).collect(),
        ..Grid::default()
    };
    fit(&mut table, context.shaper);
    vec![drawn(timeline, context), Node::Table(table)]
}

/// A table with at most so many rows.
pub(super) fn grid(table: &Table, most: usize, context: &Context<'_>) -> Grid {
    let lang = context.locale.language();
    let text = |it: &Option<Said>| it.as_ref().map_or(Vec::new(), |it| said(it, lang));
    let align = table.columns.iter().map(|it| if it.number { "end" } else { "start" });
    let rows = table.rows.iter().take(most);
    let mut notes: Vec<Vec<Node>> = table.notes.iter().map(|it| said(it, lang)).collect();
    notes.extend(more(table.rows.len().saturating_sub(most), context.locale));
    let mut grid = Grid {
        title: text(&table.title),
        caption: text(&table.caption),
        heads: table.columns.iter().map(|it| said(&it.label, lang)).collect(),
        align: align.collect(),
        rows: rows.map(|row| row.iter().map(|it| cell(it, lang)).collect()).collect(),
        notes,
        fit: "normal",
    };
    fit(&mut grid, context.shaper);
    grid
}

fn more(rows: usize, locale: &Locale) -> Option<Vec<Node>> {
    let said = || words(&locale.count("table.more", rows as u64), locale.language());
    (rows > 0).then(said)
}

fn cell(cell: &view::Cell, lang: Language) -> Vec<Node> {
    let mut nodes = said(&cell.text, lang);
    if let Some(mark) = &cell.mark {
        nodes.push(Node::Raised { kids: words(mark, lang) });
    }
    nodes
}

/// Works out how `grid` fits on a page: each column needs its longest word, and room for a few more
/// where its cells are sentences.
pub(super) fn fit(grid: &mut Grid, shaper: &Shaper) {
    const SENTENCE: f64 = 9.0;
    let columns = grid.heads.len().max(grid.rows.iter().map(Vec::len).max().unwrap_or(0));
    let mut needs = vec![0.0_f64; columns];
    for row in std::iter::once(&grid.heads).chain(&grid.rows) {
        for (need, cell) in needs.iter_mut().zip(row) {
            let mut text = String::new();
            for node in cell {
                node.gather(&mut text);
            }
            let longest = text.split_whitespace().map(|it| shaper.width(it, 1.0));
            let longest = longest.fold(0.0, f64::max);
            *need = need.max(longest.max(shaper.width(&text, 1.0).min(SENTENCE)));
        }
    }
    let wide: f64 = needs.iter().sum();
    let takes = |size: f64| wide * size + AROUND * columns as f64;
    grid.fit = if takes(SIZE) <= UPRIGHT {
        "normal"
    } else if takes(SMALL) <= UPRIGHT {
        "small"
    } else if takes(SMALL) <= ACROSS {
        "wide"
    } else {
        "widest"
    };
}
