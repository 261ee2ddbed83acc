//! Tile maps, maps, cards and sparklines.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::{
    SETTINGS, YAML, dataset, measure, measured, refusal, request, snapshots, svg, theme,
};
use jiff::civil::date;
use prokash::{
    chart::{Form, Stretch, draw, plan, schedule},
    diag::{FileId, Message, Span},
    model::Dataset,
    project,
    source::Files,
    text::Shaper,
};

/// Divisions and a few districts: each in another spelling, one unknown, most without a value.
const PLACES: &str = "Year,District,Value\n2020,,24.1\n2020,Comilla,27.4\n2020,jashore,14.25\n2020,ঢাকা,9\n\
                      2020,জ\u{9df}পুরহাট,31\n2020,Cox’s Bazar,40.2\n2020,BD6091,18\n2020,BD-64,33\n2020,Rajshahii,12\n";

/// The population of each district in 2011, as the site has it.
const DISTRICTS: &str = include_str!("../../data/district-population-2011.csv");

const PEOPLE: &str = include_str!("../../data/district-population-2011.yaml");

/// A country of four, with names in two languages: a bay, a hole that is the fourth, and an island.
const SHAPES: &str = r#"{ "type": "FeatureCollection", "features": [
{ "type": "Feature", "properties": { "code": "X1", "name_en": "North", "name_bn": "উত্তর", "land": "Samploria" },
  "geometry": { "type": "Polygon", "coordinates": [[[88,24],[90,24],[92,24],[92,26],[88,26],[88,24]],
  [[89,24.5],[89,25.5],[90,25.5],[90,24.5],[89,24.5]]] } },
{ "type": "Feature", "properties": { "code": "X2", "name_en": "West", "name_bn": "পশ্চিম", "land": "Samploria" },
  "geometry": { "type": "Polygon", "coordinates": [[[88,24],[90,24],[89.6,23],[90,22],[88,22],[88,24]]] } },
{ "type": "Feature", "properties": { "code": "X3", "name_en": "East", "name_bn": "পূর্ব", "land": "Samploria" },
  "geometry": { "type": "MultiPolygon", "coordinates": [[[[90,24],[92,24],[92,22],[90,22],[89.6,23],[90,24]]],
  [[[92.5,21],[93,21],[93,21.5],[92.5,21]]]] } },
{ "type": "Feature", "properties": { "code": "X4", "name_en": "Middle", "name_bn": "মধ্য", "land": "Samploria" },
  "geometry": { "type": "Polygon", "coordinates": [[[89,24.5],[90,24.5],[90,25.5],[89,25.5],[89,24.5]]] } } ] }"#;

/// A dataset on a site that has those shapes.
fn with_shapes(csv: &str, yaml: &str, shapes: &str) -> Dataset {
    let files = Files::from_texts([
        ("prokash.yaml", SETTINGS),
        ("data/d.csv", csv),
        ("data/d.yaml", yaml),
        ("data/geo/land.geojson", shapes),
    ]);
    let settings = project::parse(&files).value.expect("the settings are right").settings;
    let read = prokash::data::parse(&files, &settings);
    read.value.into_iter().next().expect("one dataset was written")
}

/// What is said of `yaml`, with its help.
fn said(dataset: &Dataset, yaml: &str) -> String {
    let theme = theme();
    let locale = theme.locales.values().next().expect("a language");
    let planned = plan(dataset, &request(yaml), Span::file(FileId(0)), locale);
    let each = planned.diagnostics.iter();
    let each = each.map(|it| {
        format!(
            "{} ({})\n",
            it.message.english(),
            it.help.as_ref().map_or(String::new(), Message::english)
        )
    });
    each.collect()
}

#[test]
fn every_district_has_its_tile() {
    let dataset = dataset(DISTRICTS, PEOPLE);
    let districts = request("{ data: d, type: tilemap }");
    assert_eq!(said(&dataset, "{ data: d, type: tilemap }"), "");
    snapshots("tilemap", &dataset, &districts);
    let divisions = request("{ data: d, type: tilemap, x: Division }");
    snapshots("tilemap_divisions", &dataset, &divisions);
    for lang in ["bn", "en"] {
        for form in [Form::Wide, Form::Narrow] {
            let svg = svg(&theme(), &dataset, &districts, lang, form);
            assert_eq!(svg.matches("<title>").count(), 64);
            assert!(svg.len() <= 12 * 1024, "{lang} {form:?}: {} bytes", svg.len());
        }
    }
}

#[test]
fn a_place_is_found_in_any_spelling_and_an_unknown_one_is_told() {
    let dataset = dataset(PLACES, YAML);
    let theme = theme();
    let drawn =
        svg(&theme, &dataset, &request("{ data: d, type: tilemap }"), "en", Form::Wide);
    let with_value = drawn.matches("%</title>").count();
    assert_eq!(with_value, 7, "{drawn}");
    let said = said(&dataset, "{ data: d, type: tilemap }");
    assert!(said.contains("`Rajshahii`") && said.contains("`Rajshahi`?"), "{said}");
    snapshots("tilemap_missing", &dataset, &request("{ data: d, type: tilemap }"));
}

#[test]
fn shapes_are_joined_by_code_or_by_name_in_either_language() {
    for names in [["X1", "X2", "X3"], ["North", "west", "EAST"], ["উত্তর", "পশ্চিম", "পূর্ব"]]
    {
        let mut csv = "Year,Place,Value\n2020,,20\n".to_owned();
        for (name, value) in names.iter().zip([12, 30, 41]) {
            writeln!(csv, "2020,{name},{value}").expect("writing to a string");
        }
        csv.push_str("2020,Nowhere,3\n");
        let dataset = with_shapes(&csv, YAML, SHAPES);
        let said = said(&dataset, "{ data: d, type: map }");
        assert!(said.contains("`Nowhere`") && !said.contains("North"), "{said}");
        if names[0] == "North" {
            snapshots("map", &dataset, &request("{ data: d, type: map }"));
        }
    }
}

#[test]
fn less_sure_places_are_marked_and_explained() {
    let csv = "Year,District,Value,Obs status\n2020,,24.1,\n2020,Cumilla,27.4,P\n\
               2020,Jashore,14.2,E\n2020,Dhaka,9.1,\n2010,Bogura,9.1,F\n";
    let tiles = dataset(csv, YAML);
    let csv = "Year,Place,Value,Obs status\n2020,,20,\n2020,X1,12,\n2020,X2,30,P\n2020,X3,41,E\n";
    let shapes = with_shapes(csv, YAML, SHAPES);
    for (dataset, kind) in [(&tiles, "tilemap"), (&shapes, "map")] {
        let request = request(&format!("{{ data: d, type: {kind} }}"));
        for (lang, key) in
            [("bn", ["সাময়িক", "প্রাক্কলিত"]), ("en", ["provisional", "estimated"])]
        {
            for form in [Form::Wide, Form::Narrow, Form::File] {
                let svg = svg(&theme(), dataset, &request, lang, form);
                let texts = |mark: &str| svg.matches(&format!("{mark}</text>")).count();
                // One at the place, one in the key, which alone two stars end as well.
                assert_eq!(
                    (texts("*"), texts("**")),
                    (4, 2),
                    "{kind} {lang} {form:?}: {svg}"
                );
                for word in key {
                    assert_eq!(
                        svg.matches(&format!(">{word}</text>")).count(),
                        1,
                        "{word} {svg}"
                    );
                }
                assert!(!svg.contains("forecast"), "{svg}");
            }
        }
        if let Err(message) = measured(&theme(), dataset, &request) {
            panic!("{message}");
        }
    }
}

#[test]
fn one_number_is_a_card_and_a_course_a_sparkline() {
    let csv = "Year,Sex,Value,Obs status\n2010,,44.9,\n2016,,27.4,\n2018,,21,\n2019,,,\n2022,,14.3,P\n2022,Female,22.7,\n";
    let dataset = dataset(csv, YAML);
    snapshots("card", &dataset, &request("{ data: d, type: card }"));
    snapshots(
        "card_group",
        &dataset,
        &request("{ data: d, type: card, where: { Sex: Female } }"),
    );
    snapshots("sparkline", &dataset, &request("{ data: d, type: sparkline }"));
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_write() {
    let dataset = dataset("Year,Sex,Value\n2020,,5\n2020,Female,6\n", YAML);
    let check = |yaml: &str, message: &str, help: &str| {
        let found = refusal(&dataset, &request(yaml));
        assert!(found.contains(message), "{yaml}: {found}");
        let found = said(&dataset, yaml);
        assert!(found.contains(help), "{yaml}: {found}");
    };
    check("{ data: d, type: tilemap }", "no place", "GeoCode");
    check("{ data: d, type: tilemap, x: Sex }", "no place", "GeoCode");
    check("{ data: d, type: map }", "no shapes", "data/geo/");
    check(
        "{ data: d, type: tilemap, target: true }",
        "no place for a target",
        "`target:`",
    );
    check("{ data: d, type: tilemap, series: Sex }", "one value a place", "where:");
    check("{ data: d, type: sparkline }", "one value", "type: card");
    check("{ data: d, type: card, series: Sex }", "one series", "where:");
}

#[test]
fn broken_shapes_are_told() {
    let check = |shapes: &str, expect: &str| {
        let files = Files::from_texts([
            ("prokash.yaml", SETTINGS),
            ("data/geo/land.geojson", shapes),
        ]);
        let settings = project::parse(&files).value.expect("settings").settings;
        let found = prokash::data::parse(&files, &settings).diagnostics;
        assert!(
            found.iter().any(|it| it.message.english().contains(expect)),
            "{found:?}"
        );
    };
    check("{", "no JSON");
    check("{}", "FeatureCollection");
    check(&SHAPES.replace("Polygon", "Point"), "no polygon");
    check(&SHAPES.replace("[88,24]", "[8800000,24]"), "degrees");
}

/// Sixty-four shapes with more points than a drawing may have, all sharing crooked borders.
fn crooked() -> String {
    const STEPS: u32 = 60;
    let wave = |it: f64| libm::sin(it * 7.0) * 0.06 + libm::sin(it * 41.0) * 0.012;
    let mut features = Vec::new();
    let at = |x: f64, y: f64| {
        format!("[{:.5},{:.5}]", 88.0 + x * 0.5 + wave(y), 21.0 + y * 0.6 + wave(x))
    };
    for column in 0..8_u32 {
        for row in 0..8_u32 {
            let (x, y) = (f64::from(column), f64::from(row));
            let mut points = Vec::new();
            let share = |it: u32| f64::from(it) / f64::from(STEPS);
            points.extend((0..STEPS).map(|it| at(x + share(it), y)));
            points.extend((0..STEPS).map(|it| at(x + 1.0, y + share(it))));
            points.extend((0..STEPS).map(|it| at(x + 1.0 - share(it), y + 1.0)));
            points.extend((0..=STEPS).map(|it| at(x, y + 1.0 - share(it))));
            features.push(format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"n\":\"Place{}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
                column * 8 + row,
                points.join(",")
            ));
        }
    }
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","))
}

#[test]
fn a_map_of_many_points_is_small() {
    let mut csv = "Year,Place,Value\n".to_owned();
    for place in 0..64 {
        writeln!(csv, "2020,Place{place},{place}").expect("writing to a string");
    }
    let dataset = with_shapes(&csv, YAML, &crooked());
    let request = request("{ data: d, type: map }");
    let svg = svg(&theme(), &dataset, &request, "bn", Form::Wide);
    assert_eq!(svg.matches("<title>").count(), 64);
    assert!(svg.len() <= 40_000, "{} bytes", svg.len());
}

/// Actions that are planned, started and done, and a single day, over so many years.
fn stretches(years: i16, words: [&str; 2]) -> Vec<Stretch> {
    let stretch = |start, end, status: &str| Stretch {
        label: words[0].to_owned(),
        lead: Some(words[1].to_owned()),
        start,
        end,
        status: Some((status.to_owned(), status.to_owned())),
    };
    let last = 2027 + years;
    vec![
        stretch(date(2027, 1, 1), date(last, 6, 30), "started"),
        stretch(date(2027, 4, 1), date(2027, 12, 31), "done"),
        stretch(date(last, 12, 31), date(last, 12, 31), "planned"),
        stretch(date(last, 2, 1), date(last, 12, 31), "planned"),
    ]
}

#[test]
fn a_plan_is_drawn_along_time() {
    const WORDS: [[&str; 2]; 2] = [
        ["প্রতি বছর লিঙ্গভিত্তিক নিট হার প্রকাশ এবং স্থায়িত্বের প্রশ্ন যোগ করা", "পরিসংখ্যান দপ্তর"],
        [
            "Add the duration question and publish the rate by sex every year",
            "Statistics office",
        ],
    ];
    let theme = theme();
    let shaper = Shaper::new(theme.fonts.clone());
    for (lang, words) in ["bn", "en"].into_iter().zip(WORDS) {
        let locale = &theme.locales[&lang.parse().expect("a language")];
        for years in [0, 1, 3, 14] {
            let chart = schedule(words[1], &stretches(years, words), locale);
            for (form, place) in
                [(Form::Wide, "wide"), (Form::Narrow, "narrow"), (Form::File, "file")]
            {
                let svg = draw(&chart, form, &shaper);
                measure::check(&svg, &shaper).expect("nothing overlaps");
                if years == 3 {
                    let svg = svg.replace("><", ">\n<");
                    insta::assert_snapshot!(format!("timeline_{lang}_{place}"), svg);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_outside_and_nothing_overlaps(
        values in prop::collection::vec(prop::option::weighted(0.8, -50.0..1500.0_f64), 8),
        scale in prop::sample::select(vec![0.0001, 1.0, 1e6]),
        kind in prop::sample::select(vec!["tilemap", "map", "card", "sparkline"]),
    ) {
        let names = ["Rangpur", "Dhaka", "সিলেট", "Khulna", "Chittagong", "Barisal", "Rajshahi", "ময়মনসিংহ"];
        let mut csv = "Year,Division,Value\n2019,,3\n2020,,4\n2020,Dhaka,5\n".to_owned();
        for (name, value) in names.iter().zip(&values) {
            let value = value.map_or(String::new(), |it| format!("{:.5}", it * scale));
            writeln!(csv, "2021,{name},{value}").expect("writing to a string");
        }
        writeln!(csv, "2021,,{:.5}", values[0].unwrap_or(7.0) * scale).expect("writing");
        let shapes = SHAPES.replace("North", "Rangpur").replace("West", "Dhaka").replace("East", "Sylhet");
        let dataset = with_shapes(&csv, YAML, &shapes);
        let request = request(&format!("{{ data: d, type: {kind} }}"));
        if values.iter().any(Option::is_some) && let Err(message) = measured(&theme(), &dataset, &request) {
            prop_assert!(false, "{message}\n{csv}");
        }
    }
}
