//! A data repository of Open SDG builds as it is.

use crate::support::SiteTest;

/// One indicator in each form that repositories have: configuration and metadata apart, the front
/// matter of Markdown, CSV, and one that nobody has data for yet.
fn repository() -> SiteTest {
    SiteTest::new()
        .write(
            "prokash.yaml",
            "title: { en: Sample, bn: নমুনা }\nlanguages: [en, bn]\ndata: open-sdg\n",
        )
        .write(
            "data/indicator_1-2-1.csv",
            "Year,Geography,Sex,Units,GeoCode,Progress,Value\n2015,Canada,,Percentage,,1,14.5\n\
             2016,Canada,,Percentage,,1,12.9\n2018,Canada,,Percentage,,1,11.0\n2020,Canada,,Percentage,,1,7.2\n\
             2020,Ontario,,Percentage,35,1,6.9\n2020,Canada,Female,Percentage,,1,7.3\n",
        )
        .write(
            "indicator-config/1-2-1.yml",
            "\u{feff}auto_progress_calculation: true\ncomputation_units: Percentage (%)\ncopyright: ''\n\
             data_footnote: '<p>Without <b>reserves</b>.</p>'\ndata_start_values:\n- field: Geography\n  value: Canada\n\
             expected_disaggregations:\n  - Sex\n  - Age group\ngraph_series_breaks:\n- value: 1.5\n\
             graph_target_lines:\n- value: 7.25\ngraph_title: chart.1-2-1-title\ngraph_type: line\n\
             indicator_name: global_indicators.1-2-1-title\nindicator_number: 1.2.1\n\
             progress_calculation_options:\n- direction: negative\n  target: 7.25\n  target_year: 2030\n\
             precision:\n- decimals: 1\nreporting_status: complete\n\
             sources:\n- organisation: Statistics Canada\n  url: https://example.org/a\n  periodicity: Annual\n",
        )
        .write(
            "meta/1-2-1.yml",
            "STAT_CONC_DEF: Low income.\nSDG_GOAL: ''\nDOC_METHOD: a\nDOC_METHOD: From surveys.\n",
        )
        .write("meta/bn/1-2-1.yml", "STAT_CONC_DEF: নিম্ন আয়।\n")
        .write(
            "translations/bn/data.yml",
            "Geography: এলাকা\nFemale: নারী\nPercentage: শতাংশ\nOntario: অন্টারিও\nFemale: নারী\n",
        )
        .write("translations/bn/Geography.yml", "Canada: কানাডা\n")
        .write(
            "translations/en/global_indicators.yml",
            "1-2-1-title: Poverty by the national line\n3-2-1-title: Under-five mortality\n",
        )
        .write("data/indicator_3-2-1.csv", "Year,Value\n2010,76\n2015,50\n2020,45\n")
        .write(
            "meta/3-2-1.md",
            "---\nindicator: 3.2.1\nindicator_name: Under-five mortality rate\ngraph_type: bar\n\
             reporting_status: complete\ncomputation_units: Deaths per 1000 live births\n\
             source_active_1: true\nsource_organisation_1: NISR\nsource_url_1: 'http://example.org'\n\
             source_active_2: false\nsource_url_text_2: Link to source\n---\n\nText.\n",
        )
        .write("data/indicator_1-3-1-b.csv", "Year,Value\n2019,3\n2020,4\n")
        .write(
            "meta/1-3-1-b.csv",
            "indicator_name,\"Pensioners, covered\"\nreporting_status,partial\nDATA_SOURCE,Ministry\n",
        )
        .write(
            "meta/17-1-1.yml",
            "indicator_name: Revenue\nindicator_number: 17.1.1\nreporting_status: notstarted\n",
        )
        .build()
}

#[test]
fn a_repository_builds_as_it_is() {
    let site = repository();
    insta::assert_snapshot!("repository_diagnostics", site.diagnostics());
    insta::assert_snapshot!("repository_list", site.main("en/indicators/index.html"));
    insta::assert_snapshot!("repository_en", site.main("en/indicators/1-2-1.html"));
    insta::assert_snapshot!("repository_bn", site.main("bn/indicators/1-2-1.html"));
    let markdown = site.main("en/indicators/3-2-1.html");
    assert!(markdown.contains("Deaths per 1000 live births"), "{markdown}");
    assert!(
        markdown.contains("<a rel=\"external\" href=\"http://example.org\">NISR</a>")
    );
    assert!(site.main("en/indicators/1-3-1-b.html").contains("Pensioners, covered"));
    assert!(site.main("en/indicators/17-1-1.html").contains("Exploring data sources"));
}

/// Bars of parts, a line with words, lines of one unit, and parts that are none.
#[test]
fn the_graph_settings_of_a_repository_reach_its_charts() {
    let parts = "Year,Sex,Value\n2018,Female,40\n2018,Male,60\n2019,Female,42\n2019,Male,58\n\
                 2020,Female,45.5\n2020,Male,54.5\n";
    let stacked = "graph_type: bar\ngraph_stacked_disaggregation: Sex\ncomputation_units: Percent\nreporting_status: complete\n";
    let site = SiteTest::new()
        .write("prokash.yaml", "title: { en: S }\nlanguages: [en]\ndata: open-sdg\n")
        .write("data/indicator_1-2-1.csv", "Year,Value\n2015,20\n2016,22\n2018,21\n2020,30\n")
        .write(
            "meta/1-2-1.yml",
            "indicator_name: Rate\nindicator_number: 1.2.1\nreporting_status: complete\ngraph_type: line\n\
             computation_units: Percent\ngraph_limits:\n- minimum: 0\n  maximum: 80\n- unit: tons\n  maximum: 900\n\
             graph_annotations:\n- value: 25\n  label: { content: Mean of the region }\n- value: 1900\n  unit: tons\n  label: { content: Of tons }\n\
             - mode: vertical\n  value: 2\n  label: { content: chart.law }\n- value: 12.5\n  preset: target_line\n\
             graph_series_breaks:\n- value: 0.5\n",
        )
        .write("translations/en/chart.yml", "law: A new law\n")
        .write("data/indicator_3-2-1.csv", parts)
        .write("meta/3-2-1.yml", &format!("indicator_name: Shares\nindicator_number: 3.2.1\n{stacked}"))
        .write("data/indicator_4-1-1.csv", &parts.replace("45.5", "145.5"))
        .write("meta/4-1-1.yml", &format!("indicator_name: Rates\nindicator_number: 4.1.1\n{stacked}"))
        .build();
    assert!(!site.diagnostics().contains("error"), "{}", site.diagnostics());
    let line = site.file("en/indicators/1-2-1.html");
    for words in
        ["Mean of the region: 25", "A new law", "Target 2030: 12.5", ">80</text>", "2016"]
    {
        assert!(line.contains(words), "{words}\n{line}");
    }
    assert!(!line.contains("Of tons") && !line.contains("1,900"), "{line}");
    let shares = site.file("en/indicators/3-2-1.html");
    assert!(shares.contains("<desc>Stacked bar"), "{shares}");
    assert!(shares.contains("data-name=\"Female\""), "{shares}");
    let rates = site.file("en/indicators/4-1-1.html");
    assert!(rates.contains("<desc>") && !rates.contains("<desc>Stacked"), "{rates}");
}

#[test]
fn what_is_broken_in_a_repository_is_reported() {
    let site = SiteTest::new()
        .write("prokash.yaml", "title: { en: S }\nlanguages: [en]\ndata: open-sdg\n")
        .write("data/indicator_1-2-1.csv", "Year,Value\n2015,1\n2015,2\n")
        .write("meta/1-2-1.yml", "indicator_name: [\n")
        .write("translations/en/data.yml", "a: [\n")
        .build();
    insta::assert_snapshot!("repository_broken", site.diagnostics());
}

#[test]
fn an_indicator_without_a_total_has_a_chart_of_its_groups() {
    let site = SiteTest::new()
        .write("prokash.yaml", "title: Sample\nlanguages: [en]\ndata: open-sdg\n")
        .write(
            "data/indicator_11-6-2.csv",
            "Year,Units,Particles,Region,Town,GeoCode,Value\n2016,mg,PM 2.5,Astana,,KZ05,0.02\n\
             2017,mg,PM 2.5,Astana,,KZ05,0.02\n2016,mg,PM 2.5,,Semey,,0.002\n2018,mg,PM 2.5,,Semey,,0.0023\n\
             2015,mg,,Shymkent,Aksu,KZ18,0.019\n2014,mg,PM 10,Astana,,KZ05,0.018000000000000002\n\
             2014,mg,PM 10,,,,0.011000000000000001\n2015,mg,PM 10,,,,0.006999999999999999\n",
        )
        .write(
            "meta/11-6-2.md",
            "---\ngraph_type: line\ngraph_title: Air\nsource_organisation_1: Kazhydromet\n---\n\nText.\n",
        )
        .build();
    assert_eq!(site.diagnostics(), "");
    let chart = site.file("charts/11-6-2.en.svg");
    assert!(chart.contains("PM 10") && chart.contains("0.0070"), "{chart}");
}
