//! A build on top of an earlier one gives what a whole build gives, byte for byte, and says the same.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests write and read sites"
)]

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path, time::SystemTime};

use prokash::{
    build::{Options, Outcome, build},
    diag::Severity,
};
use tempfile::TempDir;

/// How many edits are made; the site is built after each few of them. `PROKASH_EDITS` asks for another
/// number.
const EDITS: usize = 300;

/// A site that is edited.
struct Edited {
    folder: TempDir,
    dice: Dice,
    /// How it is built.
    options: Options,
    /// What was done to it, to be told when something differs.
    done: Vec<String>,
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % sides as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

const PAGES: [&str; 9] = [
    "index",
    "about",
    "notes/a",
    "notes/b",
    "notes/c",
    "notes/d",
    "notes/index",
    "workshops/w",
    "plans/p",
];
/// What the settings put into the menu.
const MENUS: [&str; 4] = ["[indicators, notes]", "[about]", "[]", "[goals, tags]"];
/// Names of datasets.
const DATASETS: [&str; 3] = ["8-6-1", "4-1-1", "jobs"];

impl Edited {
    fn new(seed: u64) -> Self {
        let (folder, dice) = (tempfile::tempdir().unwrap(), Dice(seed));
        let options = Options { singles: true, ..Options::default() };
        let done = vec![format!("PROPTEST_RNG_SEED={seed}")];
        let mut edited = Self { folder, dice, options, done };
        edited.write("prokash.yaml", &settings("[indicators, notes]"));
        for page in PAGES {
            edited.mend(&format!("content/{page}.bn.md"));
            edited.mend(&format!("content/{page}.en.md"));
        }
        for id in DATASETS {
            edited.dataset(id);
        }
        edited
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, path: &str) {
        let _ = fs::remove_file(self.root().join(path));
    }

    /// Other words in a page, and sometimes other headings, charts, links or numbers.
    fn words(&mut self) -> String {
        let path = self.page_file();
        let Ok(old) = fs::read_to_string(self.root().join(&path)) else { return path };
        let words = self.dice.one(&["প্রথম শব্দ", "other words", "words of 2017", "যুব"]);
        let text = match self.dice.roll(6) {
            0 => format!("{old}\n{}", paragraph(&mut self.dice)),
            1 => old.replace("words", "things"),
            2 => old.replace("---\n\n", "# of an editor\n---\n\n"),
            3 => format!("{old}\n[Part](#part-0)\n"),
            _ => format!("{old}\n{words}\n"),
        };
        self.write(&path, &text);
        format!("words in {path}")
    }

    /// One edit, of any kind.
    fn edit(&mut self) -> String {
        match self.dice.roll(30) {
            0..=4 => self.page(),
            5..=8 => self.lines(),
            9 | 10 => {
                let page = self.page_file();
                self.remove(&page);
                format!("without {page}")
            }
            11 => {
                let (from, to) = (self.page_file(), self.page_file());
                let moved = fs::rename(self.root().join(&from), self.root().join(&to));
                format!("{from} to {to}: {}", moved.is_ok())
            }
            12 | 13 => {
                let id = self.dice.one(&DATASETS);
                self.dataset(id)
            }
            14 => {
                let id = self.dice.one(&DATASETS);
                self.remove(&format!("data/{id}.csv"));
                self.remove(&format!("data/{id}.yaml"));
                format!("without {id}")
            }
            22..=24 => self.cell(),
            it => self.surroundings(it),
        }
    }

    /// One edit of what is no page and no data.
    fn surroundings(&mut self, which: usize) -> String {
        match which {
            15 => self.theme(),
            16 => {
                let picture = format!("content/notes/{}.png", self.dice.roll(2));
                if self.dice.roll(3) == 0 {
                    self.remove(&picture);
                } else {
                    self.write(&picture, &self.dice.0.to_string());
                }
                picture
            }
            17 => {
                let menu = self.dice.one(&MENUS);
                self.write("prokash.yaml", &settings(menu));
                format!("menu {menu}")
            }
            18 => {
                let out = [
                    "en/index.html",
                    "bn/notes/a.html",
                    "assets/style.css",
                    "stray/x.html",
                ];
                let out = format!("site/{}", self.dice.one(&out));
                if self.dice.roll(2) == 0 {
                    self.remove(&out);
                } else {
                    self.write(&out, "tampered");
                }
                format!("{out} tampered with")
            }
            19 => {
                let text = format!(
                    "- term: {{ bn: যুব, en: Words }}\n  definition: D{}\n",
                    self.dice.roll(2)
                );
                self.write("content/glossary.yaml", &text);
                "glossary".to_owned()
            }
            20 => {
                self.write("data/8-6-1.csv", "Year,Value\n2017,3\n2018,4\n");
                "data 8-6-1 alone".to_owned()
            }
            25 | 26 => {
                let (language, n) = (self.dice.one(&["bn", "en"]), self.dice.roll(3));
                let path = format!("themes/prokash/i18n/{language}.yaml");
                self.write(&path, &format!("words:\n  kind.note: Note {n}\n"));
                format!("{path} {n}")
            }
            27 => {
                // PDFs are slow to make where nothing is kept.
                self.options.pdfs = self.dice.roll(12) == 0;
                self.options.singles = self.options.pdfs || self.dice.roll(2) == 0;
                format!("PDFs {}, {}", self.options.pdfs, self.options.singles)
            }
            _ => "nothing".to_owned(),
        }
    }

    /// Another line of front matter in a page whose text stays.
    fn lines(&mut self) -> String {
        let path = self.page_file();
        let Ok(old) = fs::read_to_string(self.root().join(&path)) else { return path };
        let dice = &mut self.dice;
        let line = match dice.roll(4) {
            0 => format!("tags: [{}, New]", dice.one(&["One", "Two"])),
            1 => format!("date: 2020-01-0{}", 1 + dice.roll(3)),
            2 => format!("summary: Summary {}.", dice.roll(2)),
            _ => format!("title: Name {}", dice.roll(3)),
        };
        let key = line.split(':').next().unwrap().to_owned();
        let same = |it: &&str| it.starts_with(&key);
        let text = match old.lines().find(same) {
            Some(found) => old.replacen(found, &line, 1),
            None => old.replacen("---\n", &format!("---\n{line}\n"), 1),
        };
        self.write(&path, &text);
        format!("{line} in {path}")
    }

    /// Another number in a table, or another word in its metadata.
    fn cell(&mut self) -> String {
        let id = self.dice.one(&DATASETS);
        let (path, from, to) = match self.dice.roll(5) {
            0 => ("yaml", "title: Data", "title: Other data"),
            1 => ("yaml", "unit: '%'", "unit: { bn: জন, en: persons }"),
            2 => ("yaml", "organisation: S", "organisation: T"),
            3 => ("csv", "10.5", "11.5"),
            _ => ("csv", "12.5", "13.25"),
        };
        let path = format!("data/{id}.{path}");
        let Ok(old) = fs::read_to_string(self.root().join(&path)) else { return path };
        self.write(&path, &old.replacen(from, to, 1));
        format!("{to} in {path}")
    }

    fn page_file(&mut self) -> String {
        let (page, language) = (self.dice.one(&PAGES), self.dice.one(&["bn", "en"]));
        format!("content/{page}.{language}.md")
    }

    fn page(&mut self) -> String {
        let path = self.page_file();
        // Few values, so that edits often leave some part as it was, or bring an earlier one back.
        let dice = &mut self.dice;
        let mut text = format!("---\ntitle: Title {}\n", dice.roll(2));
        if dice.roll(3) > 0 {
            let _ = writeln!(text, "date: 202{}-01-0{}", dice.roll(2), 1 + dice.roll(2));
        }
        if dice.roll(3) > 0 {
            let _ =
                writeln!(text, "tags: [{}, Shared]", dice.one(&["One", "one", "Two"]));
        }
        if dice.roll(4) == 0 {
            text.push_str("summary: In short.\n");
        }
        if dice.roll(8) == 0 {
            text.push_str("draft: true\n");
        }
        if dice.roll(12) == 0 {
            text.push_str("release: 2100-01-01\n");
        }
        if dice.roll(3) == 0 {
            let _ = writeln!(
                text,
                "indicators: [{}]\nreforms: [R{}]",
                dice.one(&DATASETS),
                dice.roll(2)
            );
        }
        if path.contains("workshops") {
            text.push_str("workshop: { groups: [{ title: G, indicators: [8-6-1] }] }\n");
        }
        if path.contains("plans") {
            let _ = writeln!(
                text,
                "plan: {{ actions: [{{ action: A{}, start: 2027-01-01 }}] }}",
                dice.roll(2)
            );
        }
        text.push_str("---\n\n");
        for _ in 0..dice.roll(4) {
            text.push_str(&paragraph(dice));
        }
        self.write(&path, &text);
        path
    }

    fn dataset(&mut self, id: &str) -> String {
        let dice = &mut self.dice;
        let mut table = "Year,Sex,Value\n".to_owned();
        for year in 2015..2017 + dice.roll(3) {
            for sex in ["", "Female", "Male"] {
                let _ = writeln!(table, "{year},{sex},{}.5", 10 + dice.roll(3));
            }
        }
        let title = dice.roll(2);
        let target =
            if dice.roll(2) == 0 { "" } else { "targets: [{ year: 2030, value: 3 }]\n" };
        let indicator = if id == "jobs" {
            String::new()
        } else {
            format!("indicator: {}\n", id.replace('-', "."))
        };
        let metadata = format!(
            "{indicator}title: Data {title}\nunit: '%'\ndirection: down\n{target}source: {{ organisation: S }}\n"
        );
        self.write(&format!("data/{id}.csv"), &table);
        self.write(&format!("data/{id}.yaml"), &metadata);
        format!("data {id}")
    }

    fn theme(&mut self) -> String {
        let (path, text) = match self.dice.roll(4) {
            0 => ("themes/prokash/assets/style.css", "p { color: red }"),
            1 => ("themes/prokash/assets/style.css", "p { color: blue }"),
            2 => ("themes/prokash/templates/tags.html", "<main>{{ title.text }}</main>"),
            _ => {
                let path = self.dice.one(&[
                    "themes/prokash/assets/style.css",
                    "themes/prokash/templates/tags.html",
                ]);
                self.remove(path);
                return format!("built-in {path}");
            }
        };
        self.write(path, text);
        path.to_owned()
    }

    /// A page with headings to link to and nothing wrong with it.
    fn mend(&self, path: &str) {
        self.write(path, "---\ntitle: Mended\n---\n\n## Part 0\n\n## Part 1\n\nWords.\n");
    }

    /// Puts in the place of everything with an error something without.
    fn mend_all(&mut self, outcome: &Outcome) {
        for id in DATASETS {
            self.dataset(id);
        }
        self.write("prokash.yaml", &settings("[indicators]"));
        self.remove("themes/prokash/templates/tags.html");
        self.done.push("mended".to_owned());
        for diagnostic in
            outcome.diagnostics.iter().filter(|it| it.severity == Severity::Error)
        {
            if let Some(span) = diagnostic.span
                && outcome.files.path(span.file).starts_with("content/")
            {
                self.mend(outcome.files.path(span.file));
            }
        }
    }

    /// Builds on top of what is there and whole, and compares. Gives what came of it.
    fn compare(&mut self) -> Came {
        let out = |folder: &str| Some(self.root().join(folder));
        let asked = &self.options;
        let again = Options { out: out("site"), cached: true, ..asked.clone() };
        let whole = Options { out: out("whole"), ..asked.clone() };
        let (again, whole) =
            (build(self.root(), &again).unwrap(), build(self.root(), &whole).unwrap());
        let done = &self.done;
        assert_eq!(said(&again), said(&whole), "after {done:#?}");
        assert_eq!(again.written.is_some(), whole.written.is_some(), "after {done:#?}");
        if again.written.is_some() {
            let made = |it: &Outcome| (it.pages, it.charts);
            assert_eq!(made(&again), made(&whole), "after {done:#?}");
            let (left, right) =
                (read(&self.root().join("site")), read(&self.root().join("whole")));
            let differ: Vec<_> = left
                .keys()
                .chain(right.keys())
                .filter(|it| left.get(*it) != right.get(*it))
                .collect();
            assert!(differ.is_empty(), "{differ:#?} differ after {done:#?}");
        }
        match again.written {
            None => {
                self.mend_all(&again);
                Came::Nothing
            }
            Some(it) if it.changed < it.files => Came::Part,
            Some(_) => Came::Whole,
        }
    }
}

/// What a build wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    Nothing,
    Part,
    Whole,
}

fn settings(menu: &str) -> String {
    // With an address, pages have cards to be shared with, which take long to draw.
    let address = if menu == "[about]" { "base_url: https://example.org\n" } else { "" };
    format!(
        "title: {{ bn: নমুনা, en: Sample }}\nlanguages: [bn, en]\nmenu: {menu}\n{address}"
    )
}

fn paragraph(dice: &mut Dice) -> String {
    match dice.roll(9) {
        0 => format!("Words {}.\n\n", dice.roll(3)),
        1 => format!("## Part {}\n\n", dice.roll(2)),
        2 => format!("[Link](/{}.md)\n\n", dice.one(&PAGES)),
        3 => format!("[Part](/{}.md#part-{})\n\n", dice.one(&PAGES), dice.roll(2)),
        4 => format!(
            "It is `={}` and [data](data:{}).\n\n",
            dice.one(&DATASETS),
            dice.one(&DATASETS)
        ),
        5 => format!("```chart\ndata: {}\nseries: Sex\n```\n\n", dice.one(&DATASETS)),
        6 => format!(
            "```chart\ndata: {}\ntitle: T{}\n```\n\n",
            dice.one(&DATASETS),
            dice.roll(2)
        ),
        7 => format!("![Picture](/notes/{}.png)\n\n", dice.roll(2)),
        _ => "```timeline\nplan: /plans/p.md\n```\n\n<script>x</script>\n\n".to_owned(),
    }
}

fn said(outcome: &Outcome) -> Vec<String> {
    let said = outcome.diagnostics.iter().map(|it| {
        let place = it.span.map(|span| {
            (outcome.files.path(span.file).to_owned(), outcome.files.position(span))
        });
        format!(
            "{} {place:?} {} {:?} {:?}",
            it.rule.code(),
            it.message.english(),
            it.help,
            it.labels.len()
        )
    });
    said.collect()
}

fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = all.filter(|it| it.file_type().is_file());
    let name =
        |it: &Path| it.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
    files.map(|it| (name(it.path()), fs::read(it.path()).unwrap())).collect()
}

/// Where the edits begin: as the properties do, from the seed in the environment, or else by chance.
fn seed() -> u64 {
    let given = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|it| it.parse().ok());
    let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    given.unwrap_or_else(|| u64::from(now().unwrap().subsec_nanos()))
}

#[test]
fn random_edits_come_to_what_a_whole_build_comes_to() {
    let wanted = std::env::var("PROKASH_EDITS").ok().and_then(|it| it.parse().ok());
    let (wanted, mut edits) = (wanted.unwrap_or(EDITS), 0);
    let mut site = Edited::new(seed());
    let mut came = BTreeMap::<Came, usize>::new();
    while edits < wanted {
        let texts_alone = site.dice.roll(2) == 0;
        for _ in 0..=site.dice.roll(7) {
            let edit = if texts_alone { site.words() } else { site.edit() };
            site.done.push(edit);
            edits += 1;
        }
        *came.entry(site.compare()).or_default() += 1;
        site.done.push("built".to_owned());
    }
    // Had most builds met errors or made everything, little would have been compared.
    let builds: usize = came.values().sum();
    assert!(
        came[&Came::Part] > builds / 8 && came[&Came::Whole] > builds / 10,
        "{came:?}"
    );
}
