//! What must hold for any input: nothing panics, and what is written is read back the same.

use std::{collections::BTreeMap, sync::LazyLock};

use prokash::{
    content,
    data::{
        self,
        import::{self, Request, Tidy},
    },
    model::{Held, Settings, Site, Texts},
    project,
    render::export,
    review,
    source::{Content, File, Files},
    text::math,
};
use proptest::prelude::*;

const SETTINGS: &str = "title: { bn: ক, en: a }\nlanguages: [bn, en]\n";

fn settings() -> &'static Settings {
    static READ: LazyLock<Settings> = LazyLock::new(|| {
        let files = Files::from_texts([("prokash.yaml", SETTINGS)]);
        project::parse(&files).value.expect("the settings are right").settings
    });
    &READ
}

/// Pieces that Markdown and our own syntax give a meaning to, and pieces of Bangla.
fn piece() -> impl Strategy<Value = String> {
    let syntax = prop::sample::select(vec![
        "# ",
        "## ",
        "\n",
        "\n\n",
        "> ",
        "> [!NOTE]\n",
        "- ",
        "1. ",
        "| a | b |\n| - | - |\n",
        "|",
        "```",
        "```chart\n",
        "```figures\n",
        "data: 8-6-1\n",
        "`",
        "`=",
        "`=8-6-1 Sex=\"",
        "=",
        "[",
        "](",
        ")",
        "![",
        "[^a]",
        "[^a]: ",
        "*",
        "**",
        "<b>",
        "</b>",
        "<script>",
        "<!--",
        "-->",
        "$",
        "$$",
        "\\",
        "&amp;",
        "&",
        "    ",
        "\t",
        "{#id}",
        ": ",
        "~~",
        "\r\n",
        "---\n",
    ]);
    let words = prop::sample::select(vec![
        "ক্ষ্মী",
        "র‍্যা",
        "নারী ",
        "word ",
        "৮.৬.১",
        "\u{0}",
        "é",
        "😀",
    ]);
    prop_oneof![
        syntax.prop_map(str::to_owned),
        words.prop_map(str::to_owned),
        "\\PC{0,6}"
    ]
}

/// Pieces of formulas.
fn tex() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\\frac",
        "\\sqrt",
        "[",
        "]",
        "{",
        "}",
        "^",
        "_",
        "&",
        "\\\\",
        "\\left",
        "\\right",
        "(",
        ")",
        "|",
        "\\begin{cases}",
        "\\end{cases}",
        "\\begin{aligned}",
        "\\end{aligned}",
        "\\begin{array}{c|c}",
        "\\end{array}",
        "\\hline",
        "\\text{",
        "\\text{জন}",
        "\\bar",
        "\\sum",
        "\\limits",
        "\\not",
        "\\mathbf",
        "\\char",
        "\\def",
        "\\relax",
        "\\hspace{",
        "1em",
        "'",
        "%",
        "#1",
        "২",
        "ং",
        "জ",
        ".",
        ",",
        " ",
        "x",
        "10",
    ]);
    prop_oneof![pieces.prop_map(str::to_owned), "\\PC{0,4}"]
}

/// Cells that tables hold, and some that they should not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            "2016",
            "২০১৭",
            "2016-17",
            "12.5",
            "১২,৩৪,৫৬৭",
            "..",
            "<0.1",
            "12p",
            "Female",
            "নারী",
            "A",
            "x\"y"
        ])
        .prop_map(str::to_owned),
        "\\PC{0,8}",
    ]
}

/// Heads of the kinds of file that are imported, and some that are none.
fn head() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Year,Sex,Units,GeoCode,Obs status,Source,Value",
        "Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,[Age],[Sex],[Units],[Reporting Type],,",
        "DATAFLOW,FREQ,SERIES,REF_AREA,SEX,AGE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT",
        "STRUCTURE;STRUCTURE_ID;ACTION;REF_AREA;Reference area;SEX;Sex;TIME_PERIOD;OBS_VALUE",
        "\"Data Source\",\"x\",\n\nCountry Name,Country Code,Indicator Name,Indicator Code,2019,2020,",
        "ref_area.label,source.label,indicator.label,sex.label,classif1.label,time,obs_value,obs_status.label",
        "Entity,Code,Year,a (%),b",
        "Division,Sex,2019,2020",
        "a,b,c",
        "",
    ])
    .prop_map(str::to_owned)
}

/// The tables that an import makes of a file.
fn tables(bytes: &[u8], request: &Request) -> Vec<Tidy> {
    let content = match std::str::from_utf8(bytes) {
        Ok(text) => Content::Text(text.into()),
        Err(_) => Content::Bytes(bytes.into()),
    };
    let opened = import::open(File { path: "download.csv".into(), content }, None);
    let import = import::import(&opened, request);
    if import.diagnostics.has_errors() {
        return Vec::new();
    }
    import.value.map_or_else(Vec::new, |it| it.tables)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_read(pieces in prop::collection::vec(piece(), 0..40), front in "\\PC{0,30}") {
        let body = pieces.concat();
        let plain = format!("---\ntitle: T\n---\n{body}");
        let odd = format!("---\n{front}\n---\n{body}");
        let files = Files::from_texts([
            ("content/notes/a.en.md", plain.as_str()),
            ("content/notes/a.bn.md", odd.as_str()),
            ("content/b.en.md", body.as_str()),
        ]);
        let read = content::parse(&files, settings());
        for read in &read.value {
            for body in read.text.values() {
                for event in &body.events {
                    if let prokash::model::Event::Text(slice) = event {
                        prop_assert!(body.text(*slice).len() <= body.source.len() + body.owned.len());
                    }
                }
            }
        }
        let found = read.value.iter().flat_map(|it| &it.found);
        for diagnostic in found.chain(&read.diagnostics) {
            if let Some(span) = diagnostic.span {
                let (line, column) = files.position(span);
                prop_assert!(line >= 1 && column >= 1);
            }
        }
    }

    #[test]
    fn any_formula_is_read(pieces in prop::collection::vec(tex(), 0..24)) {
        let tex = pieces.concat();
        let whole = |it: &std::ops::Range<usize>| tex.get(it.clone()).is_some();
        match math::read(&tex) {
            Ok(math) => prop_assert!(serde_json::to_string(&math).is_ok()),
            Err(fault) => prop_assert!(whole(&fault.range) && !fault.message.english().is_empty()),
        }
    }

    #[test]
    fn an_unknown_command_is_told_at_its_place(name in "[a-z]{1,6}", before in "[a-z0-9 ^]{0,4}") {
        let command = format!("\\zz{name}");
        let tex = format!("{before} {command} x");
        let fault = math::read(&tex).expect_err("there is no such command");
        prop_assert!(before.contains('^') || tex[fault.range] == command);
    }

    #[test]
    fn any_table_is_read(
        head in prop::collection::vec(cell(), 0..5),
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..6), 0..12),
        raw in "\\PC{0,80}",
    ) {
        let mut csv = format!("Year,{},Value\n", head.join(","));
        for row in rows {
            csv.push_str(&row.join(","));
            csv.push('\n');
        }
        let files = Files::from_texts([
            ("data/a.csv", csv.as_str()),
            ("data/a.yaml", "title: T\n"),
            ("data/b.csv", raw.as_str()),
            ("data/b.yaml", raw.as_str()),
        ]);
        let _ = data::parse(&files, settings());
    }

    #[test]
    fn a_table_that_is_written_is_read_back_the_same(
        rows in prop::collection::btree_map(
            (1990_u16..2030, 0_usize..6, prop::option::of(0_usize..2)),
            row(),
            1..40,
        ),
    ) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut csv =
            "Year,Group,Area,GeoCode,Value,LowerBound,UpperBound,Obs status,Nature,Source,Footnote\n".to_owned();
        for ((year, group, area), row) in &rows {
            let place = area.map_or("", |it| ["BD-1", "BD-2"][it]);
            let group = ["", "নারী", "a, b", "c \"d\"", "=1+1", "-5 to 0"][*group];
            let area = area.map_or("", |it| ["Urban", "গ্রাম"][it]);
            let value = row.value.as_ref().map(|it| format!("{}{it}", row.sign)).unwrap_or_default();
            let [lower, upper] = [&row.lower, &row.upper].map(|it| it.as_deref().unwrap_or_default());
            let texts = [&row.source, &row.footnote].map(|it| quoted(it));
            csv += &[
                &*year.to_string(), &quoted(group), area, place, &value, lower, upper, row.status, row.nature,
                &texts[0], &texts[1],
            ].join(",");
            csv.push('\n');
        }
        let read = |csv: &str| {
            let files = Files::from_texts([("data/a.csv", csv), ("data/a.yaml", "title: T\n")]);
            data::parse(&files, settings())
        };
        let first = read(&csv);
        prop_assert!(!first.diagnostics.has_errors(), "{:#?}\n{csv}", first.diagnostics);
        let dataset = &first.value[0];
        let written = String::from_utf8(export::csv(dataset, true)).expect("CSV is UTF-8");
        let second = read(written.trim_start_matches('\u{FEFF}'));
        let again = &second.value[0];
        prop_assert_eq!(facts(again), facts(dataset), "{}", written);
    }

    #[test]
    fn any_download_is_read(
        head in head(),
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..12), 0..12),
        separator in prop::sample::select(vec![",", ";", "\t"]),
        bytes in prop::collection::vec(any::<u8>(), 0..60),
        filter in prop::option::of(("\\PC{0,6}", "\\PC{0,6}")),
        all in any::<bool>(),
    ) {
        let mut text = head + "\n";
        for row in rows {
            text.push_str(&row.join(separator));
            text.push('\n');
        }
        let mut filters: Vec<(String, String)> = filter.into_iter().collect();
        filters.extend(all.then(|| ("Country".to_owned(), "*".to_owned())));
        let request = Request { filters, ..Request::default() };
        let cut = [text.as_bytes(), &bytes].concat();
        let archive = [b"PK\x03\x04 xl/".as_slice(), &bytes].concat();
        for bytes in [text.as_bytes(), &cut, &bytes, &archive] {
            for tidy in tables(bytes, &request) {
                let _ = import::settle(&tidy, &[]);
            }
        }
    }

    #[test]
    fn an_imported_table_is_imported_again_the_same(
        rows in prop::collection::btree_map(
            (1990_u16..2030, prop::sample::select(vec!["_T", "F", "M"]), prop::sample::select(vec!["_T", "Y15T24", "Y_GE65", "Y0T4"])),
            (prop::option::of("[<>]?(0|[1-9][0-9]{0,6})(\\.[0-9]{1,4})?"), prop::sample::select(vec!["A", "P", "B", "E"]), "[a-zক-হ ,\"]{0,8}"),
            1..40,
        ),
    ) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut csv = "DATAFLOW,REF_AREA,SEX,AGE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,COMMENT_OBS\n".to_owned();
        for ((year, sex, age), (value, status, note)) in &rows {
            let value = value.as_deref().unwrap_or_default();
            csv += &["X:EX(1.0)", "50", sex, age, &year.to_string(), value, status, "PT", &quoted(note)].join(",");
            csv.push('\n');
        }
        let request = Request { id: Some("a".to_owned()), ..Request::default() };
        let first = tables(csv.as_bytes(), &request);
        prop_assert_eq!(first.len(), 1);
        let settled = import::settle(&first[0], &[]);
        prop_assert!(!settled.diagnostics.has_errors(), "{:#?}", settled.diagnostics);
        let table = std::str::from_utf8(&first[0].table).expect("CSV is UTF-8");
        let second = tables(table.trim_start_matches('\u{FEFF}').as_bytes(), &request);
        prop_assert_eq!(second.len(), 1);
        let old = [("csv", table), ("yaml", &*first[0].metadata)].map(|(ending, text)| File {
            path: format!("data/a.{ending}").into(),
            content: Content::Text(text.trim_start_matches('\u{FEFF}').into()),
        });
        let changes = import::settle(&second[0], &old).changes.expect("both are tables");
        prop_assert!(changes.is_empty(), "{changes:?}\n{table}");
        let values = |it: &Tidy| String::from_utf8_lossy(&it.table).lines().count();
        prop_assert_eq!(values(&first[0]), values(&second[0]));
        prop_assert_eq!(values(&first[0]), rows.len() + 1);
    }
}

/// All that a row says beside its year and group.
#[derive(Debug, Clone)]
struct Row {
    sign: &'static str,
    value: Option<String>,
    lower: Option<String>,
    upper: Option<String>,
    status: &'static str,
    nature: &'static str,
    source: String,
    footnote: String,
}

fn row() -> impl Strategy<Value = Row> {
    let number = || prop::option::of("-?(0|[1-9][0-9]{0,6})(\\.[0-9]{1,4})?");
    let text = || "[a-zক-হ ,\"]{0,8}";
    let signs = prop::sample::select(vec!["", "", "<", "≤", ">", "≥", "~"]);
    let statuses = prop::sample::select(vec!["", "P", "B", "E", "L", "U"]);
    let natures = prop::sample::select(vec!["", "C", "CA", "NA"]);
    let parts = (signs, number(), number(), number(), statuses, natures, text(), text());
    parts.prop_map(|(sign, value, lower, upper, status, nature, source, footnote)| Row {
        sign,
        value,
        lower,
        upper,
        status,
        nature,
        source,
        footnote,
    })
}

/// All that `dataset` says, a line an observation.
fn facts(dataset: &prokash::model::Dataset) -> Vec<String> {
    let text = |id: Option<_>| id.map(|it| dataset.text(it).to_owned());
    let mut facts = Vec::new();
    for series in &dataset.series {
        let codes = dataset.dimensions.iter().zip(&series.key);
        let key: Vec<_> = codes
            .map(|(it, code)| format!("{}={}", it.name, it.codes[usize::from(*code)].id))
            .collect();
        for one in &series.observations {
            facts.push(format!(
                "{key:?} {:?} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
                series.geo,
                one.period,
                one.value.map(|it| it.digits()),
                one.bound,
                one.interval,
                one.status,
                one.nature,
                text(one.source),
                text(one.footnote),
            ));
        }
    }
    facts.sort();
    facts
}

/// Files that people have, to be damaged: a table in each encoding, metadata, a page.
fn sample() -> impl Strategy<Value = Vec<u8>> {
    let table = "Year,Sex,GeoCode,Obs status,Value\r\n2016,,,P,\"1,44,043.5\"\r\n২০১৭,নারী,BD30,B,<0.1\r\n\
                 2016-17,\"a\nb\",,,..\r\n2022-Q3,evsjv‡`k,bd30,,12.3p\r\n2016,,,,14\r\n";
    let metadata = "indicator: 8.6.1\ntitle: { bn: নিট, en: NEET }\nunit: '%'\ndirection: down\n\
                    targets: [{ year: 2030, value: 3 }]\nchart: { type: line, series: Sex }\n\
                    dimensions: { Sex: { total: All, values: { নারী: { en: Women } } } }\n\
                    accept: [{ check: P0310, reason: { en: R } }]\nexpected: { Sex: [Female] }\n";
    let page = "---\ntitle: T\ndate: 2019-01-22\n---\n\n## A {#a}\n\n`=a Sex=\"x\"` [l](b.md) ![p](q.png)[^n]\n\n\
                ```chart\ndata: a\nwhere: { Year: 2016 }\n```\n\n<b>x</b> evsjv‡`k\n\n[^n]: N\n";
    let wide = |order: fn(u16) -> [u8; 2]| table.encode_utf16().flat_map(order).collect();
    prop::sample::select(vec![
        table.as_bytes().to_vec(),
        table.replace(',', ";").into_bytes(),
        table.replace(',', "\t").into_bytes(),
        table.replace("\r\n", "\r").into_bytes(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        encoding_rs::WINDOWS_1252.encode("Year,Name,Value\n2016,Café,1\n").0.into_owned(),
        metadata.as_bytes().to_vec(),
        page.as_bytes().to_vec(),
    ])
}

/// A sample with pieces of it changed, lost, repeated or put elsewhere; or nothing but bytes.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let edit = (0..4_u8, any::<prop::sample::Index>(), 0..12_usize, any::<[u8; 3]>());
    let damaged =
        (sample(), prop::collection::vec(edit, 0..6)).prop_map(|(mut bytes, edits)| {
            for (kind, at, length, new) in edits {
                let start = at.index(bytes.len() + 1);
                let end = (start + length).min(bytes.len());
                match kind {
                    0 => drop(bytes.drain(start..end)),
                    1 => drop(bytes.splice(start..end, new)),
                    2 => drop(bytes.splice(start..start, new)),
                    _ => {
                        let piece = bytes[start..end].to_vec();
                        bytes.splice(start..start, piece);
                    }
                }
            }
            bytes
        });
    prop_oneof![4 => damaged, 1 => prop::collection::vec(any::<u8>(), 0..120)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(one in damaged(), other in damaged()) {
        let files = Files::from_bytes([
            ("data/a.csv", &*one),
            ("data/a.yaml", &*other),
            ("data/b.csv", &*other),
            ("data/b.yaml", b"title: T\nunit: '%'\n"),
            ("content/a.en.md", &*one),
            ("content/b.bn.md", &*other),
        ]);
        let pages = content::parse(&files, settings());
        let datasets = data::parse(&files, settings());
        for dataset in &datasets.value {
            export::csv(dataset, true);
        }
        for diagnostic in pages.diagnostics.iter().chain(&datasets.diagnostics) {
            let text = diagnostic.span.and_then(|it| Some((it, files.text(it.file)?)));
            if let Some((span, text)) = text {
                prop_assert!(text.get(span.range()).is_some(), "{diagnostic:?} cuts a letter");
            }
        }
    }
}

/// A site of one note with these texts.
fn note(bn: &str, en: &str) -> (Site, Texts) {
    let front = "---\ntitle: a\n---\n\n";
    let (bn, en) = (format!("{front}{bn}\n"), format!("{front}{en}\n"));
    let files = Files::from_texts([
        ("prokash.yaml", SETTINGS),
        ("content/notes/n.bn.md", &bn),
        ("content/notes/n.en.md", &en),
    ]);
    let project::Project { settings, theme, framework, sdmx } =
        project::parse(&files).value.expect("the settings are right");
    let (mut pages, mut texts) = (BTreeMap::new(), Texts::default());
    for read in content::parse(&files, &settings).value {
        texts.0.insert(read.page.id.clone(), read.text);
        pages.insert(read.page.id.clone(), read.page);
    }
    let site = Site {
        pages,
        datasets: BTreeMap::new(),
        assets: BTreeMap::new(),
        glossary: Vec::new(),
        held: Held::default(),
        settings,
        theme,
        framework,
        sdmx,
    };
    (site, texts)
}

fn differs((site, texts): &(Site, Texts)) -> usize {
    let found = |it| review::page(site, it, &texts.0[&it.id]).iter().count();
    site.pages.values().map(found).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Digits of either script, grouped by thousands or by lakhs or not at all, with a unit or
    /// without, are the same number; one more or less of it is another.
    #[test]
    fn a_number_is_the_same_in_both_languages(
        whole in 0_u64..100_000_000_000,
        decimals in proptest::option::of(0_u8..100),
        percent in any::<bool>(),
        lakhs in any::<bool>(),
    ) {
        let (site, _) = note("", "");
        let [bn, en] = ["bn", "en"].map(|it| site.locale(it.parse().unwrap()).clone());
        let fraction = decimals.map_or(String::new(), |it| format!(".{it:02}"));
        let plain = format!("{whole}{fraction}");
        let grouped = |it: &prokash::text::Locale| it.decimal(&plain, None);
        let (own, other) = (grouped(&bn), grouped(&en));
        let ends = if percent { (" শতাংশ", "%") } else { ("টি", " of them") };
        let write = |number: &str, end: &str| format!("a {number}{end} b");
        for (bangla, english) in [
            (own.clone(), other.clone()),
            (bn.digits(&plain), plain.clone()),
            (bn.digits(&other), other.clone()),
            (own.clone(), plain.clone()),
        ] {
            let same = note(&write(&bangla, ends.0), &write(&english, ends.1));
            prop_assert_eq!(differs(&same), 0, "{} {}", bangla, english);
        }
        let more = en.decimal(&format!("{}{fraction}", whole + 1), None);
        let other = note(&write(&own, ends.0), &write(&more, ends.1));
        prop_assert_eq!(differs(&other), 1, "{} {}", own, more);
        if lakhs {
            let (lakh, million) = (format!("{whole} লাখ"), format!("{} million", whole as f64 / 10.0));
            prop_assert_eq!(differs(&note(&bn.digits(&lakh), &million)), 0, "{}", lakh);
        }
    }
}
