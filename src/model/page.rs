//! A page in all its languages.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Block, Body, ChartRequest, schema::Day};
use crate::{
    diag::{FileId, Span},
    text::Language,
};

/// The path of a page below `content/`, without language and ending: `notes/neet`, `programme`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PageId(pub Arc<str>);

impl PageId {
    /// The folder, empty for a page at the top.
    pub fn section(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(section, _)| section)
    }

    /// The name in its folder.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// Whether it is its folder's own page.
    pub fn is_index(&self) -> bool {
        self.name() == "index"
    }
}

impl fmt::Display for PageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kinds of pages.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A policy note.
    Note,
    /// A workshop.
    Workshop,
    /// A report composed of others.
    Report,
    /// An action plan.
    Plan,
    /// Anything else.
    Page,
}

impl Kind {
    /// The word for it in front matter, template names and words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Workshop => "workshop",
            Self::Report => "report",
            Self::Plan => "plan",
            Self::Page => "page",
        }
    }

    /// The kind of the pages in a section of that name, where they do not say.
    pub fn of_section(section: &str) -> Self {
        match section {
            "notes" => Self::Note,
            "workshops" => Self::Workshop,
            "reports" => Self::Report,
            "plans" => Self::Plan,
            _ => Self::Page,
        }
    }
}

/// A page: the same in several languages, as far as others may see it. What it says is kept apart,
/// in [`Texts`], so that a page whose text alone is edited is the only one to be made again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    /// Its path.
    pub id: PageId,
    /// Its kind.
    pub kind: Kind,
    /// What is known of it by language; at least one.
    pub translations: BTreeMap<Language, Translation>,
}

/// A page in one language without its text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Translation {
    /// The file.
    pub file: FileId,
    /// What stands above the text.
    pub front: Front,
    /// What others see of the text.
    pub outline: Outline,
}

/// All that is seen of a text beyond the pages that show it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Outline {
    /// The anchors of its headings.
    pub anchors: Vec<Box<str>>,
    /// Its charts.
    pub charts: Vec<ChartRequest>,
    /// The datasets whose numbers it shows.
    pub shown: BTreeSet<String>,
}

/// A text in the languages that it is written in.
pub type Text = BTreeMap<Language, Arc<Body>>;

/// What the pages say.
#[derive(Debug, Clone, Default)]
pub struct Texts(pub BTreeMap<PageId, Text>);

/// A page in one language with its text.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The file.
    pub file: FileId,
    /// What stands above the text.
    pub front: &'a Front,
    /// The text.
    pub body: &'a Arc<Body>,
}

/// Front matter.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["title"]))]
pub struct Front {
    /// The page's name, its only first-level heading.
    pub title: String,
    /// The page's kind, where its section does not tell.
    pub kind: Option<Kind>,
    /// The number of its file, as offices give it: স্মারক নং.
    pub memo: Option<String>,
    /// When it was published; of a workshop, when it was held.
    #[schemars(with = "Option<Day>")]
    pub date: Option<Date>,
    /// When it was last changed.
    #[schemars(with = "Option<Day>")]
    pub updated: Option<Date>,
    /// Whether its dates stand in the Bangla calendar too, where it is not as on the whole site.
    pub bangla_calendar: Option<bool>,
    /// Whether it has a PDF beside it, where it is not as on the whole site.
    pub pdf: Option<bool>,
    /// What was changed in it, and when.
    pub changes: Vec<Edit>,
    /// The page that takes its place: `notes/neet`.
    pub replaced_by: Option<String>,
    /// What it says, in a few sentences.
    pub summary: Option<String>,
    /// Whom it is for.
    pub audience: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The datasets it is about.
    pub indicators: Vec<String>,
    /// What a report is composed of, in order: pages (`notes/neet`), datasets, and the chapters
    /// `scorecard`, `sources` and `tables`, which are made of the others.
    pub parts: Vec<String>,
    /// Tags, the same in every language.
    pub tags: Vec<String>,
    /// Left out of a build without `--drafts`.
    pub draft: bool,
    /// The first day on which it may be seen.
    #[schemars(with = "Option<Day>")]
    pub release: Option<Date>,
    /// What is recommended.
    pub recommendations: Vec<String>,
    /// Digital strategies proposed.
    pub strategies: Vec<String>,
    /// Policy reforms proposed.
    pub reforms: Vec<String>,
    /// What it rests on.
    pub sources: Vec<Reference>,
    /// A workshop's facts.
    pub workshop: Option<Workshop>,
    /// A plan's actions.
    pub plan: Option<Plan>,
    /// Which state of the original this is a translation of: the short hashes of its paragraphs,
    /// or `now` until `prokash check --fix` has written them.
    pub translated: Option<String>,
    /// A theme's own values.
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// A change of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// When.
    #[schemars(with = "Day")]
    pub date: Date,
    /// What.
    pub what: String,
}

/// A source: words, or a title with an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Reference {
    /// Words.
    Text(String),
    /// A title and where it stands.
    Titled {
        /// The title.
        title: String,
        /// The address.
        #[serde(default)]
        url: Option<String>,
    },
}

/// A workshop's facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Workshop {
    /// First day.
    #[schemars(with = "Option<Day>")]
    pub start: Option<Date>,
    /// Last day.
    #[schemars(with = "Option<Day>")]
    pub end: Option<Date>,
    /// Where.
    pub place: Option<String>,
    /// Who held it.
    pub hosts: Vec<String>,
    /// What for.
    pub objectives: Vec<String>,
    /// What was done side by side.
    pub tracks: Vec<Track>,
    /// Who worked on what.
    pub groups: Vec<Group>,
    /// What came of it to read or watch.
    pub materials: Vec<Material>,
}

/// A track of a workshop.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Track {
    /// Its name.
    pub title: String,
    /// The part of the workshop it belongs to.
    pub part: Option<String>,
    /// What it covered.
    pub topics: Vec<String>,
}

/// A working group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Group {
    /// Its number.
    pub number: Option<u32>,
    /// What it worked on.
    pub title: String,
    /// The datasets of its indicators.
    pub indicators: Vec<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// Something to read or watch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Material {
    /// What it is called.
    pub title: String,
    /// `report`, `event`, `video`, `press` or `chat`.
    #[schemars(extend("enum" = ["report", "event", "video", "press", "chat", null]))]
    pub kind: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// An action plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// What will be done.
    pub actions: Vec<Action>,
}

/// An action of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Action {
    /// What.
    pub action: String,
    /// Who leads.
    pub lead: Option<String>,
    /// From when.
    #[schemars(with = "Option<Day>")]
    pub start: Option<Date>,
    /// Until when.
    #[schemars(with = "Option<Day>")]
    pub end: Option<Date>,
    /// `planned`, `started` or `done`.
    #[schemars(extend("enum" = ["planned", "started", "done", null]))]
    pub status: Option<String>,
    /// The datasets it is about.
    pub indicators: Vec<String>,
}

impl Front {
    /// When it was last changed, as far as it says.
    pub fn changed(&self) -> Option<Date> {
        self.updated.or_else(|| self.changes.iter().map(|it| it.date).max())
    }
}

impl Page {
    /// Whether one of its languages says it is about `dataset`.
    pub fn is_about(&self, dataset: &str) -> bool {
        self.translations
            .values()
            .any(|it| it.front.indicators.iter().any(|named| named == dataset))
    }

    /// The latest date its languages give.
    pub fn date(&self) -> Option<Date> {
        self.translations.values().filter_map(|it| it.front.date).max()
    }
}

impl Outline {
    /// What others see of `body`.
    pub fn of(body: &Body) -> Self {
        let mut outline = Self {
            anchors: body.headings.iter().map(|it| it.id.clone()).collect(),
            charts: Vec::new(),
            shown: body.values.iter().map(|it| it.node.data.clone()).collect(),
        };
        for block in &body.blocks {
            match &block.node {
                Block::Chart(it) => {
                    outline.shown.insert(it.data.clone());
                    outline.charts.push(it.clone());
                }
                Block::Table(it) => drop(outline.shown.insert(it.data.clone())),
                Block::Figures(cards) => {
                    outline.shown.extend(cards.iter().map(|it| it.value.data.clone()));
                }
                Block::Timeline(it) => outline.shown.extend(it.data.clone()),
            }
        }
        outline
    }
}

impl Texts {
    /// What `page` says in `language`.
    pub fn find(&self, page: &PageId, language: Language) -> Option<&Arc<Body>> {
        self.0.get(page)?.get(&language)
    }
}

impl Translation {
    /// The translation with its text.
    pub fn with<'a>(&'a self, body: &'a Arc<Body>) -> Written<'a> {
        Written { file: self.file, front: &self.front, body }
    }
}

impl Written<'_> {
    /// Where `value` stands in the front matter, or the file as a whole.
    pub fn span_of(self, value: &str) -> Span {
        let source = &self.body.source;
        let end = source.match_indices("\n---").nth(0).map_or(0, |(at, _)| at);
        let part = |letter: char| letter.is_alphanumeric() || letter == '-';
        let found = source[..end].match_indices(value).find(|(at, _)| {
            let before = source[..*at].chars().next_back();
            let after = source[at + value.len()..].chars().next();
            !before.is_some_and(part) && !after.is_some_and(part)
        });
        match found {
            Some((at, _)) => Span::new(self.file, at..at + value.len()),
            None => Span::file(self.file),
        }
    }
}
