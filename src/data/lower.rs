//! Rows → series of observations over dimensions.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::{
    check,
    csv::{Cell, Row, Table},
    value,
};
use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span},
    model::{
        Code, Dimension, Nature, ObsStatus, Observation, Period, Role, Series, is_total,
        is_year,
    },
    text::{Localized, fold, nearest},
};

/// The rows of a table in the model's terms.
#[derive(Debug, Default)]
pub(super) struct Lowered {
    pub(super) dimensions: Vec<Dimension>,
    pub(super) series: Vec<Series>,
    pub(super) texts: Vec<Box<str>>,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Year,
    Value,
    Dimension(Role),
    Status,
    Nature,
    Source,
    Footnote,
    Geo,
    /// Known, but of no use here.
    Ignored,
}

/// An observation and where its value stands, while duplicates are looked for.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) observation: Observation,
    pub(super) span: Span,
}

/// Series in the making, by their codes.
type Gathered = BTreeMap<Box<[u16]>, Group>;

/// A series in the making: its place on a map, and its observations.
type Group = (Option<Box<str>>, BTreeMap<Period, Placed>);

/// Makes series of the rows of `table`; `None` where it has no periods or no values.
pub(super) fn lower(
    table: &Table,
    file: FileId,
    sink: &mut Diagnostics,
) -> Option<Lowered> {
    let mut columns: Vec<Column> = table.head.iter().map(|it| column(&it.text)).collect();
    let year = find(&columns, Column::Year, table, file, "Year", sink);
    let value = find(&columns, Column::Value, table, file, "Value", sink);
    let (year, value) = (year?, value?);
    ignore_empty(&mut columns, table);
    let mut texts: IndexMap<Box<str>, ()> = IndexMap::new();
    let mut dimensions = dimensions(&columns, table);
    let mut gathered = Gathered::new();
    for row in &table.rows {
        let Some(period) = period(&row.cells[year], sink) else { continue };
        let Some(placed) = observation(row, value, period, &columns, &mut texts, sink)
        else {
            continue;
        };
        let key = dimensions
            .iter_mut()
            .map(|(at, it)| code(it, &row.cells[*at].text))
            .collect();
        let geo = columns
            .iter()
            .position(|it| *it == Column::Geo)
            .map(|it| &row.cells[it].text);
        let geo = geo.filter(|it| !it.is_empty()).cloned();
        let series = gathered.entry(key).or_insert_with(|| (geo, BTreeMap::new()));
        check::add(&mut series.1, placed, sink);
    }
    Some(Lowered {
        dimensions: dimensions.into_iter().map(|it| it.1).collect(),
        series: gathered.into_iter().map(series).collect(),
        texts: texts.into_keys().collect(),
    })
}

fn series((key, (geo, observations)): (Box<[u16]>, Group)) -> Series {
    let observations = observations.into_values().map(|it| it.observation).collect();
    Series { key, geo, observations }
}

/// What the column called `name` is.
fn column(name: &str) -> Column {
    if is_year(name) {
        return Column::Year;
    }
    match fold(name).replace('_', " ").as_str() {
        "value" | "obs value" | "মান" => Column::Value,
        "units" | "unit" | "unit measure" | "একক" => Column::Dimension(Role::Unit),
        "series" => Column::Dimension(Role::Measure),
        "obs status" | "observation status" => Column::Status,
        "nature" => Column::Nature,
        "source" | "source detail" | "উৎস" => Column::Source,
        "footnote" | "note" | "comment obs" | "পাদটীকা" => Column::Footnote,
        "geocode" | "geo code" => Column::Geo,
        "unit multiplier" | "unit mult" | "comment ts" | "data last update" => {
            Column::Ignored
        }
        _ => Column::Dimension(Role::Disaggregation),
    }
}

fn find(
    columns: &[Column],
    wanted: Column,
    table: &Table,
    file: FileId,
    name: &str,
    sink: &mut Diagnostics,
) -> Option<usize> {
    let found = columns.iter().position(|it| *it == wanted);
    if found.is_none() {
        let names: Vec<&str> = table.head.iter().map(|it| &*it.text).collect();
        let near = nearest(name, names.iter().copied());
        let span = table.head.first().map_or_else(|| Span::file(file), |it| it.span);
        let message = format!("there is no column `{name}`");
        sink.push(Diagnostic::new(Rule::MissingColumn, span, message).help(match near {
            Some(near) => format!("rename `{near}` to `{name}`"),
            None if names.is_empty() => {
                "the table is empty; start it with `Year,Value`".to_owned()
            }
            None => format!("the columns are {}", names.join(", ")),
        }));
    }
    found
}

/// A disaggregation that no row fills tells nothing apart.
fn ignore_empty(columns: &mut [Column], table: &Table) {
    for (at, column) in columns.iter_mut().enumerate() {
        let empty = || table.rows.iter().all(|it| it.cells[at].text.is_empty());
        if matches!(column, Column::Dimension(_)) && empty() {
            *column = Column::Ignored;
        }
    }
}

/// The dimensions with the columns they are read from. A disaggregation starts with its total.
fn dimensions(columns: &[Column], table: &Table) -> Vec<(usize, Dimension)> {
    let found = columns.iter().zip(&table.head).enumerate();
    let dimension = |(at, (column, head)): (usize, (&Column, &Cell))| {
        let Column::Dimension(role) = column else { return None };
        let total = Code { id: "".into(), label: Localized::default() };
        let codes = if *role == Role::Disaggregation { vec![total] } else { Vec::new() };
        let name = head.text.clone().into();
        Some((at, Dimension { name, role: *role, label: Localized::default(), codes }))
    };
    found.filter_map(dimension).collect()
}

/// The code of `cell` in `dimension`, which learns it where it is new.
fn code(dimension: &mut Dimension, cell: &str) -> u16 {
    let total = dimension.role == Role::Disaggregation && is_total(&fold(cell));
    if total {
        return 0;
    }
    let known = dimension.codes.iter().position(|it| *it.id == *cell);
    let at = known.unwrap_or_else(|| {
        dimension.codes.push(Code { id: cell.into(), label: Localized::default() });
        dimension.codes.len() - 1
    });
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn period(cell: &Cell, sink: &mut Diagnostics) -> Option<Period> {
    let period = cell.text.parse();
    if period.is_err() {
        let message = match &*cell.text {
            "" => "this row has no year".to_owned(),
            text => format!("`{text}` is no year"),
        };
        sink.push(
            Diagnostic::new(Rule::BadPeriod, cell.span, message)
                .help("write a year (2016), 2016-17, a quarter (2022-Q3), a month (2022-03) or a day"),
        );
    }
    period.ok()
}

fn observation(
    row: &Row,
    value: usize,
    period: Period,
    columns: &[Column],
    texts: &mut IndexMap<Box<str>, ()>,
    sink: &mut Diagnostics,
) -> Option<Placed> {
    let cell = &row.cells[value];
    let Some(written) = value::read(&cell.text) else {
        let message = format!("`{}` is no number", cell.text);
        sink.push(
            Diagnostic::new(Rule::BadValue, cell.span, message)
                .help("write a number, or leave the cell empty where there is none"),
        );
        return None;
    };
    let mut keep = |text: &str| {
        let at = texts.entry(text.into());
        let index = at.index() as u32;
        at.or_default();
        index
    };
    let mut observation = Observation {
        period,
        value: written.value,
        status: written.status.unwrap_or(ObsStatus::Normal),
        nature: None,
        source: None,
        footnote: written.qualified.then(|| keep(&cell.text)),
        line: row.line,
    };
    for (column, cell) in
        columns.iter().zip(&row.cells).filter(|it| !it.1.text.is_empty())
    {
        match column {
            Column::Status => {
                observation.status = status(cell, sink).unwrap_or(observation.status);
            }
            Column::Nature => observation.nature = nature(cell, sink),
            Column::Source => observation.source = Some(keep(&cell.text)),
            Column::Footnote => observation.footnote = Some(keep(&cell.text)),
            _ => {}
        }
    }
    Some(Placed { observation, span: cell.span })
}

fn status(cell: &Cell, sink: &mut Diagnostics) -> Option<ObsStatus> {
    let status = ObsStatus::from_code(&cell.text.to_uppercase());
    if status.is_none() {
        let codes: Vec<_> = ObsStatus::ALL.iter().map(|it| it.code()).collect();
        let message = format!("`{}` is no observation status", cell.text);
        sink.push(
            Diagnostic::new(Rule::BadMetadata, cell.span, message)
                .help(format!("the SDMX codes are {}", codes.join(", "))),
        );
    }
    status
}

fn nature(cell: &Cell, sink: &mut Diagnostics) -> Option<Nature> {
    let nature = Nature::from_code(&cell.text.to_uppercase());
    let nature = nature.or_else(|| {
        Some(match fold(&cell.text).as_str() {
            "country data" => Nature::Country,
            "country adjusted data" => Nature::CountryAdjusted,
            "estimated data" | "estimated" => Nature::Estimated,
            "global monitoring data" => Nature::GlobalMonitoring,
            "modeled data" | "modelled data" | "modeled" | "modelled" => Nature::Modelled,
            "_x" => Nature::NotAvailable,
            _ => return None,
        })
    });
    if nature.is_none() {
        let message = format!("`{}` is no nature of data", cell.text);
        sink.push(
            Diagnostic::new(Rule::BadMetadata, cell.span, message)
                .help("the SDMX codes are C, CA, E, G, M, N, NA"),
        );
    }
    nature
}
