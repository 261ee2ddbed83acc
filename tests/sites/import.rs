//! Downloaded files of every kind become datasets that build at once.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests write and read sites"
)]

use std::{
    fs,
    io::{Cursor, Write},
    path::Path,
};

use assert_cmd::Command;
use flate2::{Compression, write::GzEncoder};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

/// A site to import into.
pub(crate) struct Site(TempDir);

impl Site {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = "title: { bn: নমুনা, en: Sample }\nlanguages: [bn, en]\n";
        fs::write(folder.path().join("prokash.yaml"), settings).unwrap();
        Self(folder)
    }

    fn command(&self) -> Command {
        let mut command = Command::cargo_bin("prokash").unwrap();
        let downloads =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/downloads");
        command.current_dir(downloads).arg("--root").arg(self.0.path());
        command
    }

    /// The exit status of an import, and what was said.
    pub(crate) fn import(&self, words: &[&str]) -> (i32, String) {
        let output = self.command().arg("import").args(words).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(said).unwrap())
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> String {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    /// Every dataset of the site.
    pub(crate) fn data(&self) -> String {
        let mut paths = Vec::new();
        let mut folders = vec!["data".to_owned()];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(self.0.path().join(&folder)) else { continue };
            for entry in entries.map(Result::unwrap) {
                let path =
                    format!("{folder}/{}", entry.file_name().into_string().unwrap());
                let is_folder = entry.file_type().unwrap().is_dir();
                if is_folder { &mut folders } else { &mut paths }.push(path);
            }
        }
        paths.sort();
        let texts = paths.iter().map(|it| {
            let text = self.read(it);
            format!("--- {it}\n{}\n", text.trim_start_matches('\u{FEFF}').trim_end())
        });
        if paths.is_empty() { "no data\n".to_owned() } else { texts.collect() }
    }

    pub(crate) fn build(&self) {
        self.command().arg("build").arg("--no-pdf").assert().success();
    }

    /// What was said and written, which must build.
    fn imported(&self, words: &[&str]) -> String {
        let (status, said) = self.import(words);
        assert_eq!(status, 0, "{said}");
        assert!(said.lines().count() <= 24, "{said}");
        self.command().arg("build").assert().success();
        format!("{said}{}", self.data())
    }
}

macro_rules! family {
    ($($name:ident: $($word:literal)+;)*) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!(Site::new().imported(&[$($word),+]));
        })*
    };
}

family! {
    un_database: "un.csv" "--where" "GeoAreaCode=050";
    un_database_without_brackets: "un-plain-heads.csv";
    un_database_under_one_name: "un.csv" "--where" "country=bangladesh" "--as" "both";
    un_database_one_sex: "un.csv" "--where" "Country=বাংলাদেশ" "--where" "sex=নারী";
    sdmx_csv_1: "sdmx-1.csv";
    sdmx_csv_1_one_code: "sdmx-1.csv" "--where" "URBANISATION=Rural";
    sdmx_csv_2_with_decimal_commas: "sdmx-2.csv";
    sdmx_csv_with_columns_of_labels: "sdmx-labels.csv" "--where" "Reference area=Bangladesh" "--as" "housing";
    sdmx_csv_with_labels_in_cells: "sdmx-both.csv";
    sdmx_csv_of_eurostat: "eurostat.csv";
    world_bank: "world-bank.csv" "--where" "Country Code=BGD";
    world_bank_countries_side_by_side: "world-bank.csv" "--where" "Country=Bangladesh" "--where" "Country=IND";
    world_bank_databank: "databank.csv";
    ilostat_with_labels: "ilostat-labels.csv";
    ilostat_with_codes: "ilostat-codes.csv" "--where" "ref_area=Bangladesh";
    our_world_in_data: "owid.csv" "--where" "Entity=Bangladesh";
    our_world_in_data_everywhere: "owid.csv" "--where" "Country=*";
    open_sdg: "open-sdg.csv";
    some_years: "world-bank.csv" "--where" "Country=Bangladesh" "--where" "Year=2022";
}

/// A workbook with a cover, and on its second sheet the same indicator twice over.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("Cover").unwrap();
    cover.write(0, 0, "Sample indicators").unwrap();
    let sheet = book.add_worksheet().set_name("Data 1").unwrap();
    sheet.write(0, 0, "Table 1: share of youth").unwrap();
    for (column, head) in ["Year", "Sex", "Units", "Value"].iter().enumerate() {
        sheet.write(2, column as u16 + 1, *head).unwrap();
    }
    let places = Format::new().set_num_format("0.00");
    for (at, (year, sex, value)) in
        [(2017, "Total", 0.1 + 0.2), (2017, "Female", 46.8), (2022, "Total", 15.0)]
            .into_iter()
            .enumerate()
    {
        let row = at as u32 + 3;
        sheet.write(row, 1, year).unwrap();
        sheet.write(row, 2, sex).unwrap();
        sheet.write(row, 3, "PERCENT").unwrap();
        sheet.write_with_format(row, 4, value, &places).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// A workbook of rows of texts and numbers.
fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32, column as u16);
            match (cell.parse::<f64>(), cell.split_once('/')) {
                (Ok(number), _) => sheet.write(row, column, number).unwrap(),
                (_, Some((year, month))) => {
                    let (year, month) = (year.parse().unwrap(), month.parse().unwrap());
                    let day = ExcelDateTime::from_ymd(year, month, 1).unwrap();
                    let format = Format::new().set_num_format("yyyy-mm-dd");
                    sheet.write_with_format(row, column, &day, &format).unwrap()
                }
                _ => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

fn from_workbook(bytes: &[u8], words: &[&str]) -> String {
    let site = Site::new();
    let path = site.write("book.xlsx", bytes);
    site.imported(&[&[path.as_str()], words].concat())
}

#[test]
fn xlsx_tidy() {
    insta::assert_snapshot!(from_workbook(&workbook(), &["--as", "youth"]));
}

#[test]
fn xlsx_wide() {
    let rows: [&[&str]; 4] = [
        &["Division", "Sex", "2019", "2020", "2021"],
        &["Total", "Total", "10.5", "", "11"],
        &["Dhaka", "F", "9.25", "..", "0.1"],
        &["Dhaka", "M", "12", "not yet known", "<5"],
    ];
    insta::assert_snapshot!(from_workbook(&sheet(&rows), &[]));
}

#[test]
fn xlsx_of_the_world_bank() {
    let rows: [&[&str]; 6] = [
        &["Data Source", "World Development Indicators"],
        &["Last Updated Date", "2026/4"],
        &[""],
        &[
            "Country Name",
            "Country Code",
            "Indicator Name",
            "Indicator Code",
            "2019",
            "2020",
        ],
        &[
            "Bangladesh",
            "BGD",
            "Sample share (% of youth)",
            "XX.SAM.ZS",
            "21.5",
            "31.123456789",
        ],
        &["India", "IND", "Sample share (% of youth)", "XX.SAM.ZS", "30", "31"],
    ];
    insta::assert_snapshot!(from_workbook(&sheet(&rows), &["--where", "Country=BGD"]));
}

#[test]
fn xlsx_with_dates() {
    let rows: [&[&str]; 3] = [&["Year", "Value"], &["2022/1", "3.5"], &["2022/12", "4"]];
    insta::assert_snapshot!(from_workbook(&sheet(&rows), &["--as", "prices"]));
}

#[test]
fn a_file_about_many_places_asks_which_one() {
    let site = Site::new();
    let (status, said) = site.import(&["world-bank.csv"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(format!("{said}{}", site.data()));
}

#[test]
fn a_filter_that_picks_nothing_names_the_nearest() {
    let site = Site::new();
    let mut said = String::new();
    for filter in
        ["Contry=Bangladesh", "Country=Bangladsh", "Sex=Femal", "TimePeriod=1999"]
    {
        let (status, one) = site.import(&["un.csv", "--where", filter]);
        assert_eq!(status, 1, "{filter}");
        said += &one;
    }
    insta::assert_snapshot!(said + &site.data());
}

#[test]
fn what_is_no_table_is_refused_by_name() {
    let site = Site::new();
    let mut said = String::new();
    for (name, bytes) in [
        ("letter.csv", b"Dear Sir,\nplease find attached\n".as_slice()),
        ("empty.csv", b""),
        ("archive.csv", b"PK\x03\x04rest of a zip"),
        ("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("broken.xlsx", b"PK\x03\x04 xl/workbook.xml"),
        ("no-rows.csv", b"Year,Sex,Value\n"),
        ("twice.csv", b"Year,Sex,Value\n2016,,10.4\n2016,,14.5\n"),
        ("prose.csv", b"Year,Value\n17 May to 11 June,4.2\n2020,twelve\n"),
        ("ragged.csv", b"Year,Sex,Value\n2020,Male\n2021,,3,extra\n"),
    ] {
        let path = site.write(name, bytes);
        let (status, one) = site.import(&[&path]);
        assert_eq!(status, 1, "{name}: {one}");
        said += &one.replace(&format!("{}/", site.0.path().display()), "");
    }
    insta::assert_snapshot!(said + &site.data());
}

#[test]
fn wrong_usage_and_failing_machines_have_their_status() {
    let site = Site::new();
    assert_eq!(site.import(&["un.csv", "--where", "Bangladesh"]).0, 2);
    assert_eq!(site.import(&["un.csv", "--as", "a/b"]).0, 2);
    assert_eq!(site.import(&["not-there.csv"]).0, 3);
    fs::write(site.0.path().join("data"), "in the way").unwrap();
    assert_eq!(site.import(&["databank.csv"]).0, 3);
    fs::remove_file(site.0.path().join("prokash.yaml")).unwrap();
    assert_eq!(site.import(&["databank.csv"]).0, 1);
}

#[test]
fn diagnostics_are_json_where_asked() {
    let site = Site::new();
    let output = site
        .command()
        .args(["--message-format", "json", "import", "world-bank.csv"])
        .output()
        .unwrap();
    let line = String::from_utf8(output.stdout).unwrap();
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["code"], "P0362");
    assert_eq!(line["file"], "world-bank.csv");
    let output = site
        .command()
        .args(["--message-format", "json", "import", "databank.csv"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = Site::new();
    let (status, said) = site.import(&["databank.csv", "--dry-run"]);
    assert_eq!(status, 0);
    assert!(said.contains("would"), "{said}");
    assert_eq!(site.data(), "no data\n");
}

#[test]
fn a_newer_download_is_held_against_the_old_one() {
    let site = Site::new();
    let old = "Entity,Code,Year,Share (%)\nBangladesh,BGD,2015,10.0\nBangladesh,BGD,2016,11\nBangladesh,BGD,2017,12\n";
    let new = "Entity,Code,Year,Share (%)\nBangladesh,BGD,2016,11\nBangladesh,BGD,2017,14.4\nBangladesh,BGD,2018,13\n";
    let first = site.write("share.csv", old.as_bytes());
    site.imported(&[&first]);
    let (_, same) = site.import(&[&first]);
    assert!(same.contains("same values") && same.contains("nothing"), "{same}");
    let edited = site.read("data/share.yaml") + "direction: up\n";
    let edited = edited.replace("Our World in Data", "Ministry");
    site.write("data/share.yaml", edited.as_bytes());
    let second = site.write("share.csv", new.as_bytes());
    let said = site.imported(&[&second, "--accessed", "2026-11-24"]);
    let edited = edited.replace("source:\n", "source:\n  accessed: 2026-11-24\n");
    assert_eq!(site.read("data/share.yaml"), edited);
    insta::assert_snapshot!(said.replace(&format!("{}/", site.0.path().display()), ""));
    let changes = site.read("site/data/v1/changes.json");
    assert!(changes.contains("\"from\": \"12\"") && changes.contains("\"to\": \"14.4\""));
}

#[test]
fn a_reason_and_a_day_go_into_the_metadata_that_is_kept() {
    let site = Site::new();
    let table = |value: &str| {
        format!("Entity,Code,Year,Share (%)\nBangladesh,BGD,2015,{value}\n")
    };
    let file = |value: &str| site.write("share.csv", table(value).as_bytes());
    site.imported(&[&file("10"), "--accessed", "2025-01-01"]);
    let second = ["--accessed", "2026-01-01", "--why", "a new census"];
    site.imported(&[&[file("11").as_str()], &second[..]].concat());
    let third = ["--accessed", "2026-02-01", "--why", "নতুন হিসাব"];
    let said = site.imported(&[&[file("12").as_str()], &third[..]].concat());
    insta::assert_snapshot!(said.replace(&format!("{}/", site.0.path().display()), ""));
    let changes = site.read("site/data/v1/changes.json");
    for told in ["a new census", "নতুন হিসাব", "\"from\": \"10\"", "\"to\": \"12\""]
    {
        assert!(changes.contains(told), "{changes}");
    }
}

#[test]
fn open_sdg_repositories_are_refused_with_the_reason() {
    let site = Site::new();
    let settings = site.read("prokash.yaml") + "data: open-sdg\n";
    site.write("prokash.yaml", settings.as_bytes());
    let (status, said) = site.import(&["databank.csv"]);
    assert_eq!(status, 1);
    assert!(said.contains("[P0365]"), "{said}");
    assert_eq!(site.data(), "no data\n");
}

/// A ZIP archive of `files`.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::DEFAULT).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::default());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

#[test]
fn packed_downloads_are_opened() {
    let site = Site::new();
    let table: &[u8] = b"Year,Sex,Value\n2020,,12.30\n2020,Male,13\n";
    let other: &[u8] = b"Year,Value\n2020,1\n";
    let workbook = sheet(&[&["Year", "Value"], &["2020", "3.5"]]);
    let said = |name: &str, bytes: &[u8], more: &[&str]| {
        let path = site.write(name, bytes);
        let (status, said) = site.import(&[&[path.as_str()], more].concat());
        let said = said.replace(&format!("{}/", site.0.path().display()), "");
        format!("{name}: {status}\n{said}\n")
    };
    let read_me = ("README.txt", b"How to read this".as_slice());
    let several = zip(&[("a/one.csv", table), ("a/two.csv", other), read_me]);
    let all = [
        said("table.csv.gz", &gzip(table), &["--as", "gz"]),
        said("one.zip", &zip(&[read_me, ("t.csv", table)]), &["--as", "zip"]),
        said("book.zip", &zip(&[("b.xlsx", &workbook)]), &["--as", "book"]),
        said("several.zip", &several, &[]),
        said("several.zip", &several, &["--member", "TWO.csv", "--as", "two"]),
        said("several.zip", &several, &["--member", "tow.csv"]),
        said("none.zip", &zip(&[read_me]), &[]),
        said("deep.zip", &gzip(&gzip(&gzip(&gzip(table)))), &[]),
    ];
    insta::assert_snapshot!(all.concat() + &site.data());
}

#[test]
fn what_the_world_bank_says_of_an_indicator_is_kept() {
    let site = Site::new();
    let data = "\u{FEFF}\"Data Source\",\"World Development Indicators\",\r\n\r\n\
                \"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2020\",\r\n\
                \"Bangladesh\",\"BGD\",\"Share (% of youth) (sample)\",\"XX.SAM.ZS\",\"21.5\",\r\n";
    let about = "\"INDICATOR_CODE\",\"INDICATOR_NAME\",\"SOURCE_NOTE\",\"SOURCE_ORGANIZATION\",\r\n\
                 \"XX.SAM.ZS\",\"Share\",\"Youth of the sample,\nin per cent.\",\"Sample office\",\r\n";
    let archive = zip(&[
        ("Metadata_Indicator_API_XX.SAM.ZS.csv", about.as_bytes()),
        ("API_XX.SAM.ZS.csv", data.as_bytes()),
    ]);
    let path = site.write("API_XX.zip", &archive);
    let (status, said) = site.import(&[path.as_str()]);
    assert_eq!(status, 0, "{said}");
    insta::assert_snapshot!(site.read("data/xx-sam-zs.yaml"));
}

/// A file of some kilobytes that unpacks to more than a gigabyte costs an error, not memory.
#[test]
fn bombs_are_refused() {
    let zeros = vec![b'0'; 1 << 20];
    let mut gz = GzEncoder::new(Vec::new(), Compression::best());
    (0..600).for_each(|_| gz.write_all(&zeros).unwrap());
    let bomb = gz.finish().unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["xl/workbook.xml", "xl/sharedStrings.xml"] {
        zip.start_file(name, SimpleFileOptions::DEFAULT).unwrap();
        (0..300).for_each(|_| zip.write_all(&zeros).unwrap());
    }
    let book = zip.finish().unwrap().into_inner();
    let site = Site::new();
    for (name, bytes) in [("bomb.csv.gz", bomb), ("bomb.xlsx", book)] {
        assert!(bytes.len() < 2 << 20);
        let path = site.write(name, &bytes);
        let (status, said) = site.import(&[&path]);
        assert_eq!(status, 1);
        assert!(said.contains("more than 512 MiB come out of this file"), "{said}");
    }
}

#[test]
fn a_download_among_the_data_is_told_of() {
    let site = Site::new();
    for name in ["world-bank", "un", "owid", "ilostat-codes", "databank"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/downloads");
        let bytes = fs::read(folder.join(format!("{name}.csv"))).unwrap();
        site.write(&format!("data/{name}.csv"), &bytes);
        site.write(&format!("data/{name}.yaml"), b"title: x\n");
    }
    let output = site.command().arg("check").output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let told: Vec<&str> = said.lines().filter(|it| it.contains("[P0301]")).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn our_own_export_is_the_same_dataset() {
    let site = Site::new();
    site.imported(&["un.csv", "--where", "GeoAreaCode=50"]);
    for id in ["8-5-2", "1-2-1"] {
        let exported = site.0.path().join(format!("site/data/{id}.csv"));
        let (status, said) = site.import(&[exported.to_str().unwrap(), "--as", id]);
        assert_eq!(status, 0, "{said}");
        assert!(said.contains("same values"), "{said}");
    }
    let tidy = "data/un-again.csv";
    let (_, said) =
        site.import(&["un.csv", "--where", "GeoAreaCode=50", "--as", "un-again"]);
    assert!(said.contains(tidy), "{said}");
}
