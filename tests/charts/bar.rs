//! Bars, side by side and stacked.

use proptest::prelude::*;

use crate::{YAML, dataset, measured, refusal, request, snapshots, svg, theme};
use prokash::chart::Form;

/// Shares of employment whose parts add up to a hundred, by year and by place.
const SHARES: &str = "Year,Place,Sector,Value\n\
    2010,,Agriculture,47.5\n2010,,Industry,17.7\n2010,,Services,34.8\n\
    2013,,Agriculture,45.1\n2013,,Industry,20.8\n2013,,Services,34.1\n\
    2017,,Agriculture,40.6\n2017,,Industry,20.4\n2017,,Services,39.0\n\
    2017,ঢাকা,Agriculture,22.1\n2017,ঢাকা,Industry,31.2\n2017,ঢাকা,Services,46.7\n\
    2017,রাজশাহী,Agriculture,55.3\n2017,রাজশাহী,Industry,12.6\n2017,রাজশাহী,Services,32.1\n\
    2017,কুড়িগ্রাম ও লালমনিরহাট জেলার প্রত্যন্ত এলাকা,Agriculture,68.9\n\
    2017,কুড়িগ্রাম ও লালমনিরহাট জেলার প্রত্যন্ত এলাকা,Industry,2.4\n\
    2017,কুড়িগ্রাম ও লালমনিরহাট জেলার প্রত্যন্ত এলাকা,Services,28.7\n";

const SHARES_YAML: &str = "title: { bn: খাত অনুযায়ী কর্মসংস্থান, en: Employment by sector }\nunit: '%'\ndecimals: 1\n\
    source: { organisation: { bn: বিবিএস, en: BBS } }\n\
    dimensions: { Sector: { values: { Agriculture: { bn: কৃষি, en: Agriculture }, Industry: { bn: শিল্প, en: Industry }, Services: { bn: সেবা, en: Services } } } }\n";

#[test]
fn bars_of_categories_and_of_years() {
    let csv = "Year,Place,Value\n2019,কুড়িগ্রাম ও লালমনিরহাট জেলার প্রত্যন্ত এলাকা,12.5\n2019,Dhaka,40\n2019,Sylhet,0.2\n\
               2019,,20\n2020,,22\n2021,,-3\n";
    let (theme, dataset) = (theme(), dataset(csv, YAML));
    let places = request("{ data: d, x: Place, where: { Year: 2019 } }");
    let years = request("{ data: d, type: bar }");
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

/// Values with confidence intervals, one of them estimated.
const BOUNDS: &str = "Year,Sex,Place,Value,Lower bound,Upper bound,Obs status\n\
    2017,,,27.4,26.1,28.7,\n2017,Female,,44.6,42.9,46.3,\n2017,Male,,9.9,8.7,11.1,\n\
    2022,,,21.3,20.1,22.5,\n2022,Female,,34.8,33.2,36.4,\n2022,Male,,6.1,5.0,7.2,E\n\
    2022,,Dhaka,18.2,16.0,20.4,\n2022,Female,Dhaka,31.9,28.8,35.0,\n2022,Male,Dhaka,4.4,2.5,6.3,\n\
    2022,,Sylhet,30.5,25.0,36.0,\n2022,Female,Sylhet,51.2,44.0,58.4,\n2022,Male,Sylhet,9.1,4.3,13.9,E\n";

#[test]
fn bars_have_whiskers_and_values_to_compare_with() {
    let yaml = format!("{YAML}baseline: {{ year: 2015, value: 28.9 }}\n");
    let dataset = dataset(BOUNDS, &yaml);
    let level =
        "levels: [{ value: 22, label: { bn: দক্ষিণ এশিয়ার গড়, en: Mean of South Asia } }]";
    snapshots(
        "bars_over_time",
        &dataset,
        &request(&format!(
            "{{ data: d, type: bar, series: Sex, target: true, {level} }}"
        )),
    );
    snapshots(
        "bars_by_place",
        &dataset,
        &request(&format!("{{ data: d, x: Place, series: Sex, target: true, {level} }}")),
    );
}

#[test]
fn the_whole_stands_out_where_it_can_be_compared() {
    let rates = dataset("Year,Place,Value\n2022,,20\n2022,A,18\n2022,B,30\n", YAML);
    let by_place = request("{ data: d, x: Place }");
    let svg = |dataset| svg(&theme(), dataset, &by_place, "en", Form::Wide);
    let drawn = svg(&rates);
    assert!(drawn.contains("<text class=\"t b\""), "{drawn}");
    assert_eq!(drawn.matches("class=\"f s2\"").count(), 1, "{drawn}");
    let counts = dataset(
        "Year,Place,Value\n2022,,500\n2022,A,180\n2022,B,320\n",
        "title: T\nunit: people\n",
    );
    let drawn = svg(&counts);
    assert!(!drawn.contains(">500<"), "{drawn}");
}

#[test]
fn ages_keep_their_order_and_places_are_sorted() {
    let order = |csv: &str| {
        let dataset = dataset(csv, "title: T\nunit: '%'\n");
        let by = request("{ data: d, x: Group }");
        let svg = svg(&theme(), &dataset, &by, "en", Form::Wide);
        let titles = svg.split("<title>").skip(1);
        titles.map(|it| it.split(':').next().unwrap_or_default().to_owned()).collect()
    };
    let check = |csv: &str, expect: &[&str]| {
        let order: Vec<String> = order(csv);
        assert_eq!(order, expect);
    };
    check(
        "Year,Group,Value\n2020,Richest,9\n2020,Poorest,12\n2020,Middle,30\n",
        &["Poorest", "Middle", "Richest"],
    );
    check("Year,Group,Value\n2020,A,9\n2020,B,12\n2020,C,30\n", &["C", "B", "A"]);
}

#[test]
fn parts_of_a_whole_are_stacked() {
    let dataset = dataset(SHARES, SHARES_YAML);
    snapshots(
        "stacked_over_time",
        &dataset,
        &request("{ data: d, type: stacked, series: Sector }"),
    );
    snapshots(
        "stacked_by_place",
        &dataset,
        &request("{ data: d, type: stacked, series: Sector, x: Place }"),
    );
}

#[test]
fn what_is_no_part_is_not_stacked() {
    let check = |csv: &str, yaml: &str, block: &str, expect: &str| {
        let found = refusal(&dataset(csv, yaml), &request(block));
        assert!(found.contains(expect), "{block}: {found}");
    };
    let rates = "Year,Sex,Value\n2020,,15\n2020,Female,20\n2020,Male,10\n";
    let stacked = "{ data: d, type: stacked, series: Sex }";
    check(rates, YAML, stacked, "add up to 30, more than 15");
    check(rates, YAML, "{ data: d, type: stacked }", "no column names them");
    let mixed = "Year,Sex,Value\n2020,Female,20\n2020,Male,-10\n";
    check(mixed, "title: T\n", stacked, "above and below zero");
    let hundred = "Year,Sex,Value\n2020,Female,70\n2020,Male,60\n";
    check(hundred, YAML, stacked, "add up to 130, more than 100");
    check(rates, YAML, "{ data: d, type: bar, scale: log }", "has no log scale");
    check(
        SHARES,
        YAML,
        "{ data: d, type: stacked, series: Sector, target: true }",
        "no place for a target",
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_outside_and_nothing_overlaps(
        series in 1_usize..6,
        values in prop::collection::vec(prop::option::weighted(0.9, -50.0..1500.0_f64), 1..30),
        scale in prop::sample::select(vec![0.001, 1.0, 1000.0]),
        target: bool,
    ) {
        let csv = crate::table(series, &values, scale);
        let split = if series > 1 { "series: Group, " } else { "" };
        let request = request(&format!("{{ data: d, type: bar, {split}target: {target} }}"));
        if let Err(message) = measured(&theme(), &dataset(&csv, YAML), &request) {
            prop_assert!(false, "{message}\n{csv}");
        }
    }
}
