//! Tables of a dataset's values.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    Catalogue, inline,
    view::{Cell, Column, Table},
};
use crate::{
    diag::{Diagnostic, Rule, Span, meant, say},
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
    Nature,
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
    let natures: BTreeSet<_> = rows.iter().map(|it| it.observation.nature).collect();
    if natures.len() > 1 {
        columns.push(Shown::Nature);
    }
    if rows.iter().any(|it| it.observation.source.is_some()) {
        columns.push(Shown::Source);
    }
    let mut table = write(dataset, &columns, rows, locale);
    if let (1, Some(Some(nature))) = (natures.len(), natures.first()) {
        let word = locale.word(&format!("nature.{}", nature.code()));
        let note = format!("{}: {word}", locale.word("table.nature"));
        table.notes.push(Said::own(note));
    }
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
            &[("column", &column.text), ("period", &latest.written(locale))],
        ),
        lang: None,
    });
    Some(table)
}

/// The numbers behind a chart: a row a period or category of each panel, a column a series.
pub(super) fn pivot(dataset: &Dataset, request: &ChartRequest, locale: &Locale) -> Table {
    let Ok(cut) = dataset.cut(request, Span::file(dataset.metadata_file)) else {
        return Table::default();
    };
    // Under a column that is split further, the rows of the whole are those of the column above.
    let split = cut.down.filter(|it| dataset.dimensions[*it].parent.is_some());
    let rows: Vec<Row<'_>> = cut
        .series
        .iter()
        .filter(|it| split.is_none_or(|at| it.key[at] != 0))
        .flat_map(|series| {
            series.observations.iter().map(move |observation| Row { series, observation })
        })
        .filter(|it| cut.only.is_none_or(|only| it.observation.period == only))
        .collect();
    let mut lead: Vec<Shown> = cut.apart.into_iter().map(Shown::Dimension).collect();
    lead.push(cut.down.map_or(Shown::Period, Shown::Dimension));
    let Some(across) = cut.across else {
        lead.push(Shown::Value);
        return write(dataset, &lead, &rows, locale);
    };
    spread(dataset, &lead, across, &rows, locale)
}

/// `rows` with one row for each of what the columns `lead` tell apart, and one column for each code
/// of the dimension `across`.
fn spread(
    dataset: &Dataset,
    lead: &[Shown],
    across: usize,
    rows: &[Row<'_>],
    locale: &Locale,
) -> Table {
    let codes: BTreeSet<u16> = rows.iter().map(|it| it.series.key[across]).collect();
    let head = |row: &Row<'_>| -> (Vec<u16>, Option<Period>) {
        let code = |it: &Shown| match it {
            Shown::Dimension(at) => Some(row.series.key[*at]),
            _ => None,
        };
        let by_period = lead.contains(&Shown::Period);
        let period = by_period.then_some(row.observation.period);
        (lead.iter().filter_map(code).collect(), period)
    };
    let mut heads: BTreeMap<_, BTreeMap<u16, Row<'_>>> = BTreeMap::new();
    for row in rows {
        let cells = heads.entry(head(row)).or_default();
        cells.entry(row.series.key[across]).or_insert(*row);
    }
    let shown: Vec<Shown> = lead.iter().copied().chain([Shown::Value]).collect();
    let numbers = numbers(&shown, rows);
    let mut table = write(dataset, &shown, rows, locale);
    table.columns.truncate(lead.len());
    table.columns.extend(codes.iter().map(|code| Column {
        label: code_label(&dataset.dimensions[across].codes[usize::from(*code)], locale),
        number: true,
    }));
    let line = |cells: &BTreeMap<u16, Row<'_>>| {
        let any = cells.values().next().copied();
        let lead = lead
            .iter()
            .filter_map(|it| any.map(|row| cell(dataset, *it, row, &numbers, locale)));
        let values = codes.iter().map(|code| {
            let row = cells.get(code);
            row.map(|row| cell(dataset, Shown::Value, *row, &numbers, locale))
                .unwrap_or_default()
        });
        lead.chain(values).collect()
    };
    table.rows = heads.values().map(line).collect();
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
        "interval" | "আস্থার ব্যবধি" => {
            return Ok(Shown::Interval);
        }
        "nature" | "তথ্যের প্রকৃতি" => {
            return Ok(Shown::Nature);
        }
        "source" | "উৎস" => return Ok(Shown::Source),
        "footnote" | "পাদটীকা" => return Ok(Shown::Footnote),
        _ => {}
    }
    dataset.expect_dimension(name).map(Shown::Dimension).map_err(|unknown| {
        let fixed = ["Year", "Value", "Interval", "Nature", "Source", "Footnote"];
        match nearest(name, fixed) {
            Some(near) => {
                let message =
                    say!("`{id}` has no column `{name}`", id = dataset.id, name);
                Diagnostic::new(Rule::UnknownColumn, span, message).help(meant(near))
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
            Diagnostic::new(Rule::BadPeriod, span, say!("`{year}` is no year", year))
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
        let message = say!("nothing of `{id}` is left for this table", id = dataset.id);
        return Err(
            Diagnostic::new(Rule::NoValue, span, message).help(say!("change `where:`"))
        );
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
            let text = |row| cell(dataset, by, row, &[], locale).text.text;
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
        for (mark, word) in marks(dataset, row.observation, locale) {
            let note = Said::own(format!("{mark} = {word}"));
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    let numbers = numbers(columns, rows);
    notes.extend(numbers.iter().enumerate().map(|(at, id)| {
        let said = text(dataset, Some(*id), locale);
        Said { text: format!("{}. {}", number(at, locale), said.text), lang: said.lang }
    }));
    Table {
        title: None,
        caption: None,
        columns: columns.iter().map(|it| head(dataset, *it, rows, locale)).collect(),
        rows: rows
            .iter()
            .map(|row| {
                let cells = columns.iter();
                cells.map(|it| cell(dataset, *it, *row, &numbers, locale)).collect()
            })
            .collect(),
        notes,
    }
}

/// The footnotes and sources of `rows` that `columns` refer to by number, in the order of their
/// numbers: they are long, and the same for many rows.
fn numbers(columns: &[Shown], rows: &[Row<'_>]) -> Vec<TextId> {
    let has = |shown| columns.contains(&shown);
    let footnotes = has(Shown::Value) && !has(Shown::Footnote);
    let mut numbers = Vec::new();
    for row in rows {
        let footnote = row.observation.footnote.filter(|_| footnotes);
        let source = row.observation.source.filter(|_| has(Shown::Source));
        for text in [footnote, source].into_iter().flatten() {
            if !numbers.contains(&text) {
                numbers.push(text);
            }
        }
    }
    numbers
}

/// The number of the note at `at`.
fn number(at: usize, locale: &Locale) -> String {
    locale.number((at + 1) as f64, 0)
}

fn head(dataset: &Dataset, shown: Shown, rows: &[Row<'_>], locale: &Locale) -> Column {
    let own = |key: &str| Said::own(locale.word(key));
    let label = match shown {
        Shown::Period => own("table.year"),
        Shown::Dimension(at) => label(&dataset.dimensions[at], locale),
        Shown::Value => value_head(dataset, rows, locale),
        Shown::Interval => own("table.interval"),
        Shown::Nature => own("table.nature"),
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

/// What stands in a cell; `numbers` are those of [`numbers`].
fn cell(
    dataset: &Dataset,
    shown: Shown,
    row: Row<'_>,
    numbers: &[TextId],
    locale: &Locale,
) -> Cell {
    let Row { series, observation } = row;
    let find = |id: Option<TextId>| {
        let at = numbers.iter().position(|it| Some(*it) == id)?;
        Some(number(at, locale))
    };
    let text = match shown {
        Shown::Period => Said::own(observation.period.written(locale)),
        Shown::Dimension(at) => {
            let dimension = &dataset.dimensions[at];
            code_label(&dimension.codes[usize::from(series.key[at])], locale)
        }
        Shown::Value => Said::own(dataset.shown(observation, locale).unwrap_or_default()),
        Shown::Interval => {
            Said::own(dataset.interval(observation, locale).unwrap_or_default())
        }
        Shown::Nature => Said::own(
            observation
                .nature
                .map_or("", |it| locale.word(&format!("nature.{}", it.code()))),
        ),
        Shown::Source => Said::own(find(observation.source).unwrap_or_default()),
        Shown::Footnote => text(dataset, observation.footnote, locale),
    };
    let mark = (shown == Shown::Value).then(|| {
        let marks = marks(dataset, observation, locale).into_iter().map(|it| it.0);
        marks.chain(find(observation.footnote)).collect::<Vec<_>>().join(" ")
    });
    Cell { text, mark: mark.filter(|it| !it.is_empty()) }
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

/// The letters behind a value that is not a normal one, with what they mean: the SDMX code in lower
/// case, of a year of a break that only the metadata names too.
fn marks<'a>(
    dataset: &Dataset,
    observation: &Observation,
    locale: &'a Locale,
) -> Vec<(String, &'a str)> {
    let status = observation.status;
    let mut breaks = dataset.metadata.breaks.iter();
    let broken = breaks.any(|it| it.year == observation.period.year);
    let statuses = [
        (status != ObsStatus::Normal).then_some(status),
        (broken && status != ObsStatus::Break).then_some(ObsStatus::Break),
    ];
    let mark = |it: ObsStatus| {
        (it.code().to_lowercase(), locale.word(&format!("obs.{}", it.code())))
    };
    statuses.into_iter().flatten().map(mark).collect()
}
