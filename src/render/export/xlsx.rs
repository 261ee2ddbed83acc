//! A dataset as a workbook: the table, what is known about it, its codes.
//!
//! The head of the table has each column's name in the first line of its cell and below it what it
//! is called in the site's languages. Cells are written as texts or numbers, never as formulas.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError,
};

use super::{
    about::{About, say},
    table::{Column, Kind, cell, columns, rows},
};
use crate::{
    model::{Bound, Dataset, Site, Value},
    text::{Language, Localized},
};

/// How many rows a sheet can have, its head left out.
const ROWS: usize = 1_048_575;

/// The workbook; `None` where the table is too long for one, or a text for a cell.
pub(super) fn write(dataset: &Dataset, site: &Site) -> Option<Vec<u8>> {
    if rows(dataset).count() > ROWS {
        return None;
    }
    workbook(dataset, site).ok()
}

fn workbook(dataset: &Dataset, site: &Site) -> Result<Vec<u8>, XlsxError> {
    let about = About::new(dataset, site);
    let first = site.settings.first_language();
    let mut book = Workbook::new();
    // The time of writing would make other bytes of every build.
    let never = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(say(&about.title(), first))
        .set_author(about.publisher(first))
        .set_creation_datetime(&never);
    book.set_properties(&properties);
    data(book.add_worksheet(), dataset, site)?;
    notes(book.add_worksheet(), &about)?;
    codes(book.add_worksheet(), dataset, site)?;
    book.save_to_buffer()
}

fn data(sheet: &mut Worksheet, dataset: &Dataset, site: &Site) -> Result<(), XlsxError> {
    sheet.set_name("Data")?;
    let head = Format::new().set_bold().set_text_wrap();
    let columns = columns(dataset, site);
    for (at, column) in columns.iter().enumerate() {
        sheet.write_string_with_format(0, at as u16, heading(column), &head)?;
        let width =
            if matches!(column.kind, Kind::Period | Kind::Value) { 12 } else { 20 };
        sheet.set_column_width(at as u16, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let places: Vec<Format> = (0..=15)
        .map(|it| match it {
            0 => Format::new().set_num_format("0"),
            _ => Format::new().set_num_format(format!("0.{}", "0".repeat(it))),
        })
        .collect();
    for (row, (series, observation)) in rows(dataset).enumerate() {
        let row = row as u32 + 1;
        for (at, column) in columns.iter().enumerate() {
            let at = at as u16;
            let interval = observation.interval.as_deref();
            let exact = observation.value.filter(|_| observation.bound == Bound::Exact);
            let number: Option<Value> = match column.kind {
                Kind::Value => exact,
                Kind::Lower => interval.and_then(|it| it.lower),
                Kind::Upper => interval.and_then(|it| it.upper),
                _ => None,
            };
            let text = cell(dataset, series, observation, column.kind);
            if let Some(number) = number {
                let format = &places[number.decimals().min(15)];
                sheet.write_number_with_format(row, at, number.number(), format)?;
            } else if let (Kind::Period, Ok(year)) = (column.kind, text.parse::<i16>()) {
                sheet.write_number(row, at, year)?;
            } else if !text.is_empty() {
                sheet.write_string(row, at, text)?;
            }
        }
    }
    Ok(())
}

/// A column's name, and below it what it is called in each language.
fn heading(column: &Column<'_>) -> String {
    let mut lines = vec![column.name];
    for label in column.label.values() {
        if !lines.contains(&label.as_str()) {
            lines.push(label);
        }
    }
    lines.join("\n")
}

/// What is known about the dataset: what its metadata calls it, its name and its text in each
/// language that has one.
fn notes(sheet: &mut Worksheet, about: &About<'_>) -> Result<(), XlsxError> {
    let site = about.site;
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    let head = Format::new().set_bold().set_text_wrap();
    sheet.set_name("Notes")?.set_column_width(0, 20)?;
    sheet.write_string_with_format(0, 0, "Key", &bold)?;
    let facts = facts(about);
    let shown = || facts.iter().filter(|it| !it.2.is_empty());
    for (row, (key, ..)) in shown().enumerate() {
        sheet.write_string(row as u32 + 1, 0, key)?;
    }
    for (at, language) in site.settings.languages.iter().enumerate() {
        let (name, text) = (2 * at as u16 + 1, 2 * at as u16 + 2);
        sheet.set_column_width(name, 24)?.set_column_width(text, 60)?;
        let locale = site.locale(*language);
        sheet.write_string_with_format(0, text, spoken(*language, site), &head)?;
        for (row, (_, word, fact)) in shown().enumerate() {
            let row = row as u32 + 1;
            sheet.write_string_with_format(row, name, locale.word(word), &bold)?;
            if let Some(fact) = own(fact, *language) {
                sheet.write_string_with_format(row, text, fact, &wrapped)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// What is known about the dataset: the key in its metadata, the word for it, the text.
fn facts(about: &About<'_>) -> Vec<(String, &'static str, Localized<String>)> {
    let metadata = &about.dataset.metadata;
    let same =
        |text: Option<String>| text.map_or_else(Localized::default, Localized::Plain);
    let day = |it: Option<jiff::civil::Date>| same(it.map(|it| it.to_string()));
    let indicator = metadata.indicator.as_ref().map(ToString::to_string);
    let facts = [
        ("title", "kind.dataset", about.title()),
        ("indicator", "kind.indicator", same(indicator)),
        ("definition", "indicator.definition", metadata.definition.clone()),
        ("unit", "fact.unit", metadata.unit.clone()),
        ("source.organisation", "fact.source", metadata.source.organisation.clone()),
        ("source.url", "fact.source", same(metadata.source.url.clone())),
        ("vintage", "fact.vintage", metadata.vintage.clone()),
        ("source.accessed", "fact.accessed", day(metadata.source.accessed)),
        ("release", "data.released", day(metadata.release)),
        ("updated", "page.updated", same(about.modified())),
        ("custodian", "fact.custodian", metadata.custodian.clone()),
        ("method", "fact.method", metadata.method.clone()),
        ("licence", "fact.licence", same(about.licence().map(str::to_owned))),
        ("contact", "fact.contact", metadata.contact.clone()),
    ];
    let facts = facts.into_iter().map(|(key, word, text)| (key.to_owned(), word, text));
    let notes = metadata.notes.iter();
    let notes = notes.map(|it| ("notes".to_owned(), "indicator.notes", it.clone()));
    let breaks = metadata.breaks.iter().map(|it| {
        let note = dated(&it.year.to_string(), &it.note);
        ("breaks".to_owned(), "indicator.breaks", note)
    });
    let revisions = about.dataset.revisions.iter().map(|it| {
        let note = dated(&it.date.to_string(), &it.note);
        ("revisions".to_owned(), "data.changes", note)
    });
    let columns =
        about.dataset.dimensions.iter().map(|it| {
            (format!("dimensions.{}", it.name), "data.column", it.label.clone())
        });
    facts.chain(notes).chain(breaks).chain(revisions).chain(columns).collect()
}

/// The text for `language` alone: that of another stands in its own column.
fn own(text: &Localized<String>, language: Language) -> Option<&str> {
    text.get(language).map(String::as_str)
}

/// A language's tag, and below it what it calls itself.
fn spoken(language: Language, site: &Site) -> String {
    format!("{language}\n{}", site.locale(language).name())
}

/// `note` after the day or year it is about, in every language there is.
fn dated(day: &str, note: &Localized<String>) -> Localized<String> {
    let say = |note: &String| format!("{day}: {note}");
    match note {
        Localized::Plain(note) => Localized::Plain(say(note)),
        Localized::Each(each) if each.is_empty() => Localized::Plain(day.to_owned()),
        Localized::Each(each) => {
            Localized::Each(each.iter().map(|(tag, it)| (*tag, say(it))).collect())
        }
    }
}

/// The codes of every column that has any, with what they mean.
fn codes(sheet: &mut Worksheet, dataset: &Dataset, site: &Site) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let head = Format::new().set_bold().set_text_wrap();
    sheet.set_name("Codes")?;
    for (at, head) in ["Column", "Code"].into_iter().enumerate() {
        sheet.write_string_with_format(0, at as u16, head, &bold)?;
    }
    let languages: Vec<Language> = site.settings.languages.clone();
    for (at, language) in languages.iter().enumerate() {
        sheet.write_string_with_format(
            0,
            at as u16 + 2,
            spoken(*language, site),
            &head,
        )?;
    }
    for at in 0..languages.len() as u16 + 2 {
        sheet.set_column_width(at, 30)?;
    }
    let mut row = 1;
    let mut add = |column: &str, code: &str, label: &dyn Fn(Language) -> String| {
        sheet.write_string(row, 0, column)?.write_string(row, 1, code)?;
        for (at, language) in languages.iter().enumerate() {
            let label = label(*language);
            if !label.is_empty() {
                sheet.write_string(row, at as u16 + 2, label)?;
            }
        }
        row += 1;
        Ok::<(), XlsxError>(())
    };
    for dimension in &dataset.dimensions {
        for code in &dimension.codes {
            let label = |it| own(&code.label, it).unwrap_or_default().to_owned();
            add(&dimension.name, &code.id, &label)?;
        }
    }
    for (column, word, kind) in
        [("Obs status", "obs", Kind::Status), ("Nature", "nature", Kind::Nature)]
    {
        let used = rows(dataset).map(|(series, it)| cell(dataset, series, it, kind));
        let used: std::collections::BTreeSet<String> = used.collect();
        for code in used.iter().filter(|it| !it.is_empty()) {
            let key = format!("{word}.{code}");
            add(column, code, &|it| site.locale(it).word(&key).to_owned())?;
        }
    }
    Ok(())
}
