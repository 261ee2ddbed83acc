//! The list of all data that can be taken away, with what each file is, and what was revised.

use super::{
    Catalogue,
    catalogue::{LIST_LENGTH, day},
    coverage::value_name,
    frame::Frame,
    list::{length, list_pages},
    view::{Cell, Column, Data, DataFile, DataRow, Revised, Subject, Table, View},
};
use crate::{
    model::{Change, Dataset, Format, Revision, Route},
    text::{Language, Locale, Said, slug},
};

/// How many revisions the page shows, and how many numbers of each.
const REVISIONS: usize = 20;
pub(super) const CHANGES: usize = 30;

/// The files about all datasets: what they are called, where they are, what they are for.
const SITE: [(&str, &str, &str); 6] = [
    ("ZIP", "data/all.zip", "format.all"),
    ("Data Package (JSON)", "data/datapackage.json", "format.package"),
    ("DCAT (JSON-LD)", "data/catalog.jsonld", "format.dcat"),
    ("DCAT-US (JSON)", "data.json", "format.data-json"),
    ("index.json", "data/v1/index.json", "format.index"),
    ("changes.json", "data/v1/changes.json", "format.changes"),
];

/// Where a page of the list is.
pub(super) fn route(language: Language, number: usize) -> Route {
    let number = if number == 0 { String::new() } else { format!("-{}", number + 1) };
    Route::new(&format!("{language}/data/index{number}.html"))
}

/// How many pages the list has.
pub(super) fn pages(catalogue: &Catalogue<'_>) -> usize {
    length(catalogue.site.datasets.len())
}

/// A page of the list of all data.
pub(super) fn view(catalogue: &Catalogue<'_>, number: usize, locale: &Locale) -> View {
    let site = catalogue.site;
    let language = locale.language();
    let route = route(language, number);
    let path = route.as_str().split_once('/').map_or("", |it| it.1);
    let mut frame = Frame::new(path, Said::own(locale.word("nav.data")), locale);
    frame.description = Some(Said::own(locale.word("data.lead")));
    let datasets = site.datasets.values().skip(number * LIST_LENGTH).take(LIST_LENGTH);
    let place = |number| self::route(language, number);
    let about = |format: &Format| DataFile {
        file: None,
        name: format.called().to_owned(),
        what: locale.word(format.word).to_owned(),
    };
    let data = Data {
        files: SITE.iter().filter_map(|it| file(catalogue, *it, locale)).collect(),
        formats: Format::ALL.iter().map(about).collect(),
        datasets: datasets.map(|it| row(catalogue, it, locale)).collect(),
        pages: list_pages(site.datasets.len(), number, place, locale),
        revisions: if number == 0 { revisions(catalogue, locale) } else { Vec::new() },
        feed: site.settings.base_url.is_some().then(|| changes_feed(language).encoded()),
    };
    frame.around(Subject::Data(Box::new(data)), catalogue, locale)
}

/// Where the feed of revisions is.
pub(super) fn changes_feed(language: Language) -> Route {
    Route::new(&format!("{language}/data/changes.xml"))
}

fn file(
    catalogue: &Catalogue<'_>,
    (name, path, word): (&str, &str, &str),
    locale: &Locale,
) -> Option<DataFile> {
    Some(DataFile {
        file: Some(catalogue.download(name, path, locale)?),
        name: name.to_owned(),
        what: locale.word(word).to_owned(),
    })
}

fn row(catalogue: &Catalogue<'_>, dataset: &Dataset, locale: &Locale) -> DataRow {
    let code = dataset.metadata.indicator.as_ref();
    let link = catalogue.dataset_link(dataset, locale.language());
    DataRow {
        code: code.map(|it| locale.digits(&it.to_string())),
        title: link.title,
        path: link.path,
        changed: dataset.changed().map(|it| day(it, locale)),
        downloads: downloads(catalogue, dataset, locale),
        empty: super::catalogue::empty(dataset, locale),
    }
}

/// Every file that the data of `dataset` may be had in.
pub(super) fn downloads(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    locale: &Locale,
) -> Vec<super::view::Download> {
    let formats = Format::ALL.iter();
    let files = formats.filter_map(|it| {
        catalogue.download(it.called(), it.route(&dataset.id).as_str(), locale)
    });
    files.collect()
}

/// Every revision of the site, the latest first.
pub(super) fn revised<'a>(catalogue: &Catalogue<'a>) -> Vec<(&'a Dataset, &'a Revision)> {
    let datasets = catalogue.site.datasets.values();
    let mut all: Vec<_> =
        datasets.flat_map(|it| it.revisions.iter().map(move |one| (it, one))).collect();
    all.sort_by_key(|(dataset, it)| (std::cmp::Reverse(it.date), &dataset.id));
    all
}

fn revisions(catalogue: &Catalogue<'_>, locale: &Locale) -> Vec<Revised> {
    let shown = revised(catalogue).into_iter().take(REVISIONS);
    shown.map(|(dataset, it)| one(catalogue, dataset, it, locale)).collect()
}

/// The revisions of `dataset`, the latest first.
pub(super) fn revisions_of(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    locale: &Locale,
) -> Vec<Revised> {
    let mut all: Vec<_> = dataset.revisions.iter().collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.date));
    all.into_iter()
        .take(REVISIONS)
        .map(|it| one(catalogue, dataset, it, locale))
        .collect()
}

fn one(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    revision: &Revision,
    locale: &Locale,
) -> Revised {
    let language = locale.language();
    let more = revision.changes.len().saturating_sub(CHANGES);
    let table = || table(dataset, revision, locale);
    Revised {
        id: anchor(dataset, revision),
        date: day(revision.date, locale),
        dataset: catalogue.dataset_link(dataset, language),
        why: revision.note.say(language),
        table: (!revision.changes.is_empty()).then(table),
        more: (more > 0).then(|| locale.count("data.more", more as u64)),
    }
}

/// The anchor of a revision on the page.
pub(super) fn anchor(dataset: &Dataset, revision: &Revision) -> String {
    format!("{}-{}", slug(&dataset.id), revision.date)
}

fn table(dataset: &Dataset, revision: &Revision, locale: &Locale) -> Table {
    let column =
        |word: &str, number| Column { label: Said::own(locale.word(word)), number };
    let changes = revision.changes.iter().take(CHANGES);
    let cell = |text: Said| Cell { text, mark: None };
    let rows = changes.map(|it| {
        let words = words(dataset, it, locale);
        vec![
            cell(Said::own(it.period.written(locale))),
            cell(Said::own(words)),
            cell(Said::own(number(it.from.as_ref(), locale))),
            cell(Said::own(number(it.to.as_ref(), locale))),
        ]
    });
    Table {
        columns: vec![
            column("table.year", false),
            column("data.group", false),
            column("data.from", true),
            column("data.to", true),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// A number as it was written, in the page's digits.
pub(super) fn number(text: Option<&String>, locale: &Locale) -> String {
    text.map_or_else(|| "–".to_owned(), |it| locale.digits(it))
}

/// The group that a number is of, in the page's words.
pub(super) fn words(dataset: &Dataset, change: &Change, locale: &Locale) -> String {
    let names = change.key.iter();
    let words: Vec<String> =
        names.map(|(column, it)| value_name(dataset, column, it, locale)).collect();
    if words.is_empty() { locale.word("data.whole").to_owned() } else { words.join(", ") }
}
