//! Charts of each type, in both languages and widths: what is drawn, and that nothing drawn lies
//! outside of the drawing or on something else.

mod bar;
mod line;
mod map;
mod measure;
mod table;

use std::fmt::Write as _;

use prokash::{
    chart::{Form, draw, plan},
    diag::{FileId, Span},
    model::{ChartRequest, Dataset, Theme},
    project,
    source::Files,
    text::{Language, Shaper},
};

const SETTINGS: &str = "title: { bn: ক, en: a }\nlanguages: [bn, en]\n";

fn theme() -> Theme {
    let files = Files::from_texts([("prokash.yaml", SETTINGS)]);
    project::parse(&files).value.expect("the built-in theme is complete").theme
}

fn dataset(csv: &str, yaml: &str) -> Dataset {
    let files = Files::from_texts([
        ("prokash.yaml", SETTINGS),
        ("data/d.csv", csv),
        ("data/d.yaml", yaml),
    ]);
    let settings = project::parse(&files).value.expect("the settings are right").settings;
    let read = prokash::data::parse(&files, &settings);
    assert!(!read.diagnostics.has_errors(), "{:#?}", read.diagnostics);
    read.value.into_iter().next().expect("one dataset was written")
}

fn svg(
    theme: &Theme,
    dataset: &Dataset,
    request: &ChartRequest,
    lang: &str,
    form: Form,
) -> String {
    let language: Language = lang.parse().expect("a language");
    let locale = &theme.locales[&language];
    let planned = plan(dataset, request, Span::file(FileId(0)), locale);
    let chart = planned.value.unwrap_or_else(|| panic!("{:#?}", planned.diagnostics));
    draw(&chart, form, &Shaper::new(theme.fonts.clone()))
}

const YAML: &str = "title: { bn: 'শিক্ষা, কর্ম বা প্রশিক্ষণে নেই', en: Not in education }\nunit: '%'\ndecimals: 1\n\
                    source: { organisation: { bn: আইএলও, en: ILO } }\ntargets: [{ year: 2030, value: 5 }]\n\
                    breaks: [{ year: 2016, note: { bn: সংশোধিত, en: Revised } }]\n";

/// The request that a block of this YAML is.
fn request(yaml: &str) -> ChartRequest {
    serde_yaml::from_str(yaml).expect("the request can be read")
}

/// A table of `series` groups over years, with `None` where there is no value.
fn table(series: usize, values: &[Option<f64>], scale: f64) -> String {
    const NAMES: [&str; 5] =
        ["", "নারী", "Male", "কুড়িগ্রাম ও লালমনিরহাট", "ALongNameOfAGroupWithoutAnyBreakInIt"];
    let mut csv = "Year,Group,Value\n".to_owned();
    for (at, value) in values.iter().enumerate() {
        for (number, name) in NAMES[..series].iter().enumerate() {
            let value = value.map_or(String::new(), |it| {
                format!("{:.4}", it * scale * (1.0 + number as f64 / 3.0))
            });
            writeln!(csv, "{},{name},{value}", 1990 + at).expect("writing to a string");
        }
    }
    csv.push_str("2022,,12\n");
    csv
}

/// Why `request` is not drawn, if it is not.
fn refused(dataset: &Dataset, request: &ChartRequest) -> Option<String> {
    let theme = theme();
    let locale = theme.locales.values().next().expect("a language");
    let planned = plan(dataset, request, Span::file(FileId(0)), locale);
    let why = || planned.diagnostics.iter().map(|it| it.message.english()).collect();
    planned.value.is_none().then(why)
}

/// Why `request` is not drawn.
fn refusal(dataset: &Dataset, request: &ChartRequest) -> String {
    refused(dataset, request).unwrap_or_else(|| panic!("{request:?} was drawn"))
}

/// Compares the drawing of `request` in both languages and every form with what was looked at.
fn snapshots(name: &str, dataset: &Dataset, request: &ChartRequest) {
    let theme = theme();
    for lang in ["bn", "en"] {
        for (form, place) in
            [(Form::Wide, "wide"), (Form::Narrow, "narrow"), (Form::File, "file")]
        {
            let svg = svg(&theme, dataset, request, lang, form).replace("><", ">\n<");
            insta::assert_snapshot!(format!("{name}_{lang}_{place}"), svg);
        }
    }
}

/// Draws `request` in both languages and every form and measures the drawings.
fn measured(
    theme: &Theme,
    dataset: &Dataset,
    request: &ChartRequest,
) -> Result<(), String> {
    let shaper = Shaper::new(theme.fonts.clone());
    for lang in ["bn", "en"] {
        for form in [Form::Wide, Form::Narrow, Form::File] {
            let svg = svg(theme, dataset, request, lang, form);
            measure::check(&svg, &shaper)
                .map_err(|it| format!("{lang} {form:?}: {it}"))?;
        }
    }
    Ok(())
}
