//! All that a template may see.
//!
//! A view is closed: titles, numbers, charts and links are already in it, in the page's language
//! and relative to the site's root, so that a page is a pure function of its view, the words and
//! the theme. Every `path` is relative to the root and percent-encoded: a template writes
//! `href="{{ root }}{{ it.path }}"`. Every text that may be in another language is a [`Said`].

mod article;
mod body;
mod frame;
mod indicator;
mod list;
mod lookup;
mod overview;
mod score;

use serde::Serialize;

use crate::{
    model::Route,
    text::{Language, Said},
};

pub use self::{
    article::*, body::*, frame::*, indicator::*, list::*, lookup::*, overview::*,
    score::*,
};

/// One page to be rendered.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// Where it will be.
    #[serde(skip)]
    pub route: Route,
    /// The page's language.
    pub lang: Language,
    /// The way from this page to the root: empty, `../`, `../../` …
    pub root: String,
    /// The page's own path.
    pub path: String,
    /// Its name, for `<title>` and the `h1`.
    pub title: Said,
    /// What it says, for search engines and shared links.
    pub description: Said,
    /// Its full address, where the site's is known.
    pub canonical: Option<String>,
    /// The same page in every language of the site, the own one included.
    pub languages: Vec<LanguageLink>,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// What else is at the foot of every page.
    pub footer: Vec<Link>,
    /// The way down to this page, the page itself last.
    pub breadcrumbs: Vec<Link>,
    /// The feed of this page's language.
    pub feed: Option<String>,
    /// Whether the page shows charts.
    pub charts: bool,
    /// What the page is, for machines: JSON-LD, safe to stand in a `<script>`.
    pub linked: Option<String>,
    /// How it looks where it is shared.
    pub share: Sharing,
    /// A mail to the publisher about this page, as the `href` of a link.
    pub feedback: Option<String>,
    /// How to cite it, as BibTeX, ready to copy.
    pub bibtex: Option<String>,
    /// The same on paper.
    pub pdf: Option<Download>,
    /// The same to edit, in Word's format.
    pub docx: Option<Download>,
    /// The same as an e-book.
    pub epub: Option<Download>,
    /// The same as one file without others beside it.
    pub single: Option<Download>,
    /// What the page is about; the template is named after it.
    #[serde(flatten)]
    pub subject: Subject,
}

impl View {
    /// The page at `route` in `lang`, with nothing around it and nothing beside it.
    pub(in crate::page) fn new(
        route: Route,
        lang: Language,
        (title, description): (Said, Said),
        subject: Subject,
    ) -> Self {
        Self {
            lang,
            root: route.to_root(),
            path: route.encoded(),
            route,
            title,
            description,
            charts: subject.has_charts(),
            subject,
            canonical: None,
            languages: Vec::new(),
            menu: Vec::new(),
            footer: Vec::new(),
            breadcrumbs: Vec::new(),
            feed: None,
            linked: None,
            share: Sharing::default(),
            feedback: None,
            bibtex: None,
            pdf: None,
            docx: None,
            epub: None,
            single: None,
        }
    }
}

/// What a page is about. Each has a template of its name and is a variable of its name there,
/// unless it says otherwise.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// `front_door.html`: the choice of a language.
    FrontDoor(FrontDoor),
    /// `home.html`: a language's first page.
    Home(Box<Home>),
    /// `page.html`: a page of no special kind. Its variable is `article`.
    #[serde(rename = "article")]
    Page(Box<Article>),
    /// `note.html`: a policy note. Its variable is `article`.
    #[serde(rename = "article")]
    Note(Box<Article>),
    /// `workshop.html`. Its variable is `article`.
    #[serde(rename = "article")]
    Workshop(Box<Article>),
    /// `plan.html`. Its variable is `article`.
    #[serde(rename = "article")]
    Plan(Box<Article>),
    /// `report.html`. Its variable is `article`.
    #[serde(rename = "article")]
    Report(Box<Article>),
    /// `section.html`: the pages of a section. Its variable is `listing`.
    #[serde(rename = "listing")]
    Section(Listing),
    /// `tags.html`: all tags.
    Tags(Tags),
    /// `tag.html`: the pages with a tag. Its variable is `listing`.
    #[serde(rename = "listing")]
    Tag(Listing),
    /// `indicator.html`: a dataset, whether of an SDG indicator or not.
    Indicator(Box<Indicator>),
    /// `chart.html`: a chart alone, for other sites to embed.
    Chart(Chart),
    /// `indicators.html`: all datasets by goal, with their reporting status.
    Indicators(Indicators),
    /// `roadmap.html`: how far each indicator is.
    Roadmap(Roadmap),
    /// `scorecard.html`: how far each indicator is on the way to its target.
    Scorecard(Scorecard),
    /// `gaps.html`: which years and groups each dataset has and which are missing.
    Gaps(Gaps),
    /// `providers.html`: who supplies the data.
    Providers(Providers),
    /// `provider.html`: what one of them supplies, and what is missing.
    Provider(Provider),
    /// `glossary.html`: the words that the site explains.
    Glossary(Glossary),
    /// `goals.html`: the seventeen goals.
    Goals(Goals),
    /// `goal.html`.
    Goal(Goal),
    /// `search.html`: the search, and all pages from A to Z.
    Search(Search),
    /// `data.html`: all data that can be taken away.
    Data(Box<Data>),
    /// `missing.html`: a page that this language does not have.
    Missing(Missing),
    /// `not_found.html`: the page of a broken address.
    NotFound(NotFound),
}

impl Subject {
    /// The file name of its template.
    pub fn template(&self) -> &'static str {
        match self {
            Self::FrontDoor(_) => "front_door.html",
            Self::Home(_) => "home.html",
            Self::Page(_) => "page.html",
            Self::Note(_) => "note.html",
            Self::Workshop(_) => "workshop.html",
            Self::Plan(_) => "plan.html",
            Self::Report(_) => "report.html",
            Self::Section(_) => "section.html",
            Self::Tags(_) => "tags.html",
            Self::Tag(_) => "tag.html",
            Self::Indicator(_) => "indicator.html",
            Self::Chart(_) => "chart.html",
            Self::Indicators(_) => "indicators.html",
            Self::Roadmap(_) => "roadmap.html",
            Self::Scorecard(_) => "scorecard.html",
            Self::Gaps(_) => "gaps.html",
            Self::Glossary(_) => "glossary.html",
            Self::Providers(_) => "providers.html",
            Self::Provider(_) => "provider.html",
            Self::Goals(_) => "goals.html",
            Self::Goal(_) => "goal.html",
            Self::Search(_) => "search.html",
            Self::Data(_) => "data.html",
            Self::Missing(_) => "missing.html",
            Self::NotFound(_) => "not_found.html",
        }
    }

    /// The page's text, where it has one.
    pub fn text(&self) -> Option<&Text> {
        match self {
            Self::Home(it) => it.text.as_ref(),
            Self::Page(it)
            | Self::Note(it)
            | Self::Workshop(it)
            | Self::Plan(it)
            | Self::Report(it) => Some(&it.text),
            Self::Section(it) => it.text.as_ref(),
            _ => None,
        }
    }

    /// Whether it shows charts.
    pub fn has_charts(&self) -> bool {
        let block = |it: &Option<Block>| matches!(it, Some(Block::Chart(_)));
        match self {
            Self::Indicator(it) => it.chart.is_some(),
            Self::Chart(_) => true,
            _ => self.text().is_some_and(|it| it.blocks.iter().any(block)),
        }
    }
}
