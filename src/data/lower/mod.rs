//! Rows → series of observations over dimensions.

mod columns;
mod part;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rayon::prelude::*;

pub(super) use self::columns::Attribute;
use self::{
    columns::{Column, Columns},
    part::{Part, Words},
};
use super::{
    csv::Table,
    found::Found,
    label::own_labels,
    value::{self, Decimal},
};
use crate::{
    diag::{Diagnostic, Message, Rule, Span, say},
    model::{
        Code, Dimension, DimensionLabels, Nature, ObsStatus, Observation, Role, Series,
        TextId, is_total, runs,
    },
    text::{Localized, fold},
};

/// The rows of a table in the model's terms.
#[derive(Debug, Default)]
pub(super) struct Lowered {
    pub(super) dimensions: Vec<Dimension>,
    pub(super) from: ReadFrom,
    /// By key; every series by period. Rows for the same period stand beside each other, in the
    /// order of the table.
    pub(super) series: Vec<Series>,
    pub(super) texts: Vec<Box<str>>,
}

impl Lowered {
    /// Whether some row is about the whole.
    pub(super) fn has_headline(&self) -> bool {
        self.series.iter().any(|it| it.key.iter().all(|code| *code == 0))
    }
}

/// The columns that things are read from.
#[derive(Debug, Default)]
pub(super) struct ReadFrom {
    /// Of each dimension.
    pub(super) dimensions: Vec<usize>,
    /// Of the values.
    pub(super) value: usize,
    /// Those that no row fills; they are no dimensions.
    pub(super) empty: Vec<usize>,
    /// Of the codes of places, if there are any.
    pub(super) geo: Option<usize>,
    /// Every code of a place with every group that it is used for, by first appearance.
    pub(super) places: Vec<Placed>,
}

/// A code of a place and a group that it is used for.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) code: Box<str>,
    /// The group: one code a dimension.
    pub(super) key: Box<[u16]>,
    /// The first row of it.
    pub(super) line: u32,
}

/// Makes series of the rows of `table`; `None` where it has no periods or no values.
///
/// `labels` may declare what stands for the whole of a column.
pub(super) fn lower(
    table: &Table<'_>,
    labels: &BTreeMap<String, DimensionLabels>,
    found: &mut Found,
) -> Option<Lowered> {
    let columns = columns::columns(table, found)?;
    let parts = read(table, &columns, found);
    let mut gathered = Gathered::new(table, &columns, labels);
    for part in parts {
        gathered.add(part);
    }
    Some(gathered.finish(&columns))
}

/// Reads all parts of the table side by side. The decimal sign is the one that the separator of
/// the cells makes likely, unless the numbers themselves can only have the other one.
fn read(table: &Table<'_>, columns: &Columns, found: &mut Found) -> Vec<Part> {
    let chunks = table.chunks();
    let read = |decimal| -> Vec<Part> {
        chunks.par_iter().map(|it| part::read(table, it, columns, decimal)).collect()
    };
    let likely = if table.separator() == b';' { Decimal::Comma } else { Decimal::Point };
    let mut parts = read(likely);
    let tells = |decimal| match decimal {
        Decimal::Point => parts.iter().any(|it| it.point),
        Decimal::Comma => parts.iter().any(|it| it.comma),
    };
    if tells(likely.other()) && !tells(likely) {
        parts = read(likely.other());
    }
    let periods = parts.iter().flat_map(|it| it.periods.iter().copied()).collect();
    let runs = runs(&periods);
    for part in &mut parts {
        diagnose(table, columns, part, found);
        let observations = part.observations.iter_mut().filter(|_| !runs.is_empty());
        for observation in observations {
            if let Some(run) = runs.get(&observation.period) {
                observation.period = *run;
            }
        }
    }
    parts
}

/// Says what could not be understood.
fn diagnose(table: &Table<'_>, columns: &Columns, part: &Part, found: &mut Found) {
    for ragged in &part.ragged {
        found.add(Rule::RaggedRow, || table.diagnose(*ragged));
    }
    for (line, column) in &part.unnamed {
        let message = say!(
            "column {column} has no name, but something stands in it",
            column = column + 1
        );
        found.push(
            Diagnostic::new(Rule::UnnamedColumn, table.place(*line, *column), message)
                .help(say!("name the column in the first row, or empty it")),
        );
    }
    for bad in &part.bad {
        let column = columns.all[bad.column];
        let rule = broken(&bad.text, column);
        found.add(rule, || {
            let (message, help) = explain(&bad.text, column, rule);
            Diagnostic::new(rule, table.place(bad.line, bad.column), message).help(help)
        });
    }
}

/// What to say of a cell at `place` that is no period or no value.
pub(super) fn unreadable(text: &str, place: Span, period: bool) -> Diagnostic {
    let column = if period { Column::Year } else { Column::Value };
    let rule = broken(text, column);
    let (message, help) = explain(text, column, rule);
    Diagnostic::new(rule, place, message).help(help)
}

/// The rule that a cell breaks which cannot be understood.
fn broken(text: &str, column: Column) -> Rule {
    match column {
        Column::Year if is_excel_date(text) => Rule::ExcelDate,
        Column::Year => Rule::BadPeriod,
        Column::Attribute(Attribute::Status | Attribute::Nature) => Rule::BadMetadata,
        _ => Rule::BadValue,
    }
}

/// What to say of such a cell, and what to do.
fn explain(text: &str, column: Column, rule: Rule) -> (Message, Message) {
    match column {
        Column::Year if text.is_empty() => {
            (say!("this row has no year"), say!("write the year that the value is for"))
        }
        Column::Year if rule == Rule::ExcelDate => (
            say!(
                "`{text}` looks like a year or a range that Excel turned into a date",
                text
            ),
            say!("format the column as text in Excel, then write the year again"),
        ),
        Column::Year => (
            say!("`{text}` is no year", text),
            say!(
                "write a year (2016), 2016-17, a quarter (2022-Q3), a month (2022-03) or a day; what \
             more there is to say goes into a column `Footnote`"
            ),
        ),
        Column::Attribute(Attribute::Status) => {
            unknown(text, &say!("observation status"), ObsStatus::ALL, ObsStatus::code)
        }
        Column::Attribute(Attribute::Nature) => {
            unknown(text, &say!("nature of data"), Nature::ALL, Nature::code)
        }
        _ if text.contains([',', '.']) && has_number(text) => (
            say!(
                "`{text}` has another decimal sign than the other numbers of this table",
                text
            ),
            say!("write all numbers with the same decimal sign"),
        ),
        _ if text.ends_with('%') => (
            say!("`{text}` has its unit in the cell", text),
            say!(
                "write the number alone; the unit is said once, by `unit:` in the metadata"
            ),
        ),
        _ => (
            say!("`{text}` is no number", text),
            say!("write a number, or leave the cell empty where there is none"),
        ),
    }
}

fn unknown<T: Copy>(
    text: &str,
    what: &Message,
    all: &[T],
    code: fn(T) -> &'static str,
) -> (Message, Message) {
    let codes: Vec<&str> = all.iter().map(|it| code(*it)).collect();
    (
        say!("`{text}` is no {what}", text, what),
        say!("the SDMX codes are {codes}", codes = codes.join(", ")),
    )
}

fn has_number(text: &str) -> bool {
    [Decimal::Point, Decimal::Comma].into_iter().any(|it| value::read(text, it).is_some())
}

/// What Excel makes of `2016-17` or `3/2022`: a month's name with two digits, slashes, a time, or
/// the number of days since 1900.
fn is_excel_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
        "dec",
    ];
    let folded = fold(text);
    let month = folded.split(['-', ' ', '/']).any(|it| MONTHS.contains(&it))
        && folded.split(['-', ' ', '/']).count() <= 3;
    let slashes = folded.split('/').count() == 3;
    let time = folded.contains(" 0:00") || folded.contains(" 00:00");
    let days = folded.len() == 5 && folded.bytes().all(|it| it.is_ascii_digit());
    month || slashes || time || days
}

/// Series in the making.
struct Gathered {
    dimensions: Vec<Dimension>,
    codes: Vec<IndexMap<Box<str>, u16>>,
    /// What is declared to stand for the whole, folded.
    totals: Vec<Option<String>>,
    texts: Words,
    known: IndexMap<Box<[u16]>, usize>,
    series: Vec<Series>,
    /// The codes of places, and the first line of each with each series.
    places: Words,
    placed: IndexMap<(usize, u32), u32>,
}

impl Gathered {
    fn new(
        table: &Table<'_>,
        columns: &Columns,
        labels: &BTreeMap<String, DimensionLabels>,
    ) -> Self {
        let dimension = |(at, role): (usize, Role)| {
            let total = Code { id: "".into(), label: Localized::default() };
            let codes =
                if role == Role::Disaggregation { vec![total] } else { Vec::new() };
            Dimension {
                name: table.head[at].text.clone().into(),
                role,
                label: Localized::default(),
                codes,
                parent: None,
            }
        };
        let dimensions: Vec<Dimension> = columns.dimensions().map(dimension).collect();
        Self {
            codes: vec![IndexMap::new(); dimensions.len()],
            totals: dimensions
                .iter()
                .map(|it| Some(fold(own_labels(labels, &it.name)?.total.as_ref()?)))
                .collect(),
            dimensions,
            texts: Words::default(),
            known: IndexMap::new(),
            series: Vec::new(),
            places: Words::default(),
            placed: IndexMap::new(),
        }
    }

    /// Adds the observations of a part, with its own numbers turned into those of the whole.
    fn add(&mut self, part: Part) {
        let codes: Vec<Vec<u16>> = part
            .codes
            .iter()
            .enumerate()
            .map(|(at, words)| words.iter().map(|it| self.code(at, it)).collect())
            .collect();
        let texts: Vec<TextId> = part
            .texts
            .iter()
            .map(|it| TextId::new(self.texts.learn(it) as usize))
            .collect();
        let places: Vec<u32> =
            part.places.iter().map(|it| self.places.learn(it)).collect();
        let width = self.dimensions.len();
        let mut key = vec![0; width];
        let mut observations = part.observations;
        for it in &mut observations {
            let text = |it: Option<TextId>| it.map(|it| texts[it.index()]);
            it.source = text(it.source);
            it.footnote = text(it.footnote);
        }
        let mut rest = observations.into_iter();
        let mut at = 0;
        while rest.len() > 0 {
            let written = |at: usize| &part.keys[at * width..(at + 1) * width];
            // Rows of a series mostly stand together.
            let end = at + rest.len();
            let next = (at + 1..end).find(|it| written(*it) != written(at));
            let run = next.unwrap_or(end) - at;
            for (place, (code, codes)) in
                key.iter_mut().zip(written(at).iter().zip(&codes))
            {
                *place = codes[usize::from(*code)];
            }
            let series = self.series(&key);
            for (geo, it) in part.geo.iter().skip(at).zip(rest.as_slice()).take(run) {
                self.place(series, places[usize::from(*geo)], it.line);
            }
            let series = &mut self.series[series].observations;
            if run > 7 {
                series.reserve_exact(run);
            }
            series.extend(rest.by_ref().take(run));
            at += run;
        }
    }

    /// Notes that `line` gives a series the code `place`; the first one counts.
    fn place(&mut self, series: usize, place: u32, line: u32) {
        let code = self.places.word(place as usize);
        if code.is_empty() {
            return;
        }
        let geo = &mut self.series[series].geo;
        if geo.as_deref() != Some(code) {
            geo.get_or_insert_with(|| code.into());
            self.placed.entry((series, place)).or_insert(line);
        }
    }

    fn series(&mut self, key: &[u16]) -> usize {
        if let Some(known) = self.known.get(key) {
            return *known;
        }
        let key: Box<[u16]> = key.into();
        self.series.push(Series {
            key: key.clone(),
            geo: None,
            observations: Vec::new(),
        });
        self.known.insert(key, self.series.len() - 1);
        self.series.len() - 1
    }

    /// The code of `cell` in a dimension, which learns it where it is new.
    fn code(&mut self, at: usize, cell: &str) -> u16 {
        if let Some(known) = self.codes[at].get(cell) {
            return *known;
        }
        let dimension = &mut self.dimensions[at];
        let folded = fold(cell);
        let total = is_total(&folded) || self.totals[at].as_ref() == Some(&folded);
        let code = if dimension.role == Role::Disaggregation && total {
            0
        } else {
            dimension.codes.push(Code { id: cell.into(), label: Localized::default() });
            u16::try_from(dimension.codes.len() - 1).unwrap_or(u16::MAX)
        };
        self.codes[at].insert(cell.into(), code);
        code
    }

    fn finish(self, columns: &Columns) -> Lowered {
        let Self { mut dimensions, mut series, texts, places, placed, .. } = self;
        let mut read_from: Vec<usize> = columns.dimensions().map(|it| it.0).collect();
        let filled: Vec<bool> = dimensions
            .iter()
            .map(|it| series.is_empty() || it.codes.iter().any(|it| !it.id.is_empty()))
            .collect();
        let mut empty = read_from.clone();
        keep(&mut empty, |at| !filled[at]);
        keep(&mut read_from, |at| filled[at]);
        keep(&mut dimensions, |at| filled[at]);
        if !empty.is_empty() {
            for series in &mut series {
                let mut key = series.key.to_vec();
                keep(&mut key, |at| filled[at]);
                series.key = key.into();
            }
        }
        let places = placed.iter().map(|((at, place), line)| Placed {
            code: places.word(*place as usize).into(),
            key: series[*at].key.clone(),
            line: *line,
        });
        let places = places.collect();
        series.sort_by(|a, b| a.key.cmp(&b.key));
        series.par_iter_mut().for_each(|it| {
            it.observations.shrink_to_fit();
            let mut pairs = it.observations.windows(2);
            if !pairs.all(|it| it[0].period < it[1].period) {
                it.observations.sort_unstable_by_key(order);
            }
        });
        Lowered {
            dimensions,
            from: ReadFrom {
                dimensions: read_from,
                value: columns.value,
                empty,
                geo: columns.geo(),
                places,
            },
            series,
            texts: texts.iter().map(Into::into).collect(),
        }
    }
}

/// Keeps the items at the places that `wanted` names.
fn keep<T>(items: &mut Vec<T>, wanted: impl Fn(usize) -> bool) {
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        wanted(at - 1)
    });
}

fn order(observation: &Observation) -> (crate::model::Period, u32) {
    (observation.period, observation.line)
}
