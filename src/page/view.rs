//! All that a template may see.
//!
//! A view is closed: titles, numbers, charts and links are already in it, in the page's language
//! and relative to the site's root, so that a page is a pure function of its view, the words and
//! the theme. Every `path` is relative to the root and percent-encoded: a template writes
//! `href="{{ root }}{{ it.path }}"`. Every text that may be in another language is a [`Said`].

use std::sync::Arc;

use serde::Serialize;

use crate::{
    model::{Body, Route},
    text::{Language, Said},
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
    /// The way down to this page, the page itself last.
    pub breadcrumbs: Vec<Link>,
    /// The feed of this page's language.
    pub feed: Option<String>,
    /// What the page is about; the template is named after it.
    #[serde(flatten)]
    pub subject: Subject,
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
    /// `indicators.html`: all datasets by goal, with their reporting status.
    Indicators(Indicators),
    /// `roadmap.html`: how far each indicator is.
    Roadmap(Roadmap),
    /// `goals.html`: the seventeen goals.
    Goals(Goals),
    /// `goal.html`.
    Goal(Goal),
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
            Self::Indicators(_) => "indicators.html",
            Self::Roadmap(_) => "roadmap.html",
            Self::Goals(_) => "goals.html",
            Self::Goal(_) => "goal.html",
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
}

/// A way to another page.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// What it is called.
    pub title: Said,
    /// Where it is.
    pub path: String,
}

/// An entry of the menu.
#[derive(Debug, Clone, Serialize)]
pub struct MenuItem {
    /// What it is called.
    pub title: Said,
    /// Where it is.
    pub path: String,
    /// Whether this page is it, or below it.
    pub current: bool,
}

/// The page in one of the site's languages.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageLink {
    /// The language.
    pub tag: Language,
    /// The language's name in itself.
    pub name: String,
    /// Where the page is in it.
    pub path: String,
    /// Its full address, where the site's is known.
    pub url: Option<String>,
    /// Whether it is this page.
    pub current: bool,
}

/// A day.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// `2019-01-22`, for `<time datetime>`.
    pub iso: String,
    /// As the page's language writes it.
    pub text: String,
}

/// A page's text and what the rest of the site gives to it. In templates it is a string of HTML,
/// the variable `text`.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text.
    pub body: Arc<Body>,
    /// Where its links lead, by [`Body::links`].
    pub links: Vec<String>,
    /// Its numbers as written in this language, by [`Body::values`].
    pub values: Vec<String>,
    /// Its blocks, by [`Body::blocks`]; `None` where a block could not be made.
    pub blocks: Vec<Option<Block>>,
}

impl Serialize for Text {
    /// Templates meet the text as HTML only; see the variable `text`.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// A block within a text. Each has a template of its name under `blocks/` and is a variable of its
/// name there, beside `root` and `lang`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// `blocks/chart.html`.
    Chart(Arc<Figure>),
    /// `blocks/table.html`.
    Table(Table),
    /// `blocks/figures.html`: key numbers.
    Figures(Vec<Card>),
    /// `blocks/timeline.html`.
    Timeline(Timeline),
}

impl Block {
    /// The file name of its template.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Chart(_) => "blocks/chart.html",
            Self::Table(_) => "blocks/table.html",
            Self::Figures(_) => "blocks/figures.html",
            Self::Timeline(_) => "blocks/timeline.html",
        }
    }
}

/// A chart with its table, its source and its files.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// Its own name on the site: the route of its drawing.
    #[serde(skip)]
    pub id: Route,
    /// What the reader should see.
    pub title: Said,
    /// What is measured.
    pub caption: Option<Said>,
    /// The drawing for wide screens and paper: an `<svg>` element, safe to insert.
    pub wide: String,
    /// The drawing for narrow screens.
    pub narrow: String,
    /// What its marks mean: breaks, estimates.
    pub notes: Vec<Said>,
    /// The same data as a table.
    pub table: Table,
    /// Who made the numbers, and which release.
    pub source: Option<Said>,
    /// The dataset's page.
    pub dataset: Link,
    /// The drawing and the data as files.
    pub downloads: Vec<Download>,
}

/// A file to take away.
#[derive(Debug, Clone, Serialize)]
pub struct Download {
    /// `CSV`, `JSON`, `SVG`.
    pub format: String,
    /// Its size with unit: `12 kB`.
    pub size: String,
    /// Where it is.
    pub path: String,
}

/// A table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Table {
    /// What it shows.
    pub title: Option<Said>,
    /// What to know about it.
    pub caption: Option<Said>,
    /// Its columns; the first one heads the rows.
    pub columns: Vec<Column>,
    /// Its rows; one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// What its marks mean.
    pub notes: Vec<Said>,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Its head.
    pub label: Said,
    /// Whether it holds numbers, set to the end.
    pub number: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell {
    /// What is in it; empty for no value.
    pub text: Said,
    /// A mark behind it, such as `b` for a break, explained in the notes.
    pub mark: Option<String>,
}

/// A key number.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// The number with its unit, or the words for no data.
    pub value: String,
    /// Of when it is.
    pub period: Option<String>,
    /// What it is.
    pub label: Said,
    /// The dataset's page.
    pub path: String,
}

/// Things with a beginning and an end.
#[derive(Debug, Clone, Serialize)]
pub struct Timeline {
    /// What it shows.
    pub title: Option<Said>,
    /// The years along it.
    pub years: Vec<String>,
    /// What is on it.
    pub rows: Vec<TimelineRow>,
}

/// One thing on a timeline.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineRow {
    /// What.
    pub label: Said,
    /// Who.
    pub lead: Option<Said>,
    /// From when.
    pub start: Option<Day>,
    /// Until when.
    pub end: Option<Day>,
    /// `planned`, `started`, `done`.
    pub status: Option<String>,
    /// The word for it.
    pub status_word: Option<String>,
    /// Where its bar begins, in per cent of the line.
    pub from: f64,
    /// How long its bar is, in per cent of the line.
    pub length: f64,
}

/// A language on the front door.
#[derive(Debug, Clone, Serialize)]
pub struct FrontDoor {
    /// Every language of the site.
    pub doors: Vec<Door>,
}

/// One language on the front door.
#[derive(Debug, Clone, Serialize)]
pub struct Door {
    /// The language.
    pub tag: Language,
    /// Its name in itself.
    pub name: String,
    /// The site's title in it.
    pub title: String,
    /// The site's tagline in it.
    pub tagline: Option<String>,
    /// What the link says in it.
    pub enter: String,
    /// Its first page.
    pub path: String,
}

/// A language's first page.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// The words of `content/index.LANG.md`.
    pub text: Option<Text>,
    /// The headline numbers of the indicators.
    pub cards: Vec<IndicatorCard>,
    /// The latest pages of each section.
    pub sections: Vec<Shelf>,
    /// The goals that have indicators here.
    pub goals: Vec<GoalLink>,
}

/// A section with its latest pages.
#[derive(Debug, Clone, Serialize)]
pub struct Shelf {
    /// The section.
    pub section: Link,
    /// Its latest pages.
    pub items: Vec<Item>,
}

/// A page in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Its name.
    pub title: Said,
    /// Where it is.
    pub path: String,
    /// Its kind: `note`, `workshop` …
    pub kind: String,
    /// The word for its kind.
    pub kind_word: String,
    /// What it says.
    pub summary: Option<Said>,
    /// Its date.
    pub date: Option<Day>,
}

/// Pages of a section or with a tag.
#[derive(Debug, Clone, Serialize)]
pub struct Listing {
    /// The words of the section's own page.
    pub text: Option<Text>,
    /// How many there are in all, in words: `12 notes`.
    pub count: String,
    /// Those on this page of the list.
    pub items: Vec<Item>,
    /// The pages of a long list, in order; empty where there is only one.
    pub pages: Vec<ListPage>,
}

/// One page of a long list.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Its number, in the page's digits.
    pub number: String,
    /// Where it is.
    pub path: String,
    /// Whether it is this page.
    pub current: bool,
}

/// All tags.
#[derive(Debug, Clone, Serialize)]
pub struct Tags {
    /// By name.
    pub tags: Vec<TagLink>,
}

/// A tag.
#[derive(Debug, Clone, Serialize)]
pub struct TagLink {
    /// Its name.
    pub title: Said,
    /// Its page.
    pub path: String,
    /// How many pages have it, in the page's digits.
    pub count: String,
}

/// A page written by an author.
#[derive(Debug, Clone, Serialize)]
pub struct Article {
    /// The text: in templates the variable `text`, not this field.
    pub text: Text,
    /// What it says.
    pub summary: Option<Said>,
    /// When it was published.
    pub date: Option<Day>,
    /// When it was last changed.
    pub updated: Option<Day>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// How long it takes to read, in words.
    pub reading_time: Option<String>,
    /// Its headings of the second level.
    pub contents: Vec<Anchor>,
    /// The indicators it is about.
    pub indicators: Vec<IndicatorCard>,
    /// Its tags.
    pub tags: Vec<TagLink>,
    /// What is recommended.
    pub recommendations: Vec<String>,
    /// Digital strategies proposed.
    pub strategies: Vec<String>,
    /// Policy reforms proposed.
    pub reforms: Vec<String>,
    /// What it rests on.
    pub sources: Vec<Reference>,
    /// Pages about the same indicators.
    pub related: Vec<Item>,
    /// How to cite it, ready to copy.
    pub citation: String,
    /// A workshop's facts.
    pub workshop: Option<Workshop>,
    /// A plan's actions.
    pub plan: Option<Plan>,
    /// A theme's own values, from `extra:`.
    pub extra: serde_json::Value,
}

/// A heading of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Anchor {
    /// Its anchor.
    pub id: String,
    /// Its words.
    pub title: String,
}

/// A source.
#[derive(Debug, Clone, Serialize)]
pub struct Reference {
    /// What it is.
    pub title: String,
    /// Where it stands.
    pub url: Option<String>,
}

/// A workshop's facts.
#[derive(Debug, Clone, Serialize)]
pub struct Workshop {
    /// First day.
    pub start: Option<Day>,
    /// Last day, where it is another.
    pub end: Option<Day>,
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
#[derive(Debug, Clone, Serialize)]
pub struct Track {
    /// Its name.
    pub title: String,
    /// The part of the workshop it belongs to.
    pub part: Option<String>,
    /// What it covered.
    pub topics: Vec<String>,
}

/// A working group.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Its number, in the page's digits.
    pub number: Option<String>,
    /// What it worked on.
    pub title: String,
    /// Anything else.
    pub note: Option<String>,
    /// Its indicators.
    pub indicators: Vec<IndicatorCard>,
    /// The notes about them.
    pub notes: Vec<Link>,
    /// Strategies proposed in those notes.
    pub strategies: Vec<String>,
    /// Reforms proposed in those notes.
    pub reforms: Vec<String>,
}

/// Something to read or watch.
#[derive(Debug, Clone, Serialize)]
pub struct Material {
    /// What it is called.
    pub title: String,
    /// The word for its kind.
    pub kind: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// A plan's actions.
#[derive(Debug, Clone, Serialize)]
pub struct Plan {
    /// The actions.
    pub actions: Vec<Action>,
    /// The same along time.
    pub timeline: Timeline,
}

/// An action of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct Action {
    /// What.
    pub action: String,
    /// Who leads.
    pub lead: Option<String>,
    /// From when.
    pub start: Option<Day>,
    /// Until when.
    pub end: Option<Day>,
    /// `planned`, `started`, `done`.
    pub status: Option<String>,
    /// The word for it.
    pub status_word: Option<String>,
    /// The indicators it is about.
    pub indicators: Vec<IndicatorCard>,
}

/// A dataset in a list.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorCard {
    /// Its number in the page's digits; `None` for a dataset that is no SDG indicator.
    pub code: Option<String>,
    /// Its title.
    pub title: Said,
    /// Its page.
    pub path: String,
    /// The headline's latest value; `None` where there is none.
    pub value: Option<Quantity>,
    /// What to say where there is none.
    pub empty: String,
    /// Of when that is.
    pub period: Option<String>,
    /// How far reporting is.
    pub status: Status,
    /// The goal's colour, `#rrggbb`.
    pub colour: Option<String>,
}

/// A state and the word for it.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// `complete`, `in-progress`, `exploring`, `not-applicable`; of a step `done`, `started`,
    /// `not-started`.
    pub key: String,
    /// The word.
    pub word: String,
}

/// A goal in a list.
#[derive(Debug, Clone, Serialize)]
pub struct GoalLink {
    /// 1 to 17.
    pub number: u8,
    /// The number in the page's digits.
    pub digits: String,
    /// Its name in a few words.
    pub title: Said,
    /// The UN's colour for it.
    pub colour: String,
    /// Its page.
    pub path: String,
    /// How many of its indicators are here, in words.
    pub count: String,
}

/// A dataset's page.
#[derive(Debug, Clone, Serialize)]
pub struct Indicator {
    /// The dataset's name: `8-6-1`.
    pub id: String,
    /// The indicator's number in the page's digits.
    pub code: Option<String>,
    /// Its goal.
    pub goal: Option<GoalLink>,
    /// The target's number in the page's digits.
    pub target_code: Option<String>,
    /// What the target says.
    pub target: Option<Said>,
    /// The indicator's name in the SDG framework.
    pub official: Option<Said>,
    /// What exactly is measured.
    pub definition: Option<Said>,
    /// The headline's latest value.
    pub headline: Option<Headline>,
    /// What to say where there is none.
    pub empty: String,
    /// How far reporting is.
    pub status: Status,
    /// The dataset's chart.
    pub chart: Option<Arc<Figure>>,
    /// The latest values by disaggregation, one table a column.
    pub breakdowns: Vec<Table>,
    /// All values.
    pub table: Option<Table>,
    /// Baseline, milestones and targets.
    pub targets: Vec<Fact>,
    /// How far the four steps are: collect, use, publish, visualize.
    pub roadmap: Vec<Step>,
    /// Years in which the way of measuring changed.
    pub breaks: Vec<Fact>,
    /// What a reader must know before comparing.
    pub notes: Vec<Said>,
    /// Unit, method, source, custodian, vintage …
    pub facts: Vec<Fact>,
    /// Checks of the data that were silenced, with the reasons.
    pub accepted: Vec<Fact>,
    /// The data as files.
    pub downloads: Vec<Download>,
    /// Pages about it.
    pub pages: Vec<Item>,
    /// Strategies proposed in those notes.
    pub strategies: Vec<Proposal>,
    /// Reforms proposed in those notes.
    pub reforms: Vec<Proposal>,
    /// How to cite it, ready to copy.
    pub citation: String,
}

/// A number and what it counts.
#[derive(Debug, Clone, Serialize)]
pub struct Quantity {
    /// The number, a percent sign included.
    pub number: String,
    /// A unit that is words.
    pub unit: Option<Said>,
}

/// The headline's latest value.
#[derive(Debug, Clone, Serialize)]
pub struct Headline {
    /// The number and its unit.
    pub value: Quantity,
    /// Of when it is.
    pub period: String,
    /// What it was at the first period, and how it changed, in words.
    pub change: Option<String>,
    /// What is special about the value: estimated, provisional …
    pub status: Option<String>,
}

/// A name and what it stands for.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// The name.
    pub label: String,
    /// The value.
    pub value: Said,
    /// An address that belongs to it.
    pub url: Option<String>,
}

/// A step of a road map.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// The step's name.
    pub label: String,
    /// How far it is.
    pub status: Status,
}

/// A proposal and the note that makes it.
#[derive(Debug, Clone, Serialize)]
pub struct Proposal {
    /// What is proposed.
    pub text: Said,
    /// The note.
    pub page: Link,
}

/// All datasets by goal.
#[derive(Debug, Clone, Serialize)]
pub struct Indicators {
    /// How many there are of each reporting status.
    pub counts: Vec<Count>,
    /// SDG indicators by goal.
    pub goals: Vec<GoalGroup>,
    /// Datasets that are no SDG indicators.
    pub others: Vec<IndicatorCard>,
}

/// How many there are of something.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// The status.
    pub status: Status,
    /// How many, in the page's digits.
    pub count: String,
}

/// A goal and its indicators.
#[derive(Debug, Clone, Serialize)]
pub struct GoalGroup {
    /// The goal.
    pub goal: GoalLink,
    /// Its targets here.
    pub targets: Vec<TargetGroup>,
}

/// A target and its indicators.
#[derive(Debug, Clone, Serialize)]
pub struct TargetGroup {
    /// Its number in the page's digits.
    pub code: String,
    /// What it says.
    pub title: Option<Said>,
    /// Its indicators.
    pub indicators: Vec<IndicatorCard>,
}

/// How far each indicator is.
#[derive(Debug, Clone, Serialize)]
pub struct Roadmap {
    /// The names of the four steps.
    pub steps: Vec<String>,
    /// One row an indicator.
    pub rows: Vec<RoadmapRow>,
}

/// How far an indicator is.
#[derive(Debug, Clone, Serialize)]
pub struct RoadmapRow {
    /// The indicator.
    pub indicator: IndicatorCard,
    /// One status a step.
    pub steps: Vec<Status>,
}

/// The seventeen goals.
#[derive(Debug, Clone, Serialize)]
pub struct Goals {
    /// By number.
    pub goals: Vec<GoalLink>,
}

/// A goal's page.
#[derive(Debug, Clone, Serialize)]
pub struct Goal {
    /// The goal.
    pub goal: GoalLink,
    /// Its name in full.
    pub full: Option<Said>,
    /// Its targets here.
    pub targets: Vec<TargetGroup>,
    /// Pages about its indicators.
    pub pages: Vec<Item>,
}

/// A page that this language does not have.
#[derive(Debug, Clone, Serialize)]
pub struct Missing {
    /// Where it can be read.
    pub available: Vec<LanguageLink>,
}

/// The page of a broken address. It is served at any depth, so it may use no relative link.
#[derive(Debug, Clone, Serialize)]
pub struct NotFound {
    /// What it says in each language.
    pub messages: Vec<NotFoundMessage>,
}

/// What the page of a broken address says in one language.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundMessage {
    /// The language.
    pub tag: Language,
    /// That there is no such page.
    pub title: String,
    /// What to do.
    pub help: String,
}
