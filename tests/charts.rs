//! Charts of each type, in both languages and widths: what is drawn, and that nothing drawn lies
//! outside of the drawing or on something else.

use std::{collections::BTreeMap, fmt::Write as _};

use prokash::{
    chart::{Form, draw, plan},
    diag::{FileId, Span},
    model::{ChartRequest, ChartType, Dataset, Theme, Where},
    project,
    source::Files,
    text::{Language, Shaper},
};
use proptest::prelude::*;

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

#[test]
fn lines_with_a_break_an_estimate_and_a_target() {
    let csv = "Year,Sex,Value,Obs status\n2010,,30,\n2013,,32.04,\n2016,,28.9,\n2017,,27.4,\n2022,,15,E\n\
               2010,Female,44.9,\n2013,Female,42.1,\n2014,Female,,\n2016,Female,47,\n2017,Female,44.6,\n";
    let (theme, dataset) = (theme(), dataset(csv, YAML));
    let request = ChartRequest {
        data: "d".into(),
        r#type: Some(ChartType::Line),
        series: Some("Sex".into()),
        target: true,
        ..ChartRequest::default()
    };
    for lang in ["bn", "en"] {
        for (form, name) in
            [(Form::Wide, "wide"), (Form::Narrow, "narrow"), (Form::File, "file")]
        {
            let svg = svg(&theme, &dataset, &request, lang, form);
            insta::assert_snapshot!(
                format!("line_{lang}_{name}"),
                svg.replace("><", ">\n<")
            );
        }
    }
}

#[test]
fn bars_of_categories_and_of_years() {
    let csv = "Year,Place,Value\n2019,কুড়িগ্রাম ও লালমনিরহাট জেলার প্রত্যন্ত এলাকা,12.5\n2019,Dhaka,40\n2019,Sylhet,0.2\n\
               2019,,20\n2020,,22\n2021,,-3\n";
    let (theme, dataset) = (theme(), dataset(csv, YAML));
    let data = || "d".to_owned();
    let places = ChartRequest {
        data: data(),
        x: Some("Place".into()),
        r#where: year("2019"),
        ..ChartRequest::default()
    };
    let years = ChartRequest {
        data: data(),
        r#type: Some(ChartType::Bar),
        ..ChartRequest::default()
    };
    for (request, name) in [(&places, "places"), (&years, "years")] {
        for (lang, form) in [("bn", Form::Wide), ("en", Form::Narrow)] {
            let svg = svg(&theme, &dataset, request, lang, form);
            insta::assert_snapshot!(
                format!("bar_{name}_{lang}"),
                svg.replace("><", ">\n<")
            );
        }
    }
}

fn year(year: &str) -> Where {
    Where(BTreeMap::from([("Year".to_owned(), year.to_owned())]))
}

#[test]
fn a_chart_is_small() {
    let mut csv = "Year,Sex,Value\n".to_owned();
    for year in 2005..2025 {
        writeln!(csv, "{year},,{}.5\n{year},Female,{}.5", year - 1990, year - 1980)
            .expect("writing to a string");
    }
    let request = ChartRequest {
        data: "d".into(),
        series: Some("Sex".into()),
        ..ChartRequest::default()
    };
    let svg = svg(
        &theme(),
        &dataset(&csv, "title: T\nunit: '%'\n"),
        &request,
        "en",
        Form::Wide,
    );
    assert!(svg.len() <= 6_000, "{} bytes", svg.len());
}

/// Every number of the attribute `name` in `svg`.
fn attribute(svg: &str, name: &str) -> Vec<f64> {
    let needle = format!(" {name}=\"");
    let values = svg.split(&needle).skip(1);
    values.filter_map(|it| it.split('"').next()?.parse().ok()).collect()
}

/// The boxes of all texts: left, right, top, bottom.
fn boxes(svg: &str, shaper: &Shaper) -> Vec<(String, [f64; 4])> {
    let texts = svg.split("<text ").skip(1);
    texts
        .map(|text| {
            let text = &text[..text.find("</text>").expect("texts are closed")];
            let (attributes, words) = text.split_once('>').expect("a tag ends");
            let words = words.replace("&amp;", "&").replace("&lt;", "<");
            let (x, y) = (attribute(text, "x")[0], attribute(text, "y")[0]);
            let width = shaper.width(&words, 13.0);
            let left = match attributes {
                it if it.contains("middle") => x - width / 2.0,
                it if it.contains("\"end\"") => x - width,
                _ => x,
            };
            (words, [left, left + width, y - 10.0, y + 3.0])
        })
        .collect()
}

fn check(svg: &str, shaper: &Shaper) -> Result<(), String> {
    if svg.contains("NaN") || svg.contains("inf") {
        return Err(format!("no number: {svg}"));
    }
    let size: Vec<f64> = svg
        .split("viewBox=\"0 0 ")
        .nth(1)
        .unwrap_or_default()
        .split('"')
        .next()
        .unwrap_or_default()
        .split(' ')
        .filter_map(|it| it.parse().ok())
        .collect();
    let boxes = boxes(svg, shaper);
    for (words, [left, right, top, bottom]) in &boxes {
        if *left < -1.0
            || *right > size[0] + 1.0
            || *top < -1.0
            || *bottom > size[1] + 1.0
        {
            return Err(format!(
                "`{words}` is outside of {size:?}: {left} {right} {top} {bottom}"
            ));
        }
    }
    for (at, (words, a)) in boxes.iter().enumerate() {
        for (other, b) in &boxes[at + 1..] {
            let wide = a[1].min(b[1]) - a[0].max(b[0]);
            let high = a[3].min(b[3]) - a[2].max(b[2]);
            if wide > 2.0 && high > 5.0 {
                return Err(format!("`{words}` lies on `{other}`"));
            }
        }
    }
    Ok(())
}

#[test]
fn the_check_itself_can_fail() {
    let shaper = Shaper::new(theme().fonts);
    let text =
        |x: u32, y: u32| format!("<text class=\"t\" x=\"{x}\" y=\"{y}\">নারী</text>");
    let svg = |a: String, b: String| format!("<svg viewBox=\"0 0 200 60\">{a}{b}</svg>");
    assert!(check(&svg(text(5, 20), text(5, 50)), &shaper).is_ok());
    assert!(check(&svg(text(5, 20), text(12, 24)), &shaper).is_err());
    assert!(check(&svg(text(5, 20), text(190, 50)), &shaper).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_outside_and_nothing_overlaps(
        series in 1_usize..5,
        values in prop::collection::vec(prop::option::weighted(0.9, -50.0..1500.0_f64), 1..30),
        scale in prop::sample::select(vec![0.001, 1.0, 1000.0]),
        bars: bool,
        target: bool,
    ) {
        let names = ["", "নারী", "Male", "কুড়িগ্রাম ও লালমনিরহাট", "A rather long name of a group"];
        let mut csv = "Year,Group,Value\n".to_owned();
        for (at, value) in values.iter().enumerate() {
            for (number, name) in names[..series].iter().enumerate() {
                let value = value.map_or(String::new(), |it| {
                    format!("{:.4}", it * scale * (1.0 + number as f64 / 3.0))
                });
                writeln!(csv, "{},{name},{value}", 1990 + at).expect("writing to a string");
            }
        }
        csv.push_str("2022,,12\n");
        let theme = theme();
        let dataset = dataset(&csv, YAML);
        let request = ChartRequest {
            data: "d".into(),
            r#type: Some(if bars { ChartType::Bar } else { ChartType::Line }),
            series: (series > 1).then(|| "Group".into()),
            target,
            ..ChartRequest::default()
        };
        let shaper = Shaper::new(theme.fonts.clone());
        for lang in ["bn", "en"] {
            for form in [Form::Wide, Form::Narrow, Form::File] {
                let svg = svg(&theme, &dataset, &request, lang, form);
                if let Err(message) = check(&svg, &shaper) {
                    prop_assert!(false, "{lang} {form:?}: {message}\n{csv}");
                }
            }
        }
    }
}
