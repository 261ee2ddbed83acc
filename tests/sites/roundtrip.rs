//! What is given away comes back equal: every format that is imported, over random datasets.
#![expect(clippy::unwrap_used, reason = "tests write and read sites")]

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use prokash::{
    build::read,
    data::import,
    diag::Severity,
    model::{Dataset, ObsStatus, Site, Value},
    render::export,
    source::{File, read_as_table},
};
use proptest::{prelude::*, test_runner::TestRunner};

use crate::support::SiteTest;

/// A dataset in a form of its own, to be held against another: all that must come back.
#[derive(Debug, PartialEq)]
struct Same {
    rows: Vec<String>,
    labels: BTreeMap<String, Vec<String>>,
    known: BTreeMap<&'static str, String>,
}

/// What each language says.
fn said(text: &prokash::text::Localized<String>) -> String {
    let each = ["bn", "en"].map(|it| text.get(it.parse().unwrap()).cloned());
    format!("{each:?}")
}

/// The first few rows that only one of two has.
fn differing(before: &[String], after: &[String]) -> String {
    let lost = before.iter().filter(|it| !after.contains(it)).map(|it| format!("- {it}"));
    let new = after.iter().filter(|it| !before.contains(it)).map(|it| format!("+ {it}"));
    lost.take(3).chain(new.take(3)).collect::<Vec<_>>().join("\n")
}

impl Same {
    fn of(dataset: &Dataset) -> Self {
        let text = |it: Option<_>| it.map_or("", |it| dataset.text(it)).to_owned();
        let mut rows = Vec::new();
        for series in &dataset.series {
            for it in &series.observations {
                let mut groups: Vec<_> = dataset.named(series).collect();
                groups.sort();
                let digits = |it: Option<Value>| it.map(|it| it.digits());
                let interval = it.interval.as_ref();
                let interval = interval.map(|it| (digits(it.lower), digits(it.upper)));
                rows.push(format!(
                    "{} {groups:?} {:?} {} {interval:?} {:?} {:?} {:?} {:?}",
                    it.period,
                    series.geo,
                    it.written(),
                    it.status.code(),
                    it.nature,
                    text(it.source),
                    text(it.footnote),
                ));
            }
        }
        let label = |it: &prokash::model::Dimension| {
            let mut codes: Vec<String> = it
                .codes
                .iter()
                .map(|it| format!("{} {}", it.id, said(&it.label)))
                .collect();
            codes.sort();
            codes.insert(0, said(&it.label));
            (it.name.to_string(), codes)
        };
        let metadata = &dataset.metadata;
        let known = [
            ("title", said(&metadata.title)),
            ("definition", said(&metadata.definition)),
            ("unit", said(&metadata.unit)),
            ("organisation", said(&metadata.source.organisation)),
            (
                "source",
                format!("{:?} {:?}", metadata.source.url, metadata.source.accessed),
            ),
            ("vintage", said(&metadata.vintage)),
            ("notes", metadata.notes.iter().map(said).collect()),
            (
                "breaks",
                metadata
                    .breaks
                    .iter()
                    .map(|it| it.year.to_string() + &said(&it.note))
                    .collect(),
            ),
            ("changed", format!("{:?}", dataset.changed())),
        ];
        rows.sort();
        Self {
            rows,
            labels: dataset.dimensions.iter().map(label).collect(),
            known: known.into_iter().collect(),
        }
    }
}

/// The site in `root`, which must have no errors.
fn site(root: &Path) -> Site {
    let read = read(root).unwrap();
    let errors = read.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    let errors: Vec<String> = errors.map(|it| it.message.english()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    read.site.unwrap()
}

/// What becomes of the dataset `id` of `site` that is given away and imported again.
fn again(site: &Site, id: &str, ending: &str) -> Dataset {
    let name = format!("data/{id}.{ending}");
    let files = export::dataset(&site.datasets[id], site);
    let (_, bytes) = files.into_iter().find(|it| it.0.as_str() == name).unwrap();
    let file = File { path: name.as_str().into(), content: read_as_table(bytes) };
    let opened = import::open(file, None);
    assert!(opened.diagnostics.is_empty(), "{:?}", opened.diagnostics);
    let request = import::Request { id: Some(id.to_owned()), ..Default::default() };
    let imported = import::import(&opened, &request);
    let table = imported.value.unwrap_or_else(|| panic!("{:?}", imported.diagnostics));
    let [tidy] = &table.tables[..] else { panic!("{ending} is several datasets") };
    let other = SiteTest::new()
        .write(&format!("data/{id}.csv"), std::str::from_utf8(&tidy.table).unwrap())
        .write(&format!("data/{id}.yaml"), &tidy.metadata);
    self::site(other.root()).datasets[id].clone()
}

/// A text of a cell: letters of both scripts and the signs that formats trip over.
fn words() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        "[a-zA-Z]{1,6}",
        "[ক-হ]{1,4}",
        Just(" — ".to_owned()),
        "[=+@'\"|,%.]"
    ];
    let text = prop::collection::vec(sign, 1..4).prop_map(|it| it.concat());
    text.prop_map(|it| it.trim().to_owned()).prop_filter("a word", |it| {
        it.chars().any(char::is_alphabetic)
            && !prokash::model::is_total(&prokash::text::fold(it))
    })
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof!["-?(0|[1-9][0-9]{0,5})", "(0|[1-9][0-9]{0,3})\\.[0-9]{1,6}"]
        .prop_filter("no minus nothing", |it| !it.starts_with("-0"))
}

/// One cell of a random table: value, bounds, status, nature, source, footnote.
type Row = (String, Option<(String, String)>, String, String, String, String);

fn row() -> impl Strategy<Value = Row> {
    let value = (
        prop_oneof![9 => Just(""), 1 => Just("<"), 1 => Just("≥"), 1 => Just("~")],
        number(),
    );
    let value = prop_oneof![9 => value.prop_map(|it| format!("{}{}", it.0, it.1)), 1 => Just(String::new())];
    let status: Vec<String> =
        ObsStatus::ALL.iter().map(|it| it.code().to_owned()).collect();
    let status =
        status.into_iter().filter(|it| it != "O" && it != "A").collect::<Vec<_>>();
    (
        value,
        prop::option::of((number(), number())),
        prop_oneof![3 => Just(String::new()), 1 => prop::sample::select(status)],
        prop_oneof![3 => Just(""), 1 => Just("C"), 1 => Just("E"), 1 => Just("M")]
            .prop_map(str::to_owned),
        prop_oneof![1 => Just(String::new()), 1 => words()],
        prop_oneof![1 => Just(String::new()), 1 => words()],
    )
}

/// A random dataset: how its years are written, its columns with their groups, its cells.
#[derive(Debug, Clone)]
struct Random {
    years: Vec<String>,
    columns: Vec<(String, Vec<String>)>,
    cells: Vec<Row>,
    texts: Vec<String>,
}

fn random() -> impl Strategy<Value = Random> {
    let years = prop_oneof![
        Just(vec!["2016", "2017", "2022"]),
        Just(vec!["2011-12", "2016-17", "2019-2021"]),
        Just(vec!["2022-Q1", "2022-Q3"]),
        Just(vec!["2011-M12", "2022-03"]),
        Just(vec!["2016-02-29"]),
    ];
    let columns = prop_oneof![
        Just(Vec::new()),
        Just(vec![("Sex", vec!["", "Female", "Male"])]),
        Just(vec![("Series", vec!["A", "B"]), ("Age", vec!["", "15-24", "<5"])]),
        Just(vec![
            ("Units", vec!["%", "Number"]),
            ("Location", vec!["", "Urban", "Rural"])
        ]),
        Just(vec![("geo", vec!["", "x"]), ("bound", vec!["", "1"])]),
        Just(vec![("আয়", vec!["", "কম", "বেশি"]), ("Kind", vec!["", "=a", "b;c"])]),
        Just(vec![("Sex", vec!["Female"])]),
    ];
    (years, columns).prop_flat_map(|(years, columns)| {
        let count = columns.iter().map(|it| it.1.len()).product::<usize>() * years.len();
        let owned = |it: Vec<&str>| it.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let columns: Vec<_> =
            columns.into_iter().map(|it| (it.0.to_owned(), owned(it.1))).collect();
        let years = owned(years);
        (prop::collection::vec(row(), count), prop::collection::vec(words(), 12))
            .prop_map(move |(cells, texts)| Random {
                years: years.clone(),
                columns: columns.clone(),
                cells,
                texts,
            })
    })
}

fn quoted(cell: &str) -> String {
    let formula =
        cell.starts_with(['=', '+', '@', '-', '\'']) && cell.parse::<f64>().is_err();
    format!(
        "\"{}{}\"",
        if formula && !cell.starts_with('\'') { "'" } else { "" },
        cell.replace('"', "\"\"")
    )
}

impl Random {
    fn table(&self) -> String {
        let names: String = self.columns.iter().map(|it| it.0.clone() + ",").collect();
        let mut table = format!(
            "Year,{names}Value,LowerBound,UpperBound,Obs status,Nature,Source,Footnote\n"
        );
        let mut groups: Vec<Vec<&String>> = vec![Vec::new()];
        for (_, codes) in &self.columns {
            let split = groups.iter().flat_map(|before| {
                codes.iter().map(move |code| [before.as_slice(), &[code]].concat())
            });
            groups = split.collect();
        }
        let places =
            groups.iter().flat_map(|it| self.years.iter().map(move |year| (it, year)));
        for ((group, year), (value, bounds, status, nature, source, note)) in
            places.zip(&self.cells)
        {
            let group: String = group.iter().map(|it| quoted(it) + ",").collect();
            let (lower, upper) = bounds.clone().unwrap_or_default();
            let (source, note) = (quoted(source), quoted(note));
            writeln!(
                table,
                "{year},{group}{value},{lower},{upper},{status},{nature},{source},{note}"
            )
            .unwrap();
        }
        table
    }

    /// Its metadata, with labels for its groups, of which every third is in one language alone.
    fn metadata(&self, indicator: bool) -> String {
        let quoted = |it: &str| serde_json::to_string(it).unwrap();
        let text = |at: usize| {
            let text = &self.texts[at % self.texts.len()];
            match at % 3 {
                0 => format!(
                    "{{ bn: {}, en: {} }}",
                    quoted(text),
                    quoted(&format!("{text} e"))
                ),
                1 => quoted(text),
                _ => format!("{{ bn: {} }}", quoted(text)),
            }
        };
        let mut yaml = format!(
            "title: {}\ndefinition: {}\nunit: '%'\nvintage: {}\nsource:\n  organisation: {}\n  \
             url: https://example.org/x\n  accessed: 2024-05-06\nnotes:\n  - {}\n  - {}\n\
             breaks:\n  - {{ year: 2017, note: {} }}\n  - {{ year: 2019 }}\nupdated: 2025-01-02\n\
             dimensions:\n",
            text(0),
            text(1),
            text(2),
            text(3),
            text(4),
            text(5),
            text(6),
        );
        if indicator {
            yaml.insert_str(0, "indicator: 8.6.1\n");
        }
        for (at, (name, codes)) in self.columns.iter().enumerate() {
            writeln!(yaml, "  {}:\n    label: {}", quoted(name), text(at)).unwrap();
            yaml += "    values:\n";
            for (at, code) in codes.iter().enumerate().filter(|it| !it.1.is_empty()) {
                writeln!(yaml, "      {}: {}", quoted(code), text(at + 7)).unwrap();
            }
        }
        yaml
    }

    fn site(&self, indicator: bool) -> SiteTest {
        let id = if indicator { "8-6-1" } else { "random" };
        let metadata = self.metadata(indicator).replace(
            "dimensions:\n",
            if self.columns.is_empty() { "" } else { "dimensions:\n" },
        );
        SiteTest::new()
            .write(&format!("data/{id}.csv"), &self.table())
            .write(&format!("data/{id}.yaml"), &metadata)
    }
}

/// Runs `test` over random datasets: few, since each is a site of its own.
fn over(test: impl Fn(&Random) -> Result<(), TestCaseError>) {
    let config = ProptestConfig {
        cases: 64,
        failure_persistence: None,
        max_shrink_iters: 40,
        ..ProptestConfig::default()
    };
    TestRunner::new_with_rng(
        config,
        prop::test_runner::TestRng::deterministic_rng(
            prop::test_runner::RngAlgorithm::ChaCha,
        ),
    )
    .run(&random(), |it| test(&it))
    .unwrap();
}

fn whole(ending: &str) {
    over(|random| {
        let site = site(random.site(false).root());
        let before = &site.datasets["random"];
        if before.has_values() {
            let after = again(&site, "random", ending);
            let (before, after) = (Same::of(before), Same::of(&after));
            prop_assert_eq!(differing(&before.rows, &after.rows), "");
            prop_assert_eq!(before, after);
        }
        Ok(())
    });
}

#[test]
fn json_comes_back_with_all_that_is_known() {
    whole("json");
}

#[test]
fn a_workbook_comes_back_with_all_that_is_known() {
    whole("xlsx");
}

#[test]
fn an_archive_comes_back_with_all_that_is_known() {
    let site = site(SiteTest::new().neet().root());
    let before = &site.datasets["8-6-1"];
    assert_eq!(Same::of(before), Same::of(&again(&site, "8-6-1", "zip")));
}

/// A table alone has no metadata; its rows are the same.
#[test]
fn csv_comes_back_with_its_rows() {
    over(|random| {
        let site = site(random.site(false).root());
        let before = &site.datasets["random"];
        if before.has_values() {
            let after = again(&site, "random", "csv");
            prop_assert_eq!(
                differing(&Same::of(before).rows, &Same::of(&after).rows),
                ""
            );
        }
        Ok(())
    });
}

/// SDMX has codes, periods, values, bounds, marks, sources and footnotes; a source that no row names
/// is the one of the dataset.
fn coded(ending: &str) {
    over(|random| {
        let mut random = random.clone();
        random.columns.retain(|(_, codes)| codes.len() > 1);
        for text in random.columns.iter_mut().flat_map(|it| &mut it.1) {
            *text = text.replace([';', '='], "");
        }
        let files = random.site(true);
        let metadata = files.file_of_input("data/8-6-1.yaml");
        let metadata =
            &metadata[..metadata.find("dimensions:").unwrap_or(metadata.len())];
        let settings = files.file_of_input("prokash.yaml");
        let files = files.write("data/8-6-1.yaml", metadata).write(
            "prokash.yaml",
            &format!("{settings}area: {{ name: Bangladesh, m49: 50 }}\n"),
        );
        let site = site(files.root());
        let before = &site.datasets["8-6-1"];
        if before.has_values() {
            let after = again(&site, "8-6-1", ending);
            prop_assert_eq!(differing(&rows(before), &rows(&after)), "");
        }
        Ok(())
    });
}

/// The rows, without sources, for which a dataset's own stands in.
fn rows(dataset: &Dataset) -> Vec<String> {
    let mut one = dataset.clone();
    let source = |it: &mut prokash::model::Observation| it.source = None;
    one.series.iter_mut().flat_map(|it| &mut it.observations).for_each(source);
    let all = || one.series.iter().flat_map(|it| &it.observations);
    let note = all().next().and_then(|it| it.footnote);
    // What every row says is said once, in the notes.
    if all().all(|it| it.footnote == note) {
        let noted = |it: &mut prokash::model::Observation| it.footnote = None;
        one.series.iter_mut().flat_map(|it| &mut it.observations).for_each(noted);
    }
    Same::of(&one).rows
}

#[test]
fn sdmx_csv_comes_back_with_its_rows() {
    coded("sdmx.csv");
}

#[test]
fn sdmx_json_comes_back_with_its_rows() {
    coded("sdmx.json");
}

#[test]
fn numbers_stand_in_json_as_they_were_written() {
    let site = SiteTest::new()
        .write(
            "data/p.csv",
            "Year,Value,LowerBound,UpperBound\n2020,12.30,-1.0,2\n2021,0.10,,\n",
        )
        .write("data/p.yaml", "title: P\nsource: { organisation: B }\n")
        .build();
    let json = site.file("data/p.json");
    for written in ["\"value\": 12.30,", "\"lower\": -1.0,", "\"value\": 0.10\n"] {
        assert!(json.contains(written), "{written} is not in {json}");
    }
    let _: serde_json::Value = serde_json::from_str(&json).unwrap();
}
