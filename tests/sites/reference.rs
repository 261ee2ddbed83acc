//! The reference of `docs/`: made from what the program takes, and held against what is committed.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read and write the reference"
)]

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use prokash::{
    build::{blocks, schemas},
    cli,
    diag::{Rule, Severity},
};
use serde::Deserialize;
use serde_json::Value;

/// Words in both languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    bn: String,
    en: String,
}

/// A page's own words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    title: Both,
    text: Both,
}

/// What the code does not say: what stands around it, and what it says in Bangla.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    pages: BTreeMap<String, Page>,
    labels: BTreeMap<String, Both>,
    bangla: BTreeMap<String, BTreeMap<String, String>>,
}

/// A rule in Bangla.
#[derive(Deserialize)]
struct Told {
    title: String,
    text: String,
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The reference in one language.
struct Writer<'a> {
    bangla: bool,
    words: &'a Words,
    rules: &'a BTreeMap<String, Told>,
    /// The entries that were asked for, with their page; of Bangla alone.
    asked: RefCell<BTreeSet<(String, String)>>,
    missing: RefCell<Vec<String>>,
}

impl Writer<'_> {
    fn one<'a>(&self, both: &'a Both) -> &'a str {
        if self.bangla { &both.bn } else { &both.en }
    }

    fn word(&self, key: &str) -> &str {
        let word = self.words.labels.get(key);
        self.one(word.unwrap_or_else(|| panic!("reference.yaml has no word `{key}`")))
    }

    /// What the code says of `key` in English, in the page's language.
    fn text(&self, page: &str, key: &str, english: &str) -> String {
        if !self.bangla {
            return one_line(english);
        }
        self.asked.borrow_mut().insert((page.to_owned(), key.to_owned()));
        let told = self.words.bangla.get(page).and_then(|it| it.get(key));
        told.cloned().unwrap_or_else(|| {
            let line = one_line(english);
            self.missing.borrow_mut().push(format!("{page}: {key}: {line}"));
            String::new()
        })
    }

    fn page(&self, name: &str, body: &str) -> String {
        let page = &self.words.pages[name];
        format!(
            "---\ntitle: \"{}\"\n---\n\n{}\n{body}",
            self.one(&page.title),
            self.one(&page.text).trim_end()
        )
    }

    fn head(&self, columns: &[&str]) -> String {
        let names: Vec<_> = columns.iter().map(|it| self.word(it)).collect();
        let rule = vec!["---"; columns.len()].join(" | ");
        format!("\n| {} |\n| {rule} |\n", names.join(" | "))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` as it stands in a text of a page, where code that begins with `=` would be a number.
fn plain(text: &str) -> String {
    text.split('`')
        .enumerate()
        .map(|(at, part)| match (at % 2, part.starts_with('=')) {
            (0, _) => part.to_owned(),
            (_, true) => format!("`` `{part}` ``"),
            _ => format!("`{part}`"),
        })
        .collect()
}

/// `text` as it stands in a cell.
fn cell(text: &str) -> String {
    plain(text).replace('|', "\\|")
}

/// The page of commands.
fn commands(writer: &Writer<'_>) -> String {
    let mut command = cli::command();
    command.build();
    let mut out = format!("\n## {}\n", writer.word("everywhere"));
    out.push_str(&options(writer, &command, "", &|it| it.is_global_set() || own(it)));
    for it in command.get_subcommands().filter(|it| it.get_name() != "help") {
        let name = it.get_name();
        let about = it.get_about().unwrap().to_string();
        let usage = it.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ");
        let _ = write!(
            out,
            "\n## `prokash {name}` {{#{name}}}\n\n{}\n\n```text\n{usage}\n```\n",
            sentence(writer, &writer.text("commands", name, &about))
        );
        let wanted = |arg: &clap::Arg| !arg.is_global_set() && !own(arg);
        out.push_str(&options(writer, it, name, &wanted));
    }
    out
}

/// Whether it is the language of the program's own words, which every command takes.
fn own(arg: &clap::Arg) -> bool {
    arg.get_id() == "speech"
}

fn sentence(writer: &Writer<'_>, text: &str) -> String {
    format!("{}{}", plain(text), if writer.bangla { "।" } else { "." })
}

/// The options of a command as a table; nothing where it has none.
fn options(
    writer: &Writer<'_>,
    command: &clap::Command,
    name: &str,
    wanted: &dyn Fn(&clap::Arg) -> bool,
) -> String {
    let mut rows = String::new();
    for arg in command.get_arguments().filter(|it| wanted(it)) {
        if matches!(arg.get_id().as_str(), "help" | "version") {
            continue;
        }
        let value = arg.get_value_names().unwrap_or_default().join(" ");
        let (key, shown) = match arg.get_long() {
            Some(long) if arg.get_action().takes_values() => {
                (format!("--{long}"), format!("--{long} {value}"))
            }
            Some(long) => (format!("--{long}"), format!("--{long}")),
            None => (value.clone(), value),
        };
        let key = format!("{name} {key}").trim().to_owned();
        let help = arg.get_help().unwrap().to_string();
        let mut text = writer.text("commands", &key, &help);
        for it in arg.get_possible_values() {
            // A switch has values of its own that nobody writes.
            if !arg.get_action().takes_values() {
                break;
            }
            let (value, help) = (it.get_name().to_owned(), it.get_help());
            let help = help.map_or_else(String::new, ToString::to_string);
            let help = writer.text("commands", &format!("{key} {value}"), &help);
            let _ = write!(text, "; `{value}`: {help}");
        }
        let _ = writeln!(rows, "| `{shown}` | {} |", cell(&text));
    }
    if rows.is_empty() {
        return rows;
    }
    writer.head(&["option", "what"]) + &rows
}

/// `schema` without what says that it may be left out.
fn bare(schema: &Value) -> &Value {
    let choices = schema.get("anyOf").and_then(Value::as_array);
    let some = choices.and_then(|all| match all.as_slice() {
        [one, null] if null["type"] == "null" => Some(one),
        _ => None,
    });
    some.unwrap_or(schema)
}

/// Whether it is one text, or one a language.
fn localized(schema: &Value) -> bool {
    let choices = schema.get("anyOf").and_then(Value::as_array);
    choices.is_some_and(|all| all.iter().any(|it| it.get("propertyNames").is_some()))
}

/// The schema of the keys below a key.
fn inner(schema: &Value) -> Option<&Value> {
    let schema = bare(schema);
    let has = |it: &&Value| it.get("properties").is_some() && !localized(it);
    if has(&schema) {
        return Some(schema);
    }
    let titled = |it: &'_ Value| -> bool { it.get("properties").is_some() };
    if let Some(items) = schema.get("items") {
        let many = items.get("anyOf").and_then(Value::as_array);
        let one = many.and_then(|all| all.iter().find(|it| titled(it)));
        let one = one.filter(|_| !localized(items));
        return one.or(Some(items)).filter(has);
    }
    schema.get("additionalProperties").filter(has)
}

/// What kind of value a key takes, in the page's language.
fn kind(writer: &Writer<'_>, schema: &Value) -> String {
    let it = bare(schema);
    let word = |key: &str| writer.word(key).to_owned();
    if localized(it) {
        return word("localized");
    }
    let choices = values(it);
    if choices.iter().any(|it| !it.1.is_empty()) {
        // The words stand in the text, each with what it says.
        return String::new();
    }
    if !choices.is_empty() {
        let codes: Vec<_> = choices.iter().map(|it| format!("`{}`", it.0)).collect();
        return codes.join(", ");
    }
    if let Some(all) = it.get("anyOf").and_then(Value::as_array) {
        let kinds: Vec<_> = all.iter().map(|it| kind(writer, it)).collect();
        return kinds.join("; ");
    }
    let types: Vec<&str> = match &it["type"] {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    match types.first().copied().unwrap_or_default() {
        "string" if it["format"] == "date" => word("date"),
        "string" => word("text"),
        "integer" => word("whole"),
        "number" => word("number"),
        "boolean" => word("switch"),
        "array" if it["items"].get("anyOf").is_some() && inner(it).is_some() => {
            word("list_mixed")
        }
        "array" if inner(it).is_some() => word("list_of_keys"),
        "array" if localized(&it["items"]) => word("list_localized"),
        "array" => word("list"),
        "object" if it.get("properties").is_some() => word("keys"),
        "object" if inner(it).is_some() => word("named_keys"),
        "object" => word("named"),
        other => panic!("no word for the type `{other}`: {it}"),
    }
}

/// The words that a key takes, with what each says.
fn values(schema: &Value) -> Vec<(String, String)> {
    let one = |it: &Value| {
        let text = it.get("description").and_then(Value::as_str).unwrap_or_default();
        let value = it.get("const").or_else(|| it.get("enum")?.get(0));
        value.and_then(Value::as_str).map(|it| (it.to_owned(), text.to_owned()))
    };
    if let Some(all) = schema.get("oneOf").and_then(Value::as_array) {
        return all.iter().filter_map(one).collect();
    }
    let all = schema.get("enum").and_then(Value::as_array);
    all.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|it| (it.to_owned(), String::new()))
        .collect()
}

/// Whether the keys below are those of another page.
fn elsewhere(page: &str, key: &str) -> bool {
    page == "metadata" && key == "chart"
}

/// What is to be known of a value beside what it is: ` *(a text)*`.
fn about(writer: &Writer<'_>, page: &str, (key, value): (&str, &Value)) -> String {
    let kind = if elsewhere(page, key) {
        writer.word("chart_keys").to_owned()
    } else {
        kind(writer, value)
    };
    let default = match &value["default"] {
        Value::String(it) if !it.is_empty() => Some(it.clone()),
        it @ (Value::Bool(_) | Value::Number(_)) => Some(it.to_string()),
        _ => None,
    };
    let default = default.map(|it| format!("{} `{it}`", writer.word("default")));
    let parts: Vec<_> =
        [Some(kind), default].into_iter().flatten().filter(|it| !it.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!(" *({})*", parts.join("; ")) }
}

/// What `key` at the path `full` is, with what each word says that it takes.
fn described(writer: &Writer<'_>, page: &str, (full, value): (&str, &Value)) -> String {
    let english = value["description"].as_str().unwrap_or_default();
    let mut text = writer.text(page, full, english);
    for (value, says) in values(bare(value)).iter().filter(|it| !it.1.is_empty()) {
        let _ = write!(text, " `{value}`: {}", writer.text("values", says, says));
    }
    text
}

/// The keys of `schema` as a table, then those below them.
fn keys(writer: &Writer<'_>, page: &str, schema: &Value, path: &str) -> String {
    let required = schema["required"].as_array();
    let mut out = writer.head(&["key", "what"]);
    let mut below = String::new();
    for (key, value) in schema["properties"].as_object().unwrap() {
        let full = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let text = described(writer, page, (&full, value));
        let about = about(writer, page, (key, value));
        let is_needed = required.is_some_and(|all| all.iter().any(|it| it == key));
        let star = if is_needed {
            format!(" **{}**", writer.word("required"))
        } else {
            String::new()
        };
        let _ = writeln!(out, "| `{key}` | {}{star}{} |", cell(&text), cell(&about));
        if let Some(schema) = inner(value).filter(|_| !elsewhere(page, key)) {
            let _ = write!(below, "\n### `{full}`\n");
            below.push_str(&keys(writer, page, schema, &full));
        }
    }
    out + &below
}

/// The page of one kind of file.
fn file(writer: &Writer<'_>, page: &str, name: &str) -> String {
    let all = schemas();
    let schema = &all.iter().find(|it| it.0 == name).unwrap().1;
    format!("\n## {}\n{}", writer.word("all_keys"), keys(writer, page, schema, ""))
}

/// The page of fenced blocks.
fn fences(writer: &Writer<'_>) -> String {
    let mut out = String::new();
    for (name, schema) in blocks() {
        let what = writer.word(name);
        let _ = write!(out, "\n## `{name}`\n\n{what}\n");
        out.push_str(&keys(writer, name, &schema, ""));
    }
    let _ = write!(out, "\n## `figures`\n\n{}\n", writer.word("figures"));
    out
}

/// The page of diagnostics.
fn diagnostics(writer: &Writer<'_>) -> String {
    let (mut out, mut range) = (String::new(), "");
    for rule in Rule::ALL {
        let code = rule.code();
        if range != &code[..3] {
            range = &code[..3];
            let _ = write!(out, "\n## {}\n", writer.word(range));
        }
        let told = &writer.rules[code];
        let (title, text) = if writer.bangla {
            (told.title.clone(), told.text.trim_end().to_owned())
        } else {
            (rule.title().to_owned(), one_line(rule.explanation()))
        };
        let severity = writer.word(match rule.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        });
        let anchor = code.to_lowercase();
        let _ = write!(
            out,
            "\n### {code}: {} {{#{anchor}}}\n\n*{severity}* {}\n",
            plain(&title),
            plain(&text)
        );
    }
    out
}

/// The pages by path below `docs/`, and what their words lack.
fn reference() -> (BTreeMap<String, String>, Vec<String>) {
    let mut words: Words =
        serde_yaml::from_str(&read("tests/sites/reference.yaml")).unwrap();
    // What `--help` says in Bangla.
    let usage = serde_yaml::from_str(&read("src/cli/words/usage.bn.yaml")).unwrap();
    words.bangla.insert("commands".to_owned(), usage);
    let rules: BTreeMap<String, Told> =
        serde_yaml::from_str(&read("src/diag/bn.yaml")).unwrap();
    let (mut pages, mut missing) = (BTreeMap::new(), Vec::new());
    for (bangla, tag) in [(true, "bn"), (false, "en")] {
        let (asked, lacks) = (RefCell::default(), RefCell::default());
        let writer =
            Writer { bangla, words: &words, rules: &rules, asked, missing: lacks };
        for (name, body) in [
            ("commands", commands(&writer)),
            ("front-matter", file(&writer, "front-matter", "page.schema.json")),
            ("settings", file(&writer, "settings", "prokash.schema.json")),
            ("metadata", file(&writer, "metadata", "dataset.schema.json")),
            ("blocks", fences(&writer)),
            ("diagnostics", diagnostics(&writer)),
        ] {
            let path = format!("docs/content/reference/{name}.{tag}.md");
            pages.insert(path, writer.page(name, &body));
        }
        missing.extend(writer.missing.into_inner());
        if bangla {
            let asked = writer.asked.into_inner();
            for (page, all) in words.bangla.iter().filter(|it| it.0 != "commands") {
                let stale = all
                    .keys()
                    .filter(|it| !asked.contains(&(page.clone(), (*it).clone())));
                missing.extend(stale.map(|it| format!("{page}: {it}: is of nothing")));
            }
        }
    }
    (pages, missing)
}

#[test]
fn the_reference_says_what_the_code_says_in_both_languages() {
    let (pages, missing) = reference();
    assert!(missing.is_empty(), "tests/sites/reference.yaml:\n{}", missing.join("\n"));
    for (path, text) in pages {
        if std::env::var_os("BLESS").is_some() {
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path), &text).unwrap();
        }
        assert!(
            read(&path) == text,
            "{path} is out of date: run this test once with BLESS=1"
        );
    }
}
