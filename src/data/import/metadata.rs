//! What a file says about its data → `data/ID.yaml`.

use std::{collections::BTreeMap, fmt::Write};

use jiff::civil::Date;

use super::{arrange::Arranged, plan::Family};
use crate::{
    data::vocabulary::Vocabulary,
    model::{Framework, IndicatorId},
    text::Localized,
};

/// What is known of a dataset besides its rows.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) indicator: Option<IndicatorId>,
    /// The code of the measure where its source describes it.
    pub(super) code: String,
    pub(super) title: String,
    /// What is measured, in the words of the source.
    pub(super) definition: String,
    pub(super) place: String,
    pub(super) vintage: String,
    /// Who sends the data out, by SDMX's short name.
    pub(super) agency: String,
    /// When the file was fetched.
    pub(super) accessed: Option<Date>,
}

/// Writes the metadata of a table.
pub(super) fn write(
    about: &About,
    table: &Arranged,
    family: Family,
    vocabulary: &Vocabulary,
    framework: &Framework,
) -> String {
    let mut yaml = String::new();
    let mut line = |text: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(yaml, "{text}");
    };
    let official = about.indicator.as_ref().and_then(|it| framework.indicator(it));
    if let Some(indicator) = &about.indicator {
        line(format!("indicator: {indicator}"));
    }
    let defined = !about.definition.is_empty();
    match official {
        Some(_) if !defined && table.measures.is_empty() && !about.title.is_empty() => {
            line(format!("definition: {}", text(&about.title)));
        }
        Some(_) => {}
        None if about.title.is_empty() => {
            let indicator = about.indicator.as_ref().map(ToString::to_string);
            let name = format!("SDG indicator {}", indicator.unwrap_or_default());
            line(format!("title: {}", text(&name)));
        }
        None => line(format!("title: {}", text(&about.title))),
    }
    if defined {
        line(format!("definition: {}", text(&about.definition)));
    }
    if !table.unit.is_empty() {
        let label = vocabulary.value("units", &table.unit);
        let shown = if label.is_empty() { text(&table.unit) } else { localized(&label) };
        line(format!("unit: {shown}"));
    }
    source_lines(about, table, family).into_iter().for_each(&mut line);
    if !about.vintage.is_empty() {
        line(format!("vintage: {}", text(&about.vintage)));
    }
    if !table.totals.is_empty() || !table.measures.is_empty() {
        line("dimensions:".to_owned());
    }
    for (column, total) in &table.totals {
        line(format!("  {}: {{ total: {} }}", quoted(column), quoted(total)));
    }
    if !table.measures.is_empty() {
        line("  Series:\n    values:".to_owned());
        for (code, name) in &table.measures {
            line(format!("      {}: {}", quoted(code), text(name)));
        }
    }
    let notes = notes(about, table, vocabulary);
    if !notes.is_empty() {
        line("notes:".to_owned());
        for note in notes {
            line(format!("  - {note}"));
        }
    }
    yaml
}

/// What every row has in common: the place, and groups that are no groups then.
fn notes(about: &About, table: &Arranged, vocabulary: &Vocabulary) -> Vec<String> {
    let place =
        (!about.place.is_empty()).then(|| ("Country".to_owned(), about.place.clone()));
    let constant = place.iter().chain(&table.constant);
    let footnote = (!table.footnote.is_empty()).then(|| text(&table.footnote));
    let notes = constant.map(|(column, value)| {
        let known = vocabulary.column(column);
        let name = vocabulary.column_label(&known).unwrap_or_default();
        let label = vocabulary.value(&known, value);
        let say = |language: &str, word: &Localized<String>, own: &str| {
            let language = language.parse().ok();
            let said = language.and_then(|it| word.get(it).cloned());
            said.unwrap_or_else(|| own.to_owned())
        };
        if name.is_empty() || label.is_empty() {
            return text(&format!("{}: {value}", say("en", &name, column)));
        }
        let each = ["bn", "en"].map(|it| {
            let note = format!("{}: {}", say(it, &name, column), say(it, &label, value));
            format!("{it}: {}", quoted(&note))
        });
        format!("{{ {} }}", each.join(", "))
    });
    notes.chain(footnote).collect()
}

/// The lines about who made the numbers.
fn source_lines(about: &About, table: &Arranged, family: Family) -> Vec<String> {
    let (organisation, url) = source(about, table, family);
    let mut lines = Vec::new();
    if !organisation.is_empty() {
        lines.push(format!("  organisation: {}", text(&organisation)));
        if !url.is_empty() {
            lines.push(format!("  url: {}", quoted(&url)));
        }
    }
    lines.extend(about.accessed.map(|day| format!("  accessed: {day}")));
    if !lines.is_empty() {
        lines.insert(0, "source:".to_owned());
    }
    lines
}

/// Who made the numbers, and where they stand.
fn source(about: &About, table: &Arranged, family: Family) -> (String, String) {
    let (own, url) = match family {
        Family::Un => (
            "UN SDG Global Database",
            "https://unstats.un.org/sdgs/dataportal".to_owned(),
        ),
        Family::WorldBank => {
            let page = "https://data.worldbank.org/indicator";
            (
                about.agency.as_str(),
                match about.code.as_str() {
                    "" => page.to_owned(),
                    code => format!("{page}/{code}"),
                },
            )
        }
        Family::Ilostat => ("ILOSTAT", "https://ilostat.ilo.org".to_owned()),
        Family::Owid => ("Our World in Data", "https://ourworldindata.org".to_owned()),
        Family::Sdmx => (about.agency.as_str(), String::new()),
        Family::OpenSdg | Family::Wide => ("", String::new()),
    };
    let own = match family {
        Family::WorldBank if own.is_empty() => "World Bank".to_owned(),
        Family::WorldBank => format!("World Bank: {own}"),
        _ => own.to_owned(),
    };
    let organisation = match (own.as_str(), table.source.as_str()) {
        (own, "") => own.to_owned(),
        ("", source) => source.to_owned(),
        (own, source) => format!("{own}: {source}"),
    };
    (organisation, url)
}

/// A text in its language, which its letters tell.
pub(super) fn text(text: &str) -> String {
    let bangla = text.chars().any(|it| matches!(it, '\u{0985}'..='\u{09B9}'));
    format!("{{ {}: {} }}", if bangla { "bn" } else { "en" }, quoted(text))
}

fn localized(label: &Localized<String>) -> String {
    match label {
        Localized::Plain(plain) => text(plain),
        Localized::Each(each) => {
            let each: Vec<String> = each
                .iter()
                .map(|(language, it)| format!("{language}: {}", quoted(it)))
                .collect();
            format!("{{ {} }}", each.join(", "))
        }
    }
}

/// A string of YAML on one line.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Each key at the top of a text of metadata, with what stands under it.
pub(super) fn keys(text: &str) -> BTreeMap<String, String> {
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines().filter(|it| !it.trim().is_empty() && !it.starts_with('#')) {
        let top = !line.starts_with([' ', '-']);
        if top && let Some((key, _)) = line.split_once(':') {
            key.clone_into(&mut last);
        }
        let under = keys.entry(last.clone()).or_default();
        under.push_str(line.trim_end());
        under.push('\n');
    }
    keys
}
