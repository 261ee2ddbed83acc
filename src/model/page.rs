//! A page in all its languages.

use std::{collections::BTreeMap, fmt, sync::Arc};

use jiff::civil::Date;
use serde::Deserialize;

use super::Body;
use crate::{
    diag::{FileId, Span},
    text::Language,
};

/// The path of a page below `content/`, without language and ending: `notes/neet`, `programme`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
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

/// A page: the same in several languages.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its path.
    pub id: PageId,
    /// Its kind.
    pub kind: Kind,
    /// Its text by language; at least one.
    pub translations: BTreeMap<Language, Translation>,
}

/// A page in one language.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The file.
    pub file: FileId,
    /// What stands above the text.
    pub front: Front,
    /// The text, shared with the pages that show it.
    pub body: Arc<Body>,
}

/// Front matter.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Front {
    /// The page's name, its only first-level heading.
    pub title: String,
    /// The page's kind, where its section does not tell.
    pub kind: Option<Kind>,
    /// When it was published; of a workshop, when it was held.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// What it says, in a few sentences.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The datasets it is about.
    pub indicators: Vec<String>,
    /// Tags, the same in every language.
    pub tags: Vec<String>,
    /// Left out of a build without `--drafts`.
    pub draft: bool,
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
    /// A theme's own values.
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// A source: words, or a title with an address.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Workshop {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Material {
    /// What it is called.
    pub title: String,
    /// `report`, `event`, `video`, `press` or `chat`.
    pub kind: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// An action plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// What will be done.
    pub actions: Vec<Action>,
}

/// An action of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Action {
    /// What.
    pub action: String,
    /// Who leads.
    pub lead: Option<String>,
    /// From when.
    pub start: Option<Date>,
    /// Until when.
    pub end: Option<Date>,
    /// `planned`, `started` or `done`.
    pub status: Option<String>,
    /// The datasets it is about.
    pub indicators: Vec<String>,
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

impl Translation {
    /// Where `value` stands in the front matter, or the file as a whole.
    pub fn span_of(&self, value: &str) -> Span {
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
