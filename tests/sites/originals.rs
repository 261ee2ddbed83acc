//! Oddities of files as their makers give them out, a small table of its own for each.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::import::Site;

/// What is said of an import of `bytes` as a file called `name`, and what it wrote.
fn imported(name: &str, bytes: &[u8], words: &[&str]) -> String {
    let site = Site::new();
    let path = site.write(name, bytes);
    let (_, said) = site.import(&[&[path.as_str()], words].concat());
    format!("{said}{}", site.data())
}

fn check(name: &str, bytes: &[u8], words: &[&str], there: &[&str]) {
    let all = imported(name, bytes, words);
    for text in there {
        assert!(all.contains(text), "{text}\n---\n{all}");
    }
}

fn check_text(text: &str, there: &[&str]) {
    check("a.csv", text.as_bytes(), &[], there);
}

#[test]
fn a_row_of_data_with_a_year_and_a_date_is_no_head() {
    let table = "IndicatorCode,Location,Period,FactValueNumeric,Value,DateModified\n\
                 X_1,Bangladesh,2019,74.25,74.3 [73.5-75.1],2024-08-02T05:00:00.000Z\n\
                 X_1,Nepal,2019,70.9,70.9 [70.1-71.6],2024-08-02T05:00:00.000Z\n";
    check_text(table, &["P0360", "IndicatorCode, Location, Period", "no data"]);
}

#[test]
fn runs_of_years_are_no_months() {
    let table = "Year,Value\n2003-05,13.9\n2010-12,10.1\n2013-15,8.7\n";
    check_text(table, &["2003-2005,13.9\n2010-2012,10.1\n2013-2015,8.7"]);
    check_text("Year,Value\n2003-05,1\n2003-06,2\n2003-07,3\n", &["2003-05,1"]);
    let wide = "Area,2003-05,2004-06,2005-07,2011-13\nDhaka,1,2,3,4\nKhulna,5,6,7,8\n";
    check_text(wide, &["2003-2005,Dhaka,1\n2004-2006,Dhaka,2"]);
}

#[test]
fn a_percent_sign_behind_a_number_is_its_unit() {
    let table = "Year,Sex,Value\n2016,,15.2%\n2017,,১৬ %\n";
    check_text(table, &["in %", "2016,15.2\n2017,১৬", "unit: { bn: \"%\", en: \"%\" }"]);
    let mixed = "Year,Sex,Value\n2016,F,15.2%\n2016,M,7\n";
    check_text(mixed, &["Year,Sex,Units,Value", "2016,F,%,15.2\n2016,M,,7"]);
    let other = "Year,Units,Value\n2016,Number,15.2%\n";
    check_text(other, &["has its unit in the cell", "no data"]);
}

#[test]
fn a_cell_that_shows_percent_is_read_as_it_shows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let percent = Format::new().set_num_format("0.0%");
    sheet.write(0, 0, "Year").unwrap().write(0, 1, "Value").unwrap();
    for (row, (year, share)) in [(2019, 0.153), (2020, 0.1825)].into_iter().enumerate() {
        let row = row as u32 + 1;
        sheet.write(row, 0, year).unwrap();
        sheet.write_with_format(row, 1, share, &percent).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    check("a.xlsx", &bytes, &[], &["in %", "2019,15.3\n2020,18.25"]);
}

#[test]
fn a_merged_cell_stands_beside_each_of_its_rows() {
    let mut book = Workbook::new();
    let (sheet, plain) = (book.add_worksheet(), Format::new());
    for (column, head) in ["Division", "Year", "Value"].into_iter().enumerate() {
        sheet.write(0, column as u16, head).unwrap();
    }
    for (row, year, value) in
        [(1, 2019, 1.5), (2, 2020, 1.6), (3, 2021, 2.5), (4, 2022, 2.6)]
    {
        sheet.write(row, 1, year).unwrap().write(row, 2, value).unwrap();
    }
    sheet.merge_range(1, 0, 2, 0, "Dhaka", &plain).unwrap();
    sheet.merge_range(3, 0, 4, 0, "Khulna", &plain).unwrap();
    let rows = "2019,Dhaka,1.5\n2020,Dhaka,1.6\n2021,Khulna,2.5\n2022,Khulna,2.6";
    check("a.xlsx", &book.save_to_buffer().unwrap(), &[], &[rows]);
}

#[test]
fn a_printed_table_has_two_rows_of_heads_a_caption_and_a_source() {
    let mut book = Workbook::new();
    let (sheet, plain) = (book.add_worksheet(), Format::new());
    sheet.merge_range(0, 0, 0, 4, "Table 3.4: Poverty rate (%)", &plain).unwrap();
    sheet.merge_range(2, 0, 3, 0, "Division", &plain).unwrap();
    sheet.merge_range(2, 1, 2, 2, "2016", &plain).unwrap();
    sheet.merge_range(2, 3, 2, 4, "2022", &plain).unwrap();
    for (column, group) in ["Rural", "Urban", "Rural", "Urban"].into_iter().enumerate() {
        sheet.write(3, column as u16 + 1, group).unwrap();
    }
    sheet.write(4, 0, "Barishal").unwrap();
    for (column, value) in [25.7, 30.4, 28.4, 21.3].into_iter().enumerate() {
        sheet.write(4, column as u16 + 1, value).unwrap();
    }
    sheet.write(5, 0, "Khulna").unwrap().write(5, 1, 31).unwrap();
    sheet.write(7, 0, "Source: Sample Survey").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let said = [
        "5 values, 2016 to 2022",
        "2016,Barishal,Rural,25.7\n2022,Barishal,Rural,28.4\n2016,Barishal,Urban,30.4\n2022,Barishal,Urban,21.3",
        "title: { en: \"Poverty rate (%)\" }",
        "unit: { bn: \"%\", en: \"%\" }",
        "organisation: { en: \"Sample Survey\" }",
    ];
    check("a.xlsx", &bytes, &[], &said);
}

#[test]
fn a_multiplier_is_part_of_the_unit() {
    let table = "Year,Units,Unit measure,Observation status,Unit multiplier,Value\n\
                 2018,Protected area,Hectares,Undefined,Million,21.1\n\
                 2018,Share of the sea,Percentage (%),Undefined,Units,23.8\n";
    let rows = "2018,Protected area,Million hectares,21.1\n2018,Share of the sea,%,23.8";
    check_text(
        table,
        &["Year,Series,Units,Value", rows, "a multiplier went into the unit"],
    );
    // The same table among the data of a site.
    let site = Site::new();
    site.write("data/14-5-1.csv", table.as_bytes());
    site.write(
        "data/14-5-1.yaml",
        b"indicator: 14.5.1\nsource: { organisation: Sample }\n",
    );
    site.build();
    let built = site.read("site/data/14-5-1.csv");
    assert!(built.contains("Million hectares,21.1"), "{built}");
}

#[test]
fn a_first_row_of_numbers_is_no_second_head() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in ["Area", "Sex", "2019", "2020"].into_iter().enumerate() {
        sheet.write(0, column as u16, head).unwrap();
    }
    sheet.write(1, 2, 12.5).unwrap().write(1, 3, 13).unwrap();
    sheet.write(2, 0, "Dhaka").unwrap().write(2, 1, "Female").unwrap();
    sheet.write(2, 2, 7).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    check("a.xlsx", &bytes, &[], &["2019,,,12.5\n2020,,,13\n2019,Dhaka,Female,7"]);
}

#[test]
fn years_have_other_names_too() {
    check_text("অর্থবছর,মান\n২০২০-২১,5\n", &["2020-21,5"]);
    check_text("সাল,মান\n২০২০,#N/A\n২০২১,6\n", &["2021,6"]);
}

#[test]
fn measures_of_the_databank_are_datasets_by_their_codes() {
    let table = "Time,Time Code,Country Name,Country Code,\"Rate (% of adults) [XX.A.ZS]\",Sum (current US$) [XX.B.CD]\n\
                 2019,YR2019,Bangladesh,BGD,74.68,351\n";
    check_text(
        table,
        &[
            "xx-a-zs: 1 value, 2019, in %",
            "xx-b-cd: 1 value",
            "title: { en: \"Rate (% of adults)\" }",
        ],
    );
}

#[test]
fn thousands_in_a_title_of_ilostat_are_the_unit() {
    let table = "ref_area.label,indicator.label,sex.label,time,obs_value\n\
                 Bangladesh,Employment by sex (thousands),Sex: Total,2017,59536.2\n";
    check_text(table, &["in Thousands", "unit: { bn: \"হাজার\", en: \"thousand\" }"]);
}

#[test]
fn codes_of_the_ilo_in_sdmx_are_words() {
    let table = "DATAFLOW,REF_AREA,MEASURE,SEX,AGE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,NOTE_SOURCE\n\
                 ILO:DF_X(1.0),BGD,X,SEX_T,AGE_YTHADULT_YGE15,2022,4.3,PT,R1:1\n\
                 ILO:DF_X(1.0),BGD,X,SEX_F,AGE_YTHADULT_YGE15,2022,5.9,PT,R1:1\n\
                 ILO:DF_X(1.0),BGD,X,SEX_T,AGE_YTHADULT_Y15-24,2022,12.9,PT,R1:1\n";
    check_text(
        table,
        &["2022,,15+,4.3\n2022,,15-24,12.9\n2022,Female,15+,5.9", "total: \"15+\""],
    );
}

#[test]
fn columns_of_labels_give_the_words() {
    let table = "STRUCTURE,FREQ,FREQ_LABEL,REF_AREA,REF_AREA_LABEL,INDICATOR,INDICATOR_LABEL,UNIT_MEASURE,UNIT_MEASURE_LABEL";
    let row = "datastructure,A,Annual,BGD,Bangladesh,XX_A,Share of adults,PT,Percentage";
    let long = format!("{table},TIME_PERIOD,OBS_VALUE\n{row},2020,74.9\n");
    check_text(&long, &["title: { en: \"Share of adults\" }", "2020,74.9", "in %"]);
    let wide = format!("{table},2020,2021\n{row},74.9,76\n");
    check_text(&wide, &["title: { en: \"Share of adults\" }", "2020,74.9\n2021,76"]);
    let eurostat = "STRUCTURE,STRUCTURE_NAME,freq,Time frequency,age,Age class,geo,Geopolitical entity,TIME_PERIOD,Time,OBS_VALUE\n\
                    dataflow,Sample rate,A,Annual,Y15-24,From 15 to 24 years,X1,Sample Union,2022,,74.6\n\
                    dataflow,Sample rate,A,Annual,TOTAL,Total,X1,Sample Union,2022,,70\n";
    check_text(
        eurostat,
        &["values of Sample Union", "Year,Age,Value\n2022,,70\n2022,15-24,74.6"],
    );
}

#[test]
fn a_chart_of_our_world_in_data_brings_its_unit() {
    let meta = r#"{ "chart": {}, "columns": { "Share": { "unit": "deaths per 100 births", "descriptionShort": "What it is.", "citationShort": "Makers (2025)" } } }"#;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("share.csv", "Entity,Code,Year,Share\nBangladesh,BGD,2020,3.5\n"),
        ("share.metadata.json", meta),
        ("readme.md", "# Share\n"),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    let said = [
        "in deaths per 100 births",
        "definition: { en: \"What it is.\" }",
        "organisation: { en: \"Our World in Data: Makers (2025)\" }",
    ];
    check("share.zip", &bytes, &[], &said);
}

#[test]
fn numbers_of_another_source_ask_for_its_name() {
    let site = Site::new();
    let first =
        site.write("a.csv", b"Entity,Code,Year,Share (%)\nBangladesh,BGD,2020,3.5\n");
    site.import(&[&first, "--as", "share"]);
    let (_, said) = site.import(&[&first, "--as", "share"]);
    assert!(!said.contains("into data/share.yaml: source"), "{said}");
    let table = b"ref_area,indicator,time,obs_value\nBGD,X_RT,2020,3.7\n";
    let second = site.write("b.csv", table);
    let (_, said) = site.import(&[&second, "--as", "share"]);
    let line = "into data/share.yaml: source: { organisation: { en: \"ILOSTAT\" } }";
    assert!(said.contains(line), "{said}");
}
