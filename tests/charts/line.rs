//! Lines, areas and panels.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::{YAML, dataset, measured, refusal, request, snapshots, svg, theme};
use prokash::chart::Form;

/// What a statistician has: bounds, provisional, estimated and forecast values, a gap, a break,
/// a baseline with milestones and a target.
const FULL: (&str, &str) = (
    "Year,Sex,Value,Lower,Upper,Obs status\n2010,,30,28,32,\n2011,,29,27.5,31,\n2012,,28.2,27,30,\n\
     2013,,27,26,28.5,\n2017,,24.4,23,26,P\n2018,,22,20,24,E\n2019,,20,,,\n2020,,18,,,F\n2021,,16,,,F\n\
     2010,Female,44.9,,,\n2011,Female,43,,,\n2012,Female,42,,,\n2017,Female,36,,,\n2018,Female,33,,,\n\
     2010,Male,14.9,,,\n2011,Male,15,,,\n2012,Male,16,,,\n2017,Male,16,,,\n2018,Male,13,,,\n",
    "title: { bn: 'শিক্ষা, কর্ম বা প্রশিক্ষণে নেই', en: Not in education }\n\
     unit: { bn: '% (১৫-২৪ বছর)', en: '% of people aged 15-24' }\ndecimals: 1\ndirection: down\n\
     source: { organisation: { bn: আইএলও, en: ILO } }\nbaseline: { year: 2012, value: 28.2 }\n\
     targets: [{ year: 2020, value: 20 }, { year: 2025, value: 12 }, { year: 2030, value: 5 }]\n\
     breaks: [{ year: 2013, note: { bn: সংশোধিত, en: Revised } }]\n",
);

#[test]
fn lines_with_a_break_an_estimate_and_a_target() {
    let csv = "Year,Sex,Value,Obs status\n2010,,30,\n2013,,32.04,\n2016,,28.9,\n2017,,27.4,\n2022,,15,E\n\
               2010,Female,44.9,\n2013,Female,42.1,\n2014,Female,,\n2016,Female,47,\n2017,Female,44.6,\n";
    let request = request("{ data: d, type: line, series: Sex, target: true }");
    snapshots("line", &dataset(csv, YAML), &request);
}

#[test]
fn a_line_on_its_way_to_a_target() {
    let request = request(
        "{ data: d, target: true, levels: [{ value: 25, label: { bn: দক্ষিণ এশিয়া, en: South Asia } }], \
         annotations: [{ year: 2015, text: { bn: এসডিজি গৃহীত, en: The goals are adopted } }] }",
    );
    snapshots("aim", &dataset(FULL.0, FULL.1), &request);
}

#[test]
fn a_panel_for_each_group() {
    let request = request("{ data: d, type: line, facet: Sex }");
    snapshots("panels", &dataset(FULL.0, FULL.1), &request);
}

#[test]
fn areas_start_at_zero_and_log_axes_do_not() {
    let csv = "Year,Value\n2000,12\n2001,30\n2002,70\n2003,120\n2004,330\n2005,800\n";
    let dataset = dataset(csv, "title: T\nunit: { bn: জন, en: people }\n");
    snapshots("area", &dataset, &request("{ data: d, type: area }"));
    snapshots("log", &dataset, &request("{ data: d, type: line, scale: log }"));
}

#[test]
fn what_would_mislead_is_refused() {
    let dataset = dataset(FULL.0, FULL.1);
    let check = |yaml: &str, expect: &str| {
        let found = refusal(&dataset, &request(yaml));
        assert!(found.contains(expect), "{yaml}: {found}");
    };
    check("{ data: d, scale: log }", "less than 10 times");
    check("{ data: d, type: area, scale: log }", "size of an area");
    check("{ data: d, type: area, series: Sex }", "shows one series");
    check("{ data: d, type: bar, facet: Sex }", "only lines");
}

#[test]
fn a_chart_is_small_in_both_languages() {
    let mut csv = "Year,Sex,Value\n".to_owned();
    for year in 2005..2025 {
        writeln!(csv, "{year},Female,{}.5\n{year},Male,{}.5", year - 1965, 2042 - year)
            .expect("writing to a string");
    }
    let dataset = dataset(&csv, YAML);
    let request = request("{ data: d, series: Sex }");
    for lang in ["bn", "en"] {
        for form in [Form::Wide, Form::Narrow] {
            let svg = svg(&theme(), &dataset, &request, lang, form);
            assert_eq!(svg.matches("<title>").count(), 40);
            assert!(svg.len() <= 6_000, "{lang} {form:?}: {} bytes", svg.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_outside_and_nothing_overlaps(
        series in 1_usize..6,
        values in prop::collection::vec(prop::option::weighted(0.9, -50.0..1500.0_f64), 1..30),
        scale in prop::sample::select(vec![0.001, 1.0, 1000.0]),
        kind in prop::sample::select(vec!["series", "facet"]),
        target: bool,
        baseline: bool,
        long: bool,
        level in prop::option::of(-60.0..2000.0_f64),
        year in prop::option::of(1985_i16..2030),
    ) {
        let csv = crate::table(series, &values, scale);
        let split = if series > 1 { format!("{kind}: Group, ") } else { String::new() };
        let level = level.map_or(String::new(), |it| {
            format!("levels: [{{ value: {it:.2}, label: {{ bn: দক্ষিণ এশিয়ার গড় হার, en: The mean of the region }} }}], ")
        });
        let remark = year.map_or(String::new(), |it| {
            format!("annotations: [{{ year: {it}, text: {{ bn: টেকসই উন্নয়ন অভীষ্ট গৃহীত হয়, en: The goals were adopted then }} }}], ")
        });
        let request = request(&format!(
            "{{ data: d, type: line, {split}{level}{remark}target: {target} }}"
        ));
        let mut yaml = YAML.to_owned();
        if baseline {
            yaml.push_str("baseline: { year: 2000, value: 20 }\n");
        }
        if long {
            yaml = yaml.replace("'%'", "{ bn: প্রতি এক লাখ জীবিত জন্মে মাতৃমৃত্যুর সংখ্যা, en: deaths of mothers per 100 000 live births }");
        }
        if let Err(message) = measured(&theme(), &dataset(&csv, &yaml), &request) {
            prop_assert!(false, "{message}\n{csv}\n{request:?}");
        }
    }
}
