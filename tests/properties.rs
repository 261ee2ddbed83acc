//! What must hold for any input: nothing panics, and what is written is read back the same.

use prokash::{content, data, model::Settings, project, render::export, source::Files};
use proptest::prelude::*;

const SETTINGS: &str = "title: { bn: ক, en: a }\nlanguages: [bn, en]\n";

fn settings() -> Settings {
    let files = Files::from_texts([("prokash.yaml", SETTINGS)]);
    project::parse(&files).value.expect("the settings are right").settings
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
        let read = content::parse(&files, &settings());
        for page in &read.value {
            for translation in page.translations.values() {
                let body = &translation.body;
                for event in &body.events {
                    if let prokash::model::Event::Text(slice) = event {
                        prop_assert!(body.text(*slice).len() <= body.source.len() + body.owned.len());
                    }
                }
            }
        }
        for diagnostic in &read.diagnostics {
            if let Some(span) = diagnostic.span {
                let (line, column) = files.position(span);
                prop_assert!(line >= 1 && column >= 1);
            }
        }
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
        let _ = data::parse(&files, &settings());
    }

    #[test]
    fn a_table_that_is_written_is_read_back_the_same(
        rows in prop::collection::btree_map(
            (1990_u16..2030, 0_usize..4, prop::option::of(0_usize..2)),
            (prop::option::of("(0|[1-9][0-9]{0,6})(\\.[0-9]{1,4})?"), prop::sample::select(vec!["", "P", "B", "E"]), "[a-zক-হ ,\"]{0,8}"),
            1..40,
        ),
    ) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut csv = "Year,Group,Area,Value,Obs status,Source\n".to_owned();
        for ((year, group, area), (value, status, source)) in &rows {
            let group = ["", "নারী", "a, b", "c \"d\""][*group];
            let area = area.map_or("", |it| ["Urban", "গ্রাম"][it]);
            let value = value.as_deref().unwrap_or_default();
            csv += &[year.to_string().as_str(), &quoted(group), area, value, status, &quoted(source)].join(",");
            csv.push('\n');
        }
        let read = |csv: &str| {
            let files = Files::from_texts([("data/a.csv", csv), ("data/a.yaml", "title: T\n")]);
            data::parse(&files, &settings())
        };
        let first = read(&csv);
        prop_assert!(!first.diagnostics.has_errors(), "{:#?}\n{csv}", first.diagnostics);
        let dataset = &first.value[0];
        let written = String::from_utf8(export::csv(dataset)).expect("CSV is UTF-8");
        let second = read(written.trim_start_matches('\u{FEFF}'));
        let again = &second.value[0];
        prop_assert_eq!(&again.dimensions.len(), &dataset.dimensions.len());
        let facts = |it: &prokash::model::Dataset| -> Vec<String> {
            let series = it.series.iter();
            let mut facts: Vec<String> = series.flat_map(|series| series.observations.iter().map(|one| {
                let key: Vec<_> = it.dimensions.iter().zip(&series.key)
                    .map(|(dimension, code)| dimension.codes[usize::from(*code)].id.to_string()).collect();
                format!("{key:?} {} {:?} {:?} {:?}", one.period, one.value.as_ref().map(|it| it.digits()),
                    one.status, one.source.map(|at| it.text(at).to_owned()))
            })).collect();
            facts.sort();
            facts
        };
        prop_assert_eq!(facts(again), facts(dataset));
    }
}
