//! A report that is composed of others: each part is a chapter.
//!
//! A part is a page, a dataset, or one of the chapters that are made of all the other parts
//! ([`Made`]). Where the tables of all values have a chapter of their own, at the end as a rule,
//! they are left out of the chapters of their datasets.

use std::collections::BTreeSet;

use super::{
    Content, Paper, block, datasets,
    node::{Fact, Grid, Node, said, turned, words},
    text::Context,
};
use crate::{
    model::{Dataset, Page, Texts},
    page::{
        Catalogue, Job, article, indicator,
        made::Made,
        plan::Subject as About,
        score, table,
        view::{Count, Indicator, Score, ScoreTarget, Scorecard, Stated, Subject},
    },
    text::Locale,
};

/// The rows of an annex's table; the file that is attached has them all.
const ROWS: usize = 200;

/// What a report is composed of.
enum Part<'a> {
    Page(&'a Page),
    Dataset(&'a Dataset),
    Made(Made),
}

/// Adds the parts that the report of `job` is composed of, each as a chapter.
pub(super) fn compose(
    catalogue: &Catalogue<'_>,
    job: &Job,
    texts: &Texts,
    paper: &mut Paper,
) {
    let About::Page(id) = &job.subject else { return };
    let Some(own) = catalogue.site.pages[id].translations.get(&job.language) else {
        return;
    };
    let names = own.front.parts.iter().filter(|it| **it != *id.0);
    let parts: Vec<Part<'_>> = names.filter_map(|it| find(catalogue, it)).collect();
    let report = Report { catalogue, locale: catalogue.site.locale(job.language), parts };
    for (number, part) in report.parts.iter().enumerate() {
        let Some(mut nodes) = report.chapter(part, texts, paper) else { continue };
        for node in &mut nodes {
            node.shift(number + 1);
        }
        paper.body.extend(nodes);
        paper.composed = true;
    }
    paper.datasets.sort();
    paper.datasets.dedup();
}

fn find<'a>(catalogue: &Catalogue<'a>, name: &str) -> Option<Part<'a>> {
    let site = catalogue.site;
    let page = site.pages.iter().find(|it| *it.0.0 == *name);
    let page = page.map(|it| Part::Page(it.1));
    let dataset = || Some(Part::Dataset(site.datasets.get(name)?));
    page.or_else(dataset).or_else(|| Made::of(name).map(Part::Made))
}

struct Report<'a> {
    catalogue: &'a Catalogue<'a>,
    locale: &'a Locale,
    parts: Vec<Part<'a>>,
}

impl Report<'_> {
    /// The chapter of `part`, its name on level 0; the datasets behind its charts go with `paper`.
    fn chapter(
        &self,
        part: &Part<'_>,
        texts: &Texts,
        paper: &mut Paper,
    ) -> Option<Vec<Node>> {
        let Self { catalogue, locale, .. } = *self;
        let lang = locale.language();
        let view = match part {
            Part::Page(page) => {
                article::view(catalogue, page, texts.find(&page.id, lang), locale).value
            }
            Part::Dataset(dataset) => indicator::view(catalogue, dataset, locale).value,
            Part::Made(made) => return self.made(*made),
        };
        let address = view.canonical.as_deref();
        let context = Context { locale, shaper: &catalogue.shaper, address };
        let mut subject = view.subject;
        if let Subject::Indicator(it) = &mut subject {
            self.shorten(it);
        }
        let content = Content::of(&subject, &context)?;
        let mut nodes =
            vec![Node::Heading { level: 0, id: None, kids: said(&view.title, lang) }];
        if !content.summary.is_empty() {
            nodes.push(Node::Quote { kids: content.summary });
        }
        nodes.extend(turned(content.body));
        paper.datasets.extend(datasets(&subject));
        Some(nodes)
    }

    /// Leaves out of the chapter of a dataset what stands in another chapter.
    fn shorten(&self, indicator: &mut Indicator) {
        let lang = self.locale.language();
        let annex = |it: &Part<'_>| matches!(it, Part::Made(Made::Tables));
        if self.parts.iter().any(annex) {
            indicator.table = None;
        }
        let pages = self.parts.iter().filter_map(|it| match it {
            Part::Page(page) => Some(Catalogue::page_route(lang, &page.id).encoded()),
            _ => None,
        });
        let pages: BTreeSet<String> = pages.collect();
        indicator.strategies.retain(|it| !pages.contains(&it.page.path));
        indicator.reforms.retain(|it| !pages.contains(&it.page.path));
    }

    /// A chapter that is made of the other parts; none where there is nothing to say.
    fn made(&self, made: Made) -> Option<Vec<Node>> {
        let Self { catalogue, locale, .. } = *self;
        let context = Context { locale, shaper: &catalogue.shaper, address: None };
        let nodes = match made {
            Made::Scorecard => scorecard(&score::scorecard(catalogue, locale), &context),
            Made::Sources => self.sources(&context),
            Made::Tables => self.tables(&context),
        };
        let heading = context.heading(made.word(), 0);
        (!nodes.is_empty()).then(|| turned([vec![heading], nodes].concat()))
    }

    /// What the notes and the data rest on, each once.
    fn sources(&self, context: &Context<'_>) -> Vec<Node> {
        let lang = self.locale.language();
        let mut rows: Vec<Fact> = Vec::new();
        let mut items: Vec<Vec<Node>> = Vec::new();
        let mut seen = BTreeSet::new();
        for part in &self.parts {
            match part {
                Part::Dataset(dataset) => rows.extend(self.origin(dataset, context)),
                Part::Page(page) => {
                    let own = page.translations.get(&lang);
                    for it in own.into_iter().flat_map(|it| &it.front.sources) {
                        let it = article::reference(it);
                        if seen.insert((it.title.clone(), it.url.clone())) {
                            let url = it.url.as_deref();
                            items.push(super::article::linked(&it.title, url, context));
                        }
                    }
                }
                Part::Made(_) => {}
            }
        }
        let mut nodes = Vec::new();
        if !rows.is_empty() {
            nodes.push(context.heading("report.sources-data", 1));
            nodes.push(Node::Facts { rows });
        }
        if !items.is_empty() {
            nodes.push(context.heading("report.sources-pages", 1));
            nodes.push(Node::List { first: None, items });
        }
        nodes
    }

    /// Where the numbers of `dataset` are from.
    fn origin(&self, dataset: &Dataset, context: &Context<'_>) -> Option<Fact> {
        let lang = self.locale.language();
        let source = &dataset.metadata.source;
        let name = source.organisation.say(lang)?;
        let mut value =
            super::article::linked(&name.text, source.url.as_deref(), context);
        let vintage = dataset.metadata.vintage.say(lang);
        let more = vintage.map(|it| [words("; ", lang), said(&it, lang)].concat());
        value.extend(more.into_iter().flatten());
        if let Some(day) = source.accessed {
            let day = self.locale.date(day);
            let said = self.locale.phrase("chart.accessed", &[("date", &day)]);
            value.extend(words(&format!(" – {said}"), lang));
        }
        Some(Fact { label: self.label(dataset), value })
    }

    /// The number and the name of `dataset`.
    fn label(&self, dataset: &Dataset) -> Vec<Node> {
        let lang = self.locale.language();
        let code = dataset.metadata.indicator.as_ref();
        let code = code.map(|it| format!("{} ", self.locale.digits(&it.to_string())));
        let mut label = words(&code.unwrap_or_default(), lang);
        label.extend(said(&self.catalogue.dataset_title(dataset, lang), lang));
        label
    }

    /// All values of the datasets.
    fn tables(&self, context: &Context<'_>) -> Vec<Node> {
        let datasets = self.parts.iter().filter_map(|it| match it {
            Part::Dataset(it) if it.has_values() => Some(*it),
            _ => None,
        });
        let mut nodes = Vec::new();
        for dataset in datasets {
            let kids = self.label(dataset);
            nodes.push(Node::Heading { level: 1, id: None, kids });
            let table = table::complete(dataset, self.locale);
            nodes.push(Node::Table(block::grid(&table, ROWS, context)));
        }
        nodes
    }
}

/// The scorecard as it is printed: a table a goal, with a row for each of its targets.
fn scorecard(card: &Scorecard, context: &Context<'_>) -> Vec<Node> {
    let locale = context.locale;
    let lang = locale.language();
    let mut nodes =
        vec![Node::Paragraph { kids: words(locale.word("scorecard.lead"), lang) }];
    if !card.counts.is_empty() {
        let row = |it: &Count| Fact {
            label: words(&it.status.word, lang),
            value: words(&it.count, lang),
        };
        nodes.push(Node::Facts { rows: card.counts.iter().map(row).collect() });
    }
    for group in &card.groups {
        let title = match &group.goal {
            Some(goal) => {
                let number = format!("{} {}: ", locale.word("goal.name"), goal.digits);
                [words(&number, lang), said(&goal.title, lang)].concat()
            }
            None => words(locale.word("scorecard.others"), lang),
        };
        nodes.push(Node::Heading { level: 1, id: None, kids: title });
        nodes.push(Node::Table(scores(&group.targets, context)));
    }
    if !card.methods.is_empty() {
        nodes.push(context.heading("scorecard.how", 1));
        for way in &card.methods {
            let by = locale.word("progress.by");
            let name = words(&format!("{by}: {}", way.name), lang);
            let kids = vec![Node::Strong { kids: name }, Node::Break];
            let kids = [kids, words(&way.how, lang)].concat();
            nodes.push(Node::Paragraph { kids });
        }
    }
    nodes
}

/// The heads of the table of scores.
const HEADS: [&str; 6] = [
    "kind.indicator",
    "scorecard.baseline",
    "scorecard.milestones",
    "scorecard.latest",
    "scorecard.target",
    "scorecard.progress",
];

fn scores(targets: &[ScoreTarget], context: &Context<'_>) -> Grid {
    let locale = context.locale;
    let lang = locale.language();
    let mut rows = Vec::new();
    for target in targets {
        if let Some(code) = &target.code {
            let mut kids = words(&format!("{} {code}", locale.word("target.name")), lang);
            if let Some(title) = &target.title {
                kids.extend(words(": ", lang));
                kids.extend(said(title, lang));
            }
            rows.push(vec![vec![Node::Strong { kids }]]);
        }
        rows.extend(target.scores.iter().map(|it| row(it, context)));
    }
    let heads: Vec<Vec<Node>> =
        HEADS.iter().map(|it| words(locale.word(it), lang)).collect();
    let mut grid =
        Grid { align: vec!["start"; HEADS.len()], heads, rows, ..Grid::default() };
    block::fit(&mut grid, context.shaper);
    grid
}

fn row(score: &Score, context: &Context<'_>) -> Vec<Vec<Node>> {
    let locale = context.locale;
    let lang = locale.language();
    let none = || words(locale.word("scorecard.none"), lang);
    let stated = |it: &Stated| words(&format!("{} ({})", it.value, it.year), lang);
    let or_none = |it: &Option<Stated>| it.as_ref().map_or_else(none, stated);
    let mut label = Vec::new();
    if let Some(code) = &score.code {
        label.push(Node::Strong { kids: words(&format!("{code} "), lang) });
    }
    label.extend(said(&score.link.title, lang));
    let mut milestones = Vec::new();
    for (at, it) in score.milestones.iter().enumerate() {
        milestones.extend((at > 0).then_some(Node::Break));
        milestones.extend(stated(it));
    }
    let latest = score.latest.as_ref();
    let mut rating = words(&format!("{} {}", score.mark, score.rating.word), lang);
    rating.extend(score.reason.iter().flat_map(|it| {
        let mut kids = vec![Node::Break];
        kids.extend(words(it, lang));
        kids
    }));
    vec![
        label,
        or_none(&score.baseline),
        if milestones.is_empty() { none() } else { milestones },
        latest.map_or_else(|| words(&score.empty, lang), stated),
        or_none(&score.target),
        rating,
    ]
}
