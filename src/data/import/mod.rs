//! Downloaded files → tidy tables with their metadata.
//!
//! A file is recognised by its head, never by its name. Each of its columns gets a
//! purpose; the wanted rows are gathered with codes turned into words; what remains is arranged as
//! one table an indicator, as Open SDG writes it. The reading of cells is that of every other
//! table here. Nothing is rounded, computed or dropped without being said.

mod archive;
mod arrange;
mod compound;
mod described;
mod filter;
mod gather;
mod gathered;
mod ilostat;
mod metadata;
mod open;
mod owid;
mod own;
mod plan;
mod report;
mod revise;
mod sdmx;
mod sdmx_json;
mod split;
mod tidy;
mod two_rows;
mod un;
mod workbook;
mod world_bank;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use self::{
    described::Description,
    filter::{Filter, Words, choose_place},
    gathered::{Gathered, Row},
    own::Own,
    plan::{Fact, Head, Name, Plan, Purpose, recognise},
};
use super::{csv::Table, found::Found, lower, vocabulary};
use crate::{
    diag::{Checked, Diagnostic, Diagnostics, FileId, Rule, Span, say},
    model::{Framework, IndicatorId, Sdmx},
    source::{Files, parse_yaml},
};

pub use open::{Opened, open, other_layout};
pub use report::Report;
pub use revise::{Amended, Changes, Settled, amend, settle};

/// What was asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The dataset's name, where the file's own is not wanted.
    pub id: Option<String>,
    /// The wanted rows: column and value.
    pub filters: Vec<(String, String)>,
    /// When the file was fetched.
    pub accessed: Option<Date>,
}

/// What was made of a file.
#[derive(Debug)]
pub struct Import {
    /// The tables.
    pub tables: Vec<Tidy>,
    /// What was read, taken and left.
    pub report: Report,
}

/// A table and its metadata as they will be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tidy {
    /// The dataset's name.
    pub id: String,
    /// `data/ID.csv`.
    pub table: Vec<u8>,
    /// `data/ID.yaml`.
    pub metadata: String,
}

/// Makes tidy tables of a file; `None` where it is not known what it is, or which rows are meant.
pub fn import(opened: &Opened, request: &Request) -> Checked<Option<Import>> {
    let mut found = Found::default();
    let import = read(opened, request, &mut found);
    let mut diagnostics = found.finish();
    let import = import.map_err(|diagnostic| {
        // Rows that cannot be read are the reason why there are none.
        if diagnostic.rule != Rule::EmptyImport || !diagnostics.has_errors() {
            diagnostics.push(*diagnostic);
        }
    });
    Checked::new(import.ok(), diagnostics)
}

/// What people call a table that a build cannot read as it is, if it is one that can be imported.
pub(super) fn family(text: &str) -> Option<&'static str> {
    headed(text, FileId::default()).map(|it| it.2.family.name())
}

/// How far down the head of a table is looked for.
const PREAMBLE: usize = 60;

fn read(
    opened: &Opened,
    request: &Request,
    found: &mut Found,
) -> Result<Import, Box<Diagnostic>> {
    let (files, file) = (&opened.files, opened.file);
    let text = files.text(file).map_or("", |it| it);
    let (table, names, mut plan, mut preamble) =
        headed(text, file).ok_or_else(|| unknown(text, file))?;
    let above = preamble.len();
    let vocabulary = vocabulary::shipped(files, &mut Diagnostics::new());
    plan.rename(&vocabulary);
    let areas = vocabulary::areas(files);
    let words = Words { vocabulary: &vocabulary, areas: &areas };
    let mut filters = filter::resolve(&request.filters, &names, &plan, words)?;
    let (gathered, ragged) = gather::gather(&table, &names, &plan, &mut filters, words);
    for one in ragged {
        let cells = table.row_at(one.line);
        match cells.as_slice() {
            [only] => preamble.push(only.text.to_string()),
            _ => found.add(Rule::RaggedRow, || table.diagnose(one)),
        }
    }
    unreadable(&table, &plan, &gathered, found);
    preamble.extend(gathered.tally.behind.iter().cloned());
    if let Some(diagnostic) = filters.iter().find_map(Filter::unused) {
        return Err(Box::new(diagnostic));
    }
    let sdmx: Sdmx = shipped(files, "framework/sdmx.yaml");
    let series = sdmx.series.into_iter().map(|(indicator, code)| (code, indicator));
    let mut source = Source {
        own: opened.own.as_ref(),
        described: described::read(opened.described.as_deref().unwrap_or_default()),
        accessed: request.accessed,
        series: series.chain(sdmx.measures).collect(),
        gathered,
        names,
        plan,
        words,
        preamble,
        above,
        place: None,
        others: Vec::new(),
        asked: false,
        all: false,
    };
    let head = source.place_column().and_then(|it| table.head.get(it));
    source.choose(&filters, head.map_or_else(|| Span::file(file), |it| it.span))?;
    if source.gathered.rows.is_empty() {
        return Err(Box::new(empty(&source, file)));
    }
    let framework: Framework = shipped(files, "framework/sdg.yaml");
    let name = file_stem(files.path(file));
    let own = opened.own.as_ref().and_then(|it| it.id.as_deref());
    let wanted = request.id.as_deref().or(own);
    let (tables, parts) = split::split(&source, &framework, wanted, name, &mut |lines| {
        found.add(Rule::Contradiction, || contradiction(&table, lines));
    });
    let report = report::report(&source, &filters, &parts);
    Ok(Import { tables, report })
}

/// Says which cells of an editor's own table cannot be understood.
fn unreadable(table: &Table<'_>, plan: &Plan, gathered: &Gathered, found: &mut Found) {
    for (line, column, text) in &gathered.tally.bad {
        found.push(lower::unreadable(
            text,
            table.place(*line, *column),
            plan.columns[*column] == Purpose::Period,
        ));
    }
}

/// A list that comes with the program.
fn shipped<T: DeserializeOwned + Default>(files: &Files, path: &str) -> T {
    let read = |id| parse_yaml(files.text(id)?, id, 0).ok();
    files.find(path).and_then(read).unwrap_or_default()
}

/// The gathered rows with all that is known of them.
struct Source<'a> {
    own: Option<&'a Own>,
    /// What is said of indicators beside the data, by their codes.
    described: BTreeMap<String, Description>,
    accessed: Option<Date>,
    /// The indicators of series of the global structure.
    series: BTreeMap<String, IndicatorId>,
    gathered: Gathered,
    names: Vec<Name>,
    plan: Plan,
    words: Words<'a>,
    /// Lines before and after the table, cell by cell.
    preamble: Vec<String>,
    /// How many of them stand before it.
    above: usize,
    /// The one place that the rows are about.
    place: Option<String>,
    /// Other places in the file, whose rows are left out.
    others: Vec<String>,
    /// Whether a place was asked for.
    asked: bool,
    /// Whether several places stand beside each other.
    all: bool,
}

impl Source<'_> {
    /// Keeps the rows of one place, where it is clear which one.
    fn choose(&mut self, filters: &[Filter], span: Span) -> Result<(), Box<Diagnostic>> {
        let mut places: indexmap::IndexMap<String, String> = indexmap::IndexMap::new();
        for row in &self.gathered.rows {
            let fact = |it| self.gathered.fact(row, it);
            let (code, name) = (fact(Fact::Area), fact(Fact::AreaName));
            let key = if name.is_empty() { code } else { name };
            if !key.is_empty() && !places.contains_key(key) {
                places.insert(key.to_owned(), code.to_owned());
            }
        }
        let fact = |it: usize| {
            matches!(self.plan.columns[it], Purpose::Fact(Fact::Area | Fact::AreaName))
        };
        self.asked = filters.iter().any(|it| it.columns.iter().any(|at| fact(*at)));
        let is_country = |it: &(&String, &String)| {
            self.words.areas.iter().any(|area| area.is(it.0) || area.is(it.1))
        };
        let countries: Vec<&String> =
            places.iter().filter(is_country).map(|it| it.0).collect();
        let chosen = match (places.len(), countries.as_slice()) {
            (0, _) => return Ok(()),
            (1, _) => places.keys().next().cloned(),
            _ if self.asked => {
                self.all = true;
                return Ok(());
            }
            (_, [only]) => Some((*only).clone()),
            _ => {
                let names: Vec<&str> = places.keys().map(String::as_str).collect();
                let column = self.place_column().map_or("", |it| &self.names[it].raw);
                let column = column.split(':').next().unwrap_or_default();
                return Err(Box::new(choose_place(column, &names, self.words, span)));
            }
        };
        if places.len() > 1 {
            let keep = |row: &Row| {
                let fact = |it| self.gathered.fact(row, it);
                chosen.as_deref().is_some_and(|it| {
                    it == fact(Fact::AreaName) || it == fact(Fact::Area)
                })
            };
            let kept: Vec<Row> =
                self.gathered.rows.iter().filter(|it| keep(it)).cloned().collect();
            self.gathered.rows = kept;
            let others = places.into_keys().filter(|it| Some(it) != chosen.as_ref());
            self.others = others.collect();
        }
        self.place = chosen.map(|it| self.place_name(&it));
        Ok(())
    }

    /// The column of the names of places, else of their codes.
    fn place_column(&self) -> Option<usize> {
        let of =
            |fact| self.plan.columns.iter().position(|it| *it == Purpose::Fact(fact));
        of(Fact::AreaName).or_else(|| of(Fact::Area))
    }

    /// The name of a place that only its code may be known of.
    fn place_name(&self, place: &str) -> String {
        let area = self.words.areas.iter().find(|it| it.is(place));
        area.map_or_else(|| place.to_owned(), |it| it.3.clone())
    }
}

/// The table under its preamble, with what each column is for.
fn headed(text: &str, file: FileId) -> Option<(Table<'_>, Vec<Name>, Plan, Vec<String>)> {
    let (mut start, mut preamble) = ((0, 1), Vec::new());
    for line in text.split_inclusive('\n').take(PREAMBLE) {
        if !line.trim().is_empty() {
            let table = Table::starting(text, file, start);
            let names: Vec<Name> =
                table.head.iter().map(|it| Name::new(&it.text)).collect();
            let head = Head(names);
            if let Some(plan) = recognise(&head) {
                return Some((table, head.0, plan, preamble));
            }
            preamble.extend(table.head.iter().map(|it| it.text.to_string()));
        }
        start = (start.0 + line.len(), start.1 + 1);
    }
    None
}

fn unknown(text: &str, file: FileId) -> Diagnostic {
    let table = Table::starting(text, file, (0, 1));
    let names: Vec<&str> = table.head.iter().map(|it| &*it.text).take(12).collect();
    let message = match names.as_slice() {
        [] => say!("this file is empty"),
        names => {
            say!(
                "no kind of table that is known has the columns {names}",
                names = names.join(", ")
            )
        }
    };
    Diagnostic::new(Rule::UnknownFormat, Span::file(file), message)
        .help(open::wanted_columns())
}

fn empty(source: &Source<'_>, file: FileId) -> Diagnostic {
    let tally = &source.gathered.tally;
    let message = match (tally.rows, tally.no_period.keys().next()) {
        (0, _) => say!("there are no rows under the head"),
        (rows, Some(period)) => {
            say!("none of {rows} rows has a year; one has `{period}`", rows, period)
        }
        (rows, None) => say!(
            "none of {rows} rows is left: each filter has rows, but not all together",
            rows
        ),
    };
    Diagnostic::new(Rule::EmptyImport, Span::file(file), message)
        .help(say!("take a filter away, or get another file"))
}

fn contradiction(table: &Table<'_>, (first, second): (u32, u32)) -> Diagnostic {
    let message = say!("these rows differ only in their value; is a column missing?");
    Diagnostic::new(Rule::Contradiction, table.place_row(second), message)
        .label(table.place_row(first), say!("the other one"))
        .help(say!(
            "take one of them with `--where`, or ask the source which one is right"
        ))
}

/// The file's name without folders and ending.
fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}
