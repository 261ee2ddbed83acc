//! A page on paper: what its PDF shows, in the page's language, as plain values.
//!
//! A paper is made of the page's [`View`] alone, so that both say the same. How it is set is the
//! business of the theme's report templates; nothing of a paper is read as markup there.

mod article;
mod block;
mod code;
mod compose;
mod drawing;
mod indicator;
mod node;
mod text;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::Serialize;

pub use self::{
    code::Code,
    node::{Card, Drawing, Fact, Figure, Grid, Image, Node, Word},
};
use self::{
    node::{said, turned, words},
    text::Context,
};
use super::{
    Catalogue, Job,
    plan::{self, Subject as About},
    view::{self, Subject, View},
};
use crate::{
    diag::FileId,
    model::{Dataset, Kind, PageId, Route, Site, Texts, licence_url},
    text::{Language, Locale, Shaper},
};

/// What a report template meets as `doc`.
#[derive(Debug, Clone, Serialize)]
pub struct Paper {
    /// Where the PDF will be.
    #[serde(skip)]
    pub route: Route,
    /// The datasets behind its charts, whose tables go with it.
    #[serde(skip)]
    pub datasets: Vec<Arc<str>>,
    /// The images in it, by where they are on the site.
    #[serde(skip)]
    pub images: Vec<String>,
    /// Its language: `bn`.
    pub lang: Language,
    /// The region of its language: `BD`.
    pub region: Option<String>,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The language's digits from 0 to 9.
    pub digits: String,
    /// What it is: a policy note, an indicator …
    pub kind: String,
    /// Its name, for readers and for what lists files.
    pub title: Vec<Node>,
    /// The same without marks.
    pub name: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it says, for what lists files.
    pub description: String,
    /// Who publishes it.
    pub organisation: String,
    /// The site's name.
    pub site: String,
    /// Its day, for what lists files: year, month, day.
    pub date: [i16; 3],
    /// The sign across its pages, where it is a draft.
    pub draft: Option<Sign>,
    /// What stands beside the title.
    pub facts: Vec<Fact>,
    /// The colour of what it is about, `#rrggbb`.
    pub colour: Option<String>,
    /// The full address of its page.
    pub address: Option<String>,
    /// That address for phones.
    pub code: Option<Code>,
    /// What it says, in short.
    pub summary: Vec<Node>,
    /// Whether it is composed of other pages: then it has a cover, and its parts are chapters.
    pub composed: bool,
    /// Its text.
    pub body: Vec<Node>,
    /// How to cite it.
    pub citation: Vec<Node>,
    /// Its licence.
    pub licence: Option<Licence>,
    /// Words of the theme that it needs, by name.
    pub words: BTreeMap<&'static str, String>,
    /// What tells it from any other version: the same for the same content.
    pub version: String,
}

impl Paper {
    /// Its language with its region: `bn-BD`.
    pub fn tag(&self) -> String {
        let region = self.region.as_ref().map_or(String::new(), |it| format!("-{it}"));
        format!("{}{region}", self.lang)
    }

    /// One of the theme's words that it needs.
    pub fn word(&self, key: &str) -> &str {
        self.words.get(key).map_or("", String::as_str)
    }

    /// `number` in the language's digits.
    pub fn number(&self, number: usize) -> String {
        let digits: Vec<char> = self.digits.chars().collect();
        let digit = |it: char| {
            let at = it.to_digit(10).map_or(0, |it| it as usize);
            digits.get(at).copied().unwrap_or(it)
        };
        number.to_string().chars().map(digit).collect()
    }

    /// Who wrote it, or else who publishes it.
    pub fn creator(&self) -> String {
        match &self.authors[..] {
            [] if self.organisation.is_empty() => self.site.clone(),
            [] => self.organisation.clone(),
            authors => authors.join(", "),
        }
    }

    /// Its day as ISO 8601 writes it, where it is known.
    pub fn day(&self) -> Option<String> {
        let [year, month, day] = self.date;
        (self.date != EPOCH).then(|| format!("{year:04}-{month:02}-{day:02}"))
    }

    /// Its full address, or else a name that no other paper has: a UUID of version 8 (RFC 9562).
    pub fn identifier(&self) -> String {
        if let Some(address) = &self.address {
            return address.clone();
        }
        let name = format!("{}\n{}\n{}", self.organisation, self.site, self.route);
        let hex = blake3::hash(name.as_bytes()).to_hex();
        let (a, b, c) = (&hex[..8], &hex[8..12], &hex[13..16]);
        format!("urn:uuid:{a}-{b}-8{c}-a{}-{}", &hex[17..20], &hex[20..32])
    }

    /// The anchors of its headings, in order.
    pub fn anchors(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.body.iter().for_each(|it| it.anchors(&mut found));
        found
    }

    /// Whether it shows charts or pictures.
    pub fn has_pictures(&self) -> bool {
        !self.images.is_empty() || self.body.iter().any(Node::has_figure)
    }
}

/// A word as a picture, so that nobody who searches or listens meets it on each page.
#[derive(Debug, Clone, Serialize)]
pub struct Sign {
    /// The data of an SVG path from the origin of its base line, 100 units high.
    pub path: String,
    /// How wide it is.
    pub width: f64,
}

impl Sign {
    fn of(word: &str, shaper: &Shaper) -> Self {
        let (path, width) = shaper.faces(true).outline(word, 100.0);
        Self { path, width: width.ceil() }
    }
}

/// A licence.
#[derive(Debug, Clone, Serialize)]
pub struct Licence {
    /// Its SPDX name.
    pub name: String,
    /// Where its text is.
    pub url: String,
}

/// The day of a paper of which nobody knows it: an archive's file has to have one.
const EPOCH: [i16; 3] = [1970, 1, 1];

/// The words that report templates need.
const WORDS: [&str; 13] = [
    "chart.by",
    "cite.title",
    "footer.licence",
    "note.contents",
    "note.summary",
    "paper.accessible",
    "paper.attached",
    "paper.code",
    "paper.figure",
    "paper.figures",
    "paper.page",
    "paper.version",
    "table.name",
];

/// Where the PDF of the page of `job` will be, where it has one and nobody said `pdf: false`; then it
/// has no other documents either.
pub fn paper_route(catalogue: &Catalogue<'_>, job: &Job) -> Option<Route> {
    let site = catalogue.site;
    let wanted = match &job.subject {
        About::Dataset(id) => site.datasets[id].metadata.pdf,
        About::Page(id) => {
            site.pages[id].translations.get(&job.language).and_then(|it| it.front.pdf)
        }
        _ => None,
    };
    let wanted = wanted.unwrap_or(site.settings.pdf);
    (wanted && is_handed_on(catalogue, job)).then(|| of_kind(&job.route, ".pdf"))
}

/// Whether the page of `job` is one that is handed on: notes, workshops, plans and reports in the
/// languages that they are written in, and datasets.
fn is_handed_on(catalogue: &Catalogue<'_>, job: &Job) -> bool {
    match &job.subject {
        About::Dataset(_) => true,
        About::Page(id) => {
            let page = &catalogue.site.pages[id];
            page.kind != Kind::Page && page.translations.contains_key(&job.language)
        }
        _ => false,
    }
}

/// Where the page of `job` will be as a document of each kind of `OFFICE`, in that order, where it
/// will: notes, workshops, plans and reports in the languages that they are written in.
pub fn office_routes(catalogue: &Catalogue<'_>, job: &Job) -> Option<[Route; 2]> {
    let written = matches!(job.subject, About::Page(_));
    let paper = paper_route(catalogue, job).filter(|_| written)?;
    Some(OFFICE.map(|it| of_kind(&paper, it.1)))
}

/// The documents that officials edit, read and pass on: their names and the ends of their files'.
pub(super) const OFFICE: [(&str, &str); 2] = [("DOCX", ".docx"), ("EPUB", ".epub")];

/// The file beside the page at `route` whose name ends so.
pub(super) fn of_kind(route: &Route, ending: &str) -> Route {
    let path = route.as_str();
    let stem = path.strip_suffix(".html").or(path.strip_suffix(".pdf")).unwrap_or(path);
    Route::new(&format!("{stem}{ending}"))
}

/// With more pages than this none is made as one file too: each weighs as much as several pages.
const SINGLES: usize = 250;

/// Where the page of `job` will be as one file, where it will: every page that is handed on, on a
/// site that is not large.
pub fn single_route(catalogue: &Catalogue<'_>, job: &Job) -> Option<Route> {
    let site = catalogue.site;
    if site.pages.len() + site.datasets.len() > SINGLES {
        return None;
    }
    is_handed_on(catalogue, job).then(|| of_kind(&job.route, ".share.html"))
}

/// `view` with its one file at `route`, so many bytes long, on offer.
pub fn with_single(view: View, route: &Route, bytes: usize, locale: &Locale) -> View {
    let size = super::catalogue::file_size(bytes as u64, locale);
    let single =
        view::Download { format: "HTML".to_owned(), size, path: route.encoded() };
    View { single: Some(single), ..view }
}

/// The files that the page of `job` is made from, the most likely first.
pub fn sources(catalogue: &Catalogue<'_>, job: &Job) -> Vec<FileId> {
    let site = catalogue.site;
    let of_dataset = |it: &Dataset| [it.metadata_file, it.file];
    match &job.subject {
        About::Dataset(id) => {
            site.datasets.get(id).map(of_dataset).into_iter().flatten().collect()
        }
        About::Page(id) => {
            let own = site.pages[id].translations.get(&job.language);
            let named = own.into_iter().flat_map(|it| &it.front.indicators);
            let datasets = named.filter_map(|it| site.datasets.get(&**it));
            let own = own.map(|it| it.file);
            own.into_iter().chain(datasets.flat_map(of_dataset)).collect()
        }
        _ => Vec::new(),
    }
}

/// The page of `job` on paper; `None` where it has none, or where its view has errors.
pub fn paper(catalogue: &Catalogue<'_>, job: &Job, texts: &Texts) -> Option<Paper> {
    let route = paper_route(catalogue, job)?;
    let view = plan::view(catalogue, job, texts);
    if view.diagnostics.has_errors() {
        return None;
    }
    let mut paper = assemble(catalogue, &view.value, route)?;
    compose::compose(catalogue, job, texts, &mut paper);
    let mut images = BTreeSet::new();
    paper.body.iter_mut().for_each(|it| it.images(&mut images));
    paper.images = images.into_iter().collect();
    let content = serde_json::to_vec(&paper).unwrap_or_default();
    let hash = blake3::hash(&content).to_hex();
    paper.version = format!("{}-{}", &hash[..4], &hash[4..8]);
    Some(paper)
}

fn assemble(catalogue: &Catalogue<'_>, view: &View, route: Route) -> Option<Paper> {
    let site = catalogue.site;
    let settings = &site.settings;
    let lang = view.lang;
    let locale = site.locale(lang);
    let address = view.canonical.as_deref();
    let context = Context { locale, shaper: &catalogue.shaper, address };
    let about = Content::of(&view.subject, &context)?;
    let text = |it: &crate::text::Localized<String>| {
        it.say(lang).map(|it| it.text).unwrap_or_default()
    };
    let licence = settings.licence.as_ref();
    Some(Paper {
        route,
        datasets: datasets(&view.subject),
        images: Vec::new(),
        lang,
        region: locale.tag().split_once('-').map(|it| it.1.to_owned()),
        direction: locale.direction().to_owned(),
        digits: locale.digits("0123456789"),
        kind: about.kind,
        title: said(&view.title, lang),
        name: view.title.text.clone(),
        authors: about.authors,
        description: view.description.text.clone(),
        organisation: text(&settings.publisher.name),
        site: text(&settings.title),
        date: about.date.or_else(|| dated(catalogue, &view.subject)).unwrap_or(EPOCH),
        draft: about
            .draft
            .then(|| Sign::of(locale.word("paper.draft"), &catalogue.shaper)),
        facts: about.facts,
        colour: about.colour.or_else(|| site.theme.accent.clone()),
        address: view.canonical.clone(),
        code: address.and_then(Code::of),
        summary: about.summary,
        composed: false,
        body: turned(about.body),
        citation: words(&about.citation, lang),
        licence: licence.map(|it| Licence { name: it.clone(), url: licence_url(it) }),
        words: WORDS.map(|it| (it, locale.word(it).to_owned())).into(),
        version: String::new(),
    })
}

/// Whether a report of the site is composed of any of `pages`, so that it shows their texts.
pub fn is_part(site: &Site, pages: &BTreeSet<PageId>) -> bool {
    let reports = site.pages.values().flat_map(|it| it.translations.values());
    let mut parts = reports.flat_map(|it| &it.front.parts);
    parts.any(|part| pages.iter().any(|it| *it.0 == **part))
}

/// What differs between the kinds of papers.
struct Content {
    kind: String,
    facts: Vec<Fact>,
    summary: Vec<Node>,
    body: Vec<Node>,
    citation: String,
    date: Option<[i16; 3]>,
    draft: bool,
    authors: Vec<String>,
    colour: Option<String>,
}

impl Content {
    /// What a paper about `subject` holds; `None` for what has no paper.
    fn of(subject: &Subject, context: &Context<'_>) -> Option<Self> {
        let (kind, article) = match subject {
            Subject::Note(it) => ("kind.note", it),
            Subject::Workshop(it) => ("kind.workshop", it),
            Subject::Plan(it) => ("kind.plan", it),
            Subject::Report(it) => ("kind.report", it),
            // It has no paper of its own, but may be a chapter of a report.
            Subject::Page(it) => ("kind.page", it),
            Subject::Indicator(it) => return Some(Self::of_indicator(it, context)),
            _ => return None,
        };
        let lang = context.locale.language();
        let day = article.updated.as_ref().or(article.date.as_ref());
        let indicator = article.indicators.first();
        let word = |key: &str| context.locale.word(key);
        Some(Self {
            kind: if article.draft {
                format!("{} · {}", word(kind), word("paper.draft"))
            } else {
                word(kind).to_owned()
            },
            facts: article::facts(article, context),
            summary: article.summary.as_ref().map_or(Vec::new(), |it| said(it, lang)),
            body: article::parts(article, context),
            citation: article.citation.clone(),
            date: day.and_then(parts_of),
            draft: article.draft,
            authors: article.authors.clone(),
            colour: indicator.and_then(|it| it.colour.clone()),
        })
    }

    fn of_indicator(indicator: &view::Indicator, context: &Context<'_>) -> Self {
        let locale = context.locale;
        let kind = match &indicator.code {
            Some(code) => format!("{} {code}", locale.word("kind.indicator")),
            None => locale.word("kind.dataset").to_owned(),
        };
        Self {
            kind,
            facts: indicator::facts(indicator, context),
            summary: Vec::new(),
            body: indicator::parts(indicator, context),
            citation: indicator.citation.clone(),
            date: None,
            draft: false,
            authors: Vec::new(),
            colour: indicator.goal.as_ref().map(|it| it.colour.clone()),
        }
    }
}

/// The day of the last change of a dataset, or when it was fetched.
fn dated(catalogue: &Catalogue<'_>, subject: &Subject) -> Option<[i16; 3]> {
    let Subject::Indicator(it) = subject else { return None };
    let dataset = catalogue.site.datasets.get(&*it.id)?;
    let day = dataset.changed().or(dataset.metadata.source.accessed)?;
    Some([day.year(), day.month().into(), day.day().into()])
}

/// Year, month and day.
fn parts_of(day: &view::Day) -> Option<[i16; 3]> {
    let mut parts = day.iso.split('-').map(str::parse);
    Some([parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?])
}

/// The datasets behind the charts of `subject`, each once.
fn datasets(subject: &Subject) -> Vec<Arc<str>> {
    let blocks = subject.text().into_iter().flat_map(|it| it.blocks.iter().flatten());
    let charts = blocks.filter_map(|it| match it {
        view::Block::Chart(figure) => Some(figure),
        _ => None,
    });
    let own = match subject {
        Subject::Indicator(it) => it.chart.as_ref(),
        _ => None,
    };
    let mut datasets: Vec<Arc<str>> =
        charts.chain(own).map(|it| Arc::clone(&it.data)).collect();
    datasets.sort();
    datasets.dedup();
    datasets
}
