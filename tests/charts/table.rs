//! Dots, slopes, heat maps and population pyramids; and every type that compares groups, over any
//! values.

use std::{collections::BTreeSet, fmt::Write as _};

use proptest::prelude::*;

use crate::{YAML, dataset, measured, refusal, refused, request, snapshots, theme};

const PLACES: [(&str, &str, &str); 6] = [
    ("Barisal", "বরিশাল", "Barisal"),
    ("Dhaka", "ঢাকা", "Dhaka"),
    ("Khulna", "খুলনা", "Khulna"),
    ("Chattogram", "চট্টগ্রাম", "Chattogram"),
    (
        "Remote",
        "কুড়িগ্রাম ও লালমনিরহাটের প্রত্যন্ত এলাকা",
        "Remote parts of Kurigram and Lalmonirhat",
    ),
    ("Sylhet", "সিলেট", "Sylhet"),
];

const YEARS: [i16; 5] = [2005, 2010, 2013, 2017, 2022];

/// Rates by year, place and sex, one missing and one provisional.
fn rates() -> String {
    let mut csv = "Year,Place,Sex,Value,Obs status\n".to_owned();
    for (at, year) in YEARS.iter().enumerate() {
        let fall = at as f64 * 2.6;
        writeln!(csv, "{year},,,{:.1},", 30.0 - fall).expect("writing to a string");
        for (place, (name, ..)) in PLACES.iter().enumerate() {
            let rate = 22.0 + place as f64 * 3.7 - fall;
            let status = if place == 2 && *year == 2022 { "P" } else { "" };
            let value = if place == 3 && *year == 2013 {
                String::new()
            } else {
                format!("{rate:.1}")
            };
            writeln!(csv, "{year},{name},,{value},{status}")
                .expect("writing to a string");
            writeln!(csv, "{year},{name},Female,{:.1},", rate * 1.4 + place as f64)
                .expect("writing to a string");
            writeln!(csv, "{year},{name},Male,{:.1},", rate * 0.6)
                .expect("writing to a string");
        }
    }
    csv
}

fn yaml() -> String {
    let mut yaml = YAML.to_owned();
    yaml.push_str("dimensions: { Place: { values: {");
    for (name, bn, en) in PLACES {
        write!(yaml, "{name}: {{ bn: {bn}, en: {en} }}, ").expect("writing to a string");
    }
    yaml.push_str("} } }\n");
    yaml
}

#[test]
fn dots_of_a_category_are_joined() {
    let dataset = dataset(&rates(), &yaml());
    let split = "{ data: d, type: dot, x: Place, series: Sex, where: { Year: 2022 }, target: true }";
    snapshots("dots_by_sex", &dataset, &request(split));
    snapshots("dots", &dataset, &request("{ data: d, type: dot, x: Place }"));
}

#[test]
fn slopes_have_words_at_both_ends() {
    let dataset = dataset(&rates(), &yaml());
    snapshots("slopes", &dataset, &request("{ data: d, type: slope, series: Place }"));
}

#[test]
fn heat_maps_have_a_value_in_each_cell() {
    let dataset = dataset(&rates(), &yaml());
    snapshots("heat_years", &dataset, &request("{ data: d, type: heatmap, y: Place }"));
    snapshots(
        "heat_places",
        &dataset,
        &request("{ data: d, type: heatmap, x: Place, y: Sex, where: { Year: 2017 } }"),
    );
}

#[test]
fn the_old_are_on_top_of_a_pyramid() {
    let ages =
        ["0-4", "5-9", "10-14", "15-24", "25-34", "35-44", "45-54", "55-64", "65+"];
    let mut csv = "Year,Sex,Age,Value\n2022,,,99\n".to_owned();
    for (at, age) in ages.iter().enumerate() {
        let people = 16_400_000 - at * at * 170_000 - at * 310_000;
        writeln!(csv, "2022,Female,{age},{}\n2022,Male,{age},{people}", people * 31 / 30)
            .expect("writing to a string");
    }
    let yaml = "title: { bn: বয়স ও লিঙ্গ অনুযায়ী জনসংখ্যা, en: Population by age and sex }\nunit: { bn: জন, en: people }\n\
                source: { organisation: { bn: বিবিএস, en: BBS } }\n";
    let dataset = dataset(&csv, yaml);
    snapshots(
        "pyramid",
        &dataset,
        &request("{ data: d, type: pyramid, x: Age, series: Sex }"),
    );
}

#[test]
fn what_makes_no_sense_is_refused() {
    let dataset = dataset(&rates(), &yaml());
    let check = |block: &str, expect: &str| {
        let found = refusal(&dataset, &request(block));
        assert!(found.contains(expect), "{block}: {found}");
    };
    check("{ data: d, type: dot, series: Place }", "compares categories");
    check("{ data: d, series: Sex }", "would mix `Barisal`");
    check("{ data: d, type: slope, x: Place }", "compares two periods");
    check(
        "{ data: d, type: slope, series: Place, where: { Year: 2022 } }",
        "needs two periods",
    );
    check("{ data: d, type: heatmap }", "columns and rows");
    check("{ data: d, type: heatmap, x: Place, y: Place }", "are the same");
    check("{ data: d, type: heatmap, y: Place, target: true }", "no place for a target");
    check("{ data: d, type: heatmap, y: Place, axis: { to: 9 } }", "no axis to be set");
    check("{ data: d, type: bar, y: Place }", "`y:` is the column");
    check("{ data: d, y: Place }", "not of this chart");
    check("{ data: d, type: pyramid, x: Place, series: Sex }", "young to old");
    check("{ data: d, type: pyramid, series: Place }", "two groups by age");
}

const GROUPS: [&str; 5] =
    ["", "নারী", "Male", "কুড়িগ্রাম ও লালমনিরহাট", "A rather long name of a group"];

/// A table of places (or ages) by group over a few years, with `None` where there is no value.
fn table(places: usize, groups: usize, ages: bool, values: &[Option<f64>]) -> String {
    let mut csv = "Year,Place,Group,Value,Lower bound,Upper bound\n".to_owned();
    let mut values = values.iter().cycle();
    for year in [2010, 2016, 2022] {
        for place in 0..places {
            let place = match place {
                _ if ages => format!("{}-{}", place * 5, place * 5 + 4),
                0 => String::new(),
                3 => "চাঁপাইনবাবগঞ্জ ও নওগাঁর সীমান্তবর্তী গ্রামগুলো".to_owned(),
                it => format!("Place {it}"),
            };
            for group in &GROUPS[usize::from(ages)..groups.max(2) + usize::from(ages)] {
                let Some(Some(value)) = values.next() else { continue };
                let (low, high) = (value * 0.9, value * 1.2);
                writeln!(csv, "{year},{place},{group},{value:.3},{low:.3},{high:.3}")
                    .expect("writing to a string");
            }
        }
    }
    csv.push_str("2023,,,12,,\n2023,Place 1,Male,9,,\n");
    csv
}

/// Whether the last year has values of exactly two groups, so that a pyramid can be drawn.
fn is_pair(csv: &str) -> bool {
    let last = csv.lines().filter_map(|it| it.strip_prefix("2022,"));
    let groups: BTreeSet<&str> = last.filter_map(|it| it.split(',').nth(1)).collect();
    groups.len() == 2
}

/// The colours that a style sheet gives to names like `--q1`, in the order of its schemes.
fn colours(css: &str, name: &str) -> Vec<String> {
    let name = format!("--{name}:");
    let found = css.split(&name).skip(1);
    found.map(|it| it[..it.find([';', '}']).unwrap_or(0)].to_owned()).collect()
}

fn luminance(colour: &str) -> f64 {
    let digits = colour.trim_start_matches('#');
    let wide: String = match digits.len() {
        3 => digits.chars().flat_map(|it| [it, it]).collect(),
        _ => digits.to_owned(),
    };
    let share = |at: usize| {
        let share = u8::from_str_radix(&wide[at..at + 2], 16).expect("a colour");
        let share = f64::from(share) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            libm::pow((share + 0.055) / 1.055, 2.4)
        }
    };
    0.2126 * share(0) + 0.7152 * share(2) + 0.0722 * share(4)
}

#[test]
fn values_can_be_read_on_every_class_in_light_dark_and_print() {
    let css = include_str!("../../themes/prokash/assets/style.css");
    let contrast = |a: &str, b: &str| {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        (a / b).max(b / a)
    };
    let [ink, ground, edge] = ["ink", "ground", "edge"].map(|it| colours(css, it));
    assert_eq!((ink.len(), ground.len(), edge.len()), (3, 3, 3));
    for scheme in 0..3 {
        for class in 1..=5 {
            let fill = &colours(css, &format!("q{class}"))[scheme];
            // Print writes on pale classes alone.
            let dark = class < 4 || scheme == 2;
            let text = if dark { &ink[scheme] } else { &ground[scheme] };
            let contrast = contrast(fill, text);
            assert!(contrast >= 4.5, "scheme {scheme}: {text} on {fill}: {contrast:.2}");
        }
        for series in 1..=6 {
            let fill = &colours(css, &format!("s{series}"))[scheme];
            let contrast = contrast(fill, &ground[scheme]);
            assert!(contrast >= 4.5, "scheme {scheme}: on {fill}: {contrast:.2}");
        }
        assert!(contrast(&edge[scheme], &ground[scheme]) >= 3.0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_outside_and_nothing_overlaps(
        places in 1_usize..14,
        groups in 1_usize..5,
        values in prop::collection::vec(prop::option::weighted(0.9, 0.0..1500.0_f64), 7..60),
        scale in prop::sample::select(vec![-1.0, 0.001, 1.0, 100_000.0]),
        target: bool,
    ) {
        let theme = theme();
        let scaled: Vec<Option<f64>> =
            values.iter().map(|it| it.map(|it| it * scale)).collect();
        let csv = table(places, groups, false, &scaled);
        let yaml = YAML.replace("'%'", "'per 100,000 people of working age, in any kind of work'");
        let drawn = dataset(&csv, &yaml);
        let over = if target { ", target: true" } else { "" };
        let blocks = [
            format!("type: bar, x: Place, series: Group{over}"),
            format!("type: bar, x: Place{over}"),
            format!("type: dot, x: Place, series: Group{over}"),
            format!("type: dot, x: Place{over}"),
            "type: slope, series: Group".to_owned(),
            "type: heatmap, x: Place, y: Group".to_owned(),
            "type: heatmap, x: Group, y: Place".to_owned(),
            "type: heatmap, x: Group".to_owned(),
            "type: heatmap, y: Place".to_owned(),
        ];
        for block in blocks {
            let request = request(&format!("{{ data: d, {block} }}"));
            if let Some(why) = refused(&drawn, &request) {
                // Where no row is about the whole of a column, its values would be mixed.
                prop_assert!(why.contains("would mix"), "{block}: {why}\n{csv}");
                continue;
            }
            if let Err(message) = measured(&theme, &drawn, &request) {
                prop_assert!(false, "{block}: {message}\n{csv}");
            }
        }
        let positive: Vec<Option<f64>> =
            values.iter().map(|it| it.map(|it| it * scale.abs() + 0.001)).collect();
        let csv = table(places, groups, true, &positive);
        let people = dataset(&csv, "title: T\nunit: people\n");
        for block in [
            "type: stacked, series: Group, where: { Place: 0-4 }",
            "type: stacked, x: Place, series: Group",
            "type: pyramid, x: Place, series: Group, where: { Year: 2022 }",
        ] {
            let request = request(&format!("{{ data: d, {block} }}"));
            if block.contains("pyramid") && !is_pair(&csv) {
                continue;
            }
            if let Some(why) = refused(&people, &request) {
                prop_assert!(why.contains("nothing of"), "{block}: {why}\n{csv}");
                continue;
            }
            if let Err(message) = measured(&theme, &people, &request) {
                prop_assert!(false, "{block}: {message}\n{csv}");
            }
        }
    }
}
