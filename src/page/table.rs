//! Tables of a dataset's values.

use std::{cmp::Ordering, collections::BTreeSet};

use super::{
    Catalogue, inline,
    view::{Cell, Column, Table},
};
use crate::{
    diag::{Diagnostic, Rule, Span},
    model::{
        ChartRequest, Code, Dataset, Dimension, ObsStatus, Observation, Period, Series,
        TableRequest, TextId, is_year,
    },
    text::{Locale, Said, fold, nearest},
};

/// A column of a table as it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Period,
    Dimension(usize),
    Value,
    Interval,
    Source,
    Footnote,
}

/// A row before it is written.
#[derive(Clone, Copy)]
struct Row<'a> {
    series: &'a Series,
    observation: &'a Observation,
}

/// The table that `request` asks for.
pub(super) fn requested(
    catalogue: &Catalogue<'_>,
    request: &TableRequest,
    span: Span,
    locale: &Locale,
) -> Result<Table, Diagnostic> {
    let dataset = inline::dataset(catalogue, &request.data, span)?;
    let columns = match request.columns.as_slice() {
        [] => default_columns(dataset),
        named => {
            named.iter().map(|it| column(dataset, it, span)).collect::<Result<_, _>>()?
        }
    };
    let mut rows = select(dataset, request, &columns, span)?;
    if let Some(sort) = &request.sort {
        let (down, name) = match sort.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, sort.as_str()),
        };
        let by = column(dataset, name, span)?;
        rows.sort_by(|a, b| {
            let order = compare(dataset, by, *a, *b, locale);
            if down { order.reverse() } else { order }
        });
    }
    rows.truncate(request.limit.unwrap_or(usize::MAX));
    let mut table = write(dataset, &columns, &rows, locale);
    table.title = request.title.clone().map(Said::own);
    table.caption = request.caption.clone().map(Said::own);
    Ok(table)
}

/// The most rows that a page shows; the files hold all.
const ROWS: usize = 100;

/// The values of a dataset, the latest first within each series; a long table says how many more
/// rows the file has.
pub(super) fn complete(dataset: &Dataset, locale: &Locale) -> Table {
    let series = dataset.series.iter();
    let rows: Vec<Row<'_>> = series
        .flat_map(|series| {
            let rows = series.observations.iter().rev();
            rows.map(move |observation| Row { series, observation })
        })
        .collect();
    let more = rows.len().saturating_sub(ROWS) as u64;
    let rows = &rows[..rows.len().min(ROWS)];
    let mut columns = default_columns(dataset);
    if rows.iter().any(|it| it.observation.interval.is_some()) {
        columns.push(Shown::Interval);
    }
    if rows.iter().any(|it| it.observation.source.is_some()) {
        columns.push(Shown::Source);
    }
    let mut table = write(dataset, &columns, rows, locale);
    if more > 0 {
        table.notes.push(Said::own(locale.count("table.more", more)));
    }
    table
}

/// The latest values by the codes of one disaggregation, all others at their total; `None` where
/// there is nothing beside the whole.
pub(super) fn breakdown(dataset: &Dataset, at: usize, locale: &Locale) -> Option<Table> {
    let mut place = vec![Some(0); dataset.dimensions.len()];
    place[at] = None;
    let latest =
        dataset.at(&place).filter_map(Series::latest).map(|it| it.period).max()?;
    let rows: Vec<Row<'_>> = dataset
        .at(&place)
        .filter_map(|series| {
            let observation = series
                .observations
                .iter()
                .find(|it| it.period == latest && it.value.is_some())?;
            Some(Row { series, observation })
        })
        .collect();
    if rows.iter().filter(|it| it.series.key[at] != 0).count() < 1 {
        return None;
    }
    let mut table = write(dataset, &[Shown::Dimension(at), Shown::Value], &rows, locale);
    let column = label(&dataset.dimensions[at], locale);
    table.title = Some(Said {
        text: locale.phrase(
            "breakdown.title",
            &[("column", &column.text), ("period", &inline::period(latest, locale))],
        ),
        lang: None,
    });
    Some(table)
}

/// The numbers behind a chart: a row a period or category, a column a series.
pub(super) fn pivot(dataset: &Dataset, request: &ChartRequest, locale: &Locale) -> Table {
    let find = |name: &Option<String>| dataset.dimension(name.as_deref()?);
    let (across, down) = (find(&request.series), find(&request.x));
    let Ok(mut place) = dataset.place(&request.r#where) else { return Table::default() };
    for at in [across, down].into_iter().flatten() {
        place[at] = None;
    }
    let year = request.r#where.year().and_then(|it| it.parse::<Period>().ok());
    let latest = dataset.at(&place).filter_map(Series::latest).map(|it| it.period).max();
    let only = if down.is_some() { year.or(latest) } else { year };
    let rows: Vec<Row<'_>> = dataset
        .at(&place)
        .flat_map(|series| {
            series.observations.iter().map(move |observation| Row { series, observation })
        })
        .filter(|it| only.is_none_or(|only| it.observation.period == only))
        .collect();
    let Some(across) = across else {
        let first = down.map_or(Shown::Period, Shown::Dimension);
        return write(dataset, &[first, Shown::Value], &rows, locale);
    };
    spread(dataset, down, across, &rows, locale)
}

/// `rows` with one column for each code of the dimension `across`.
fn spread(
    dataset: &Dataset,
    down: Option<usize>,
    across: usize,
    rows: &[Row<'_>],
    locale: &Locale,
) -> Table {
    let shown = down.map_or(Shown::Period, Shown::Dimension);
    let codes: BTreeSet<u16> = rows.iter().map(|it| it.series.key[across]).collect();
    let heads: BTreeSet<(Period, u16)> = rows
        .iter()
        .map(|it| match down {
            Some(at) => (it.observation.period, it.series.key[at]),
            None => (it.observation.period, 0),
        })
        .collect();
    let mut table = write(dataset, &[shown, Shown::Value], rows, locale);
    table.columns.truncate(1);
    table.columns.extend(codes.iter().map(|code| Column {
        label: code_label(&dataset.dimensions[across].codes[usize::from(*code)], locale),
        number: true,
    }));
    let find = |(period, head): (Period, u16), code: u16| {
        rows.iter().find(|it| {
            it.observation.period == period
                && it.series.key[across] == code
                && down.is_none_or(|at| it.series.key[at] == head)
        })
    };
    table.rows = heads
        .iter()
        .map(|head| {
            let any = codes.iter().find_map(|code| find(*head, *code));
            let first =
                any.map(|row| cell(dataset, shown, *row, locale)).unwrap_or_default();
            let cells = codes.iter().map(|code| {
                let row = find(*head, *code);
                row.map(|row| cell(dataset, Shown::Value, *row, locale))
                    .unwrap_or_default()
            });
            std::iter::once(first).chain(cells).collect()
        })
        .collect();
    table
}

fn default_columns(dataset: &Dataset) -> Vec<Shown> {
    let dimensions = dataset.dimensions.iter().enumerate();
    let split = dimensions.filter(|(_, it)| it.codes.len() > 1).map(|(at, _)| at);
    let mut columns = vec![Shown::Period];
    columns.extend(split.map(Shown::Dimension));
    columns.push(Shown::Value);
    columns
}

fn column(dataset: &Dataset, name: &str, span: Span) -> Result<Shown, Diagnostic> {
    if is_year(name) {
        return Ok(Shown::Period);
    }
    match fold(name).as_str() {
        "value" | "মান" => return Ok(Shown::Value),
        "source" | "উৎস" => return Ok(Shown::Source),
        "footnote" | "পাদটীকা" => return Ok(Shown::Footnote),
        _ => {}
    }
    dataset.expect_dimension(name).map(Shown::Dimension).map_err(|unknown| {
        let fixed = ["Year", "Value", "Source", "Footnote"];
        match nearest(name, fixed) {
            Some(near) => {
                let message = format!("`{}` has no column `{name}`", dataset.id);
                Diagnostic::new(Rule::UnknownColumn, span, message)
                    .help(format!("did you mean `{near}`?"))
            }
            None => unknown.diagnose(&dataset.id, span),
        }
    })
}

/// The rows asked for: columns named in `where:` are fixed, shown columns are free, all others
/// are at their total.
fn select<'a>(
    dataset: &'a Dataset,
    request: &TableRequest,
    columns: &[Shown],
    span: Span,
) -> Result<Vec<Row<'a>>, Diagnostic> {
    let filter = &request.r#where;
    let mut place = dataset.place(filter).map_err(|it| it.diagnose(&dataset.id, span))?;
    let named: Vec<usize> =
        filter.columns().filter_map(|(column, _)| dataset.dimension(column)).collect();
    for shown in columns {
        if let Shown::Dimension(at) = shown
            && !named.contains(at)
        {
            place[*at] = None;
        }
    }
    let period: Option<Period> = match filter.year() {
        None => None,
        Some(year) => Some(year.parse().map_err(|()| {
            Diagnostic::new(Rule::BadPeriod, span, format!("`{year}` is no year"))
        })?),
    };
    let rows: Vec<Row<'_>> = dataset
        .at(&place)
        .flat_map(|series| {
            series.observations.iter().map(move |observation| Row { series, observation })
        })
        .filter(|it| period.is_none_or(|period| it.observation.period == period))
        .collect();
    if rows.is_empty() {
        let message = format!("nothing of `{}` is left for this table", dataset.id);
        return Err(Diagnostic::new(Rule::NoValue, span, message).help("change `where:`"));
    }
    Ok(rows)
}

fn compare(
    dataset: &Dataset,
    by: Shown,
    a: Row<'_>,
    b: Row<'_>,
    locale: &Locale,
) -> Ordering {
    match by {
        Shown::Period => a.observation.period.cmp(&b.observation.period),
        Shown::Value => {
            let number =
                |it: Row<'_>| it.observation.value.as_ref().map(|it| it.number());
            number(a).partial_cmp(&number(b)).unwrap_or(Ordering::Equal)
        }
        _ => {
            let text = |row| cell(dataset, by, row, locale).text.text;
            locale.compare(&text(a), &text(b))
        }
    }
}

fn write(
    dataset: &Dataset,
    columns: &[Shown],
    rows: &[Row<'_>],
    locale: &Locale,
) -> Table {
    let mut notes = Vec::new();
    for row in rows {
        note(dataset, *row, &mut notes, locale);
    }
    let mut sources: Vec<TextId> = Vec::new();
    if columns.contains(&Shown::Source) {
        for source in rows.iter().filter_map(|it| it.observation.source) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
    }
    let number = |at: usize| locale.number((at + 1) as f64, 0);
    notes.extend(sources.iter().enumerate().map(|(at, source)| {
        let said = text(dataset, Some(*source), locale);
        Said { text: format!("{}. {}", number(at), said.text), lang: said.lang }
    }));
    // Sources are long, and the same for many rows: a cell holds the number of its note.
    let write = |shown: &Shown, row: &Row<'_>| match shown {
        Shown::Source => {
            let found = sources.iter().position(|it| Some(*it) == row.observation.source);
            Cell { text: Said::own(found.map(number).unwrap_or_default()), mark: None }
        }
        _ => cell(dataset, *shown, *row, locale),
    };
    Table {
        title: None,
        caption: None,
        columns: columns.iter().map(|it| head(dataset, *it, rows, locale)).collect(),
        rows: rows
            .iter()
            .map(|row| columns.iter().map(|it| write(it, row)).collect())
            .collect(),
        notes,
    }
}

fn head(dataset: &Dataset, shown: Shown, rows: &[Row<'_>], locale: &Locale) -> Column {
    let own = |key: &str| Said::own(locale.word(key));
    let label = match shown {
        Shown::Period => own("table.year"),
        Shown::Dimension(at) => label(&dataset.dimensions[at], locale),
        Shown::Value => value_head(dataset, rows, locale),
        Shown::Interval => own("table.interval"),
        Shown::Source => own("table.source"),
        Shown::Footnote => own("table.footnote"),
    };
    Column { label, number: matches!(shown, Shown::Value | Shown::Interval) }
}

/// "Value (%)", where all rows have the same unit.
fn value_head(dataset: &Dataset, rows: &[Row<'_>], locale: &Locale) -> Said {
    let mut units = rows.iter().map(|it| dataset.unit(it.series, locale));
    let first = units.next().flatten();
    match first {
        Some(unit)
            if unit.lang.is_none() && units.all(|it| it.as_ref() == Some(&unit)) =>
        {
            Said::own(format!("{} ({})", locale.word("table.value"), unit.text))
        }
        _ => Said::own(locale.word("table.value")),
    }
}

fn cell(dataset: &Dataset, shown: Shown, row: Row<'_>, locale: &Locale) -> Cell {
    let Row { series, observation } = row;
    let text = match shown {
        Shown::Period => Said::own(inline::period(observation.period, locale)),
        Shown::Dimension(at) => {
            let dimension = &dataset.dimensions[at];
            code_label(&dimension.codes[usize::from(series.key[at])], locale)
        }
        Shown::Value => Said::own(dataset.shown(observation, locale).unwrap_or_default()),
        Shown::Interval => {
            Said::own(dataset.interval(observation, locale).unwrap_or_default())
        }
        Shown::Source => text(dataset, observation.source, locale),
        Shown::Footnote => text(dataset, observation.footnote, locale),
    };
    let mark = (shown == Shown::Value).then(|| mark(observation)).flatten();
    Cell { text, mark }
}

fn text(dataset: &Dataset, id: Option<TextId>, locale: &Locale) -> Said {
    let text = id.map_or("", |it| dataset.text(it));
    crate::text::Localized::Plain(text.to_owned())
        .say(locale.language())
        .unwrap_or_default()
}

/// The name of a column for a reader of `locale`.
pub(super) fn label(dimension: &Dimension, locale: &Locale) -> Said {
    let label = dimension.label.say(locale.language());
    label.unwrap_or_else(|| plain(&dimension.name, locale))
}

/// The name of a value for a reader of `locale`.
pub(super) fn code_label(code: &Code, locale: &Locale) -> Said {
    code.label.say(locale.language()).unwrap_or_else(|| plain(&code.id, locale))
}

fn plain(text: &str, locale: &Locale) -> Said {
    crate::text::Localized::Plain(text.to_owned())
        .say(locale.language())
        .unwrap_or_default()
}

/// The letter behind a value that is not a normal one: the SDMX code in lower case.
fn mark(observation: &Observation) -> Option<String> {
    let status = observation.status;
    (status != ObsStatus::Normal && observation.value.is_some())
        .then(|| status.code().to_lowercase())
}

/// Adds what the marks and footnotes of `row` mean to `notes`, each once.
fn note(dataset: &Dataset, row: Row<'_>, notes: &mut Vec<Said>, locale: &Locale) {
    let mut add = |said: Said| {
        if !notes.contains(&said) {
            notes.push(said);
        }
    };
    if let Some(mark) = mark(row.observation) {
        let word = locale.word(&format!("obs.{}", row.observation.status.code()));
        add(Said::own(format!("{mark} = {word}")));
    }
    if row.observation.footnote.is_some() {
        add(text(dataset, row.observation.footnote, locale));
    }
}
