//! The schemas for editors of code say what the program says: judged by a validator that knows
//! nothing of it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read and write files"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use prokash::{
    build::schemas,
    diag::FileId,
    model::{Front, Metadata, Settings},
    source::parse_yaml,
};
use serde_json::Value;

/// What a schema says of a YAML text: `None` where it is content.
fn said(name: &str, yaml: &str) -> Option<String> {
    let all = schemas();
    let schema = &all.iter().find(|it| it.0 == name).unwrap().1;
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource(name, schema.clone()).unwrap();
    let mut compiled = boon::Schemas::new();
    let index = compiler.compile(name, &mut compiled).unwrap();
    let value: Value = serde_yaml::from_str(yaml).unwrap();
    compiled.validate(&value, index).err().map(|it| format!("{it:#}"))
}

/// The schema of a file of a site, and the YAML in it.
fn of_file(root: &Path, path: &Path) -> Option<(&'static str, String)> {
    let inner = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
    let text = || fs::read_to_string(path).unwrap();
    if inner == "prokash.yaml" {
        Some(("prokash.schema.json", text()))
    } else if inner.starts_with("data/") && inner.ends_with(".yaml") {
        Some(("dataset.schema.json", text()))
    } else if inner.starts_with("content/") && inner.ends_with(".md") {
        let front = text().split("---\n").nth(1).unwrap().to_owned();
        Some(("page.schema.json", front))
    } else {
        None
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// How many files of the site in `root` were held against their schema.
fn judge(root: &Path) -> usize {
    let mut paths = vec![root.join("prokash.yaml")];
    files(&root.join("content"), &mut paths);
    files(&root.join("data"), &mut paths);
    let mut judged = 0;
    for path in paths {
        if let Some((schema, yaml)) = of_file(root, &path) {
            judged += 1;
            assert_eq!(said(schema, &yaml), None, "{}", path.display());
        }
    }
    judged
}

fn prokash(root: &Path, words: &[&str]) {
    let mut command = Command::cargo_bin("prokash").unwrap();
    command.current_dir(root).args(words).assert().success();
}

#[test]
fn this_repository_and_every_starter_satisfy_the_schemas() {
    assert!(judge(Path::new(env!("CARGO_MANIFEST_DIR"))) > 40);
    let folder = tempfile::tempdir().unwrap();
    prokash(folder.path(), &["new", "site", "ন"]);
    let root = folder.path().join("ন");
    for what in ["note", "workshop", "page", "dataset"] {
        prokash(&root, &["new", what, &format!("a {what}")]);
    }
    prokash(&root, &["new", "indicator", "8.5.2"]);
    assert!(judge(&root) > 16);
}

/// Asserts that the schema and the program refuse `yaml`, or that both take it.
fn both(name: &str, yaml: &str, taken: bool) {
    let file = FileId(0);
    let error = match name {
        "prokash" => parse_yaml::<Settings>(yaml, file, 0).err(),
        "dataset" => parse_yaml::<Metadata>(yaml, file, 0).err(),
        _ => parse_yaml::<Front>(yaml, file, 0).err(),
    };
    assert_eq!(error.is_none(), taken, "the program on {yaml}: {error:?}");
    let said = said(&format!("{name}.schema.json"), yaml);
    assert_eq!(said.is_none(), taken, "the schema on {yaml}: {said:?}");
}

#[test]
fn a_schema_refuses_what_the_program_refuses() {
    let settings = "title: { bn: ক, en: A }\nlanguages: [bn, en]\n";
    for (line, taken) in [
        ("data: open-sdg\nprogress: growth-rate\n", true),
        ("area: { name: { bn: ক }, m49: 50 }\n", true),
        ("titel: A\n", false),
        ("stale_after: soon\n", false),
        ("csv_bom: perhaps\n", false),
        ("progress: fast\n", false),
        ("publisher: { nme: A }\n", false),
        ("tags: { a: { b/n: A } }\n", false),
    ] {
        both("prokash", &format!("{settings}{line}"), taken);
    }
    for (line, taken) in [
        (
            "unit: '%'\nchart: { type: tilemap, where: { Year: 2019, Sex: Female } }\n",
            true,
        ),
        ("expected: [Sex]\nfrequency: 2\nnext_release: 2027-Q2\n", true),
        ("expected: { Sex: [Male], Year: 2015-2024 }\nfrequency: annual\n", true),
        ("source: { organisation: A, accessed: 2026-01-31 }\n", true),
        ("updated:\n", true),
        ("directoin: up\n", false),
        ("direction: sideways\n", false),
        ("decimals: one\n", false),
        ("source: ILO\n", false),
        ("targets: [{ year: 2030 }]\n", false),
        (
            "roadmap: { collect: finished, use: done, publish: done, visualize: done }\n",
            false,
        ),
        ("source: { accessed: 31.1.2026 }\n", false),
        ("frequency: 40\n", false),
        ("chart: { kind: line }\n", false),
    ] {
        both("dataset", &format!("title: A\n{line}"), taken);
    }
    both("dataset", "indicator: 8.6.1\n", true);
    both("dataset", "title: A\nindicator: eight\n", false);
    for (line, taken) in [
        ("kind: report\nextra: { own: [1, two] }\n", true),
        ("sources: [A, { title: B, url: 'https://example.org' }]\n", true),
        ("workshop: { materials: [{ title: A, kind: video }] }\n", true),
        ("sumary: A\n", false),
        ("date: tomorrow\n", false),
        ("draft: 1\n", false),
        ("kind: memo\n", false),
        ("indicators: 8-6-1\n", false),
        ("plan: { actions: [{ acton: A }] }\n", false),
    ] {
        both("page", &format!("title: A\n{line}"), taken);
    }
    // What a page needs is found out after its front matter was read.
    assert!(said("page.schema.json", "summary: A\n").is_some());
    assert!(said("dataset.schema.json", "unit: A\n").is_some());
}

/// The properties of `schema` that say nothing about themselves.
fn silent(schema: &Value, path: &str, found: &mut Vec<String>) {
    let inner = schema.get("properties").and_then(Value::as_object);
    for (key, value) in inner.into_iter().flatten() {
        let path = format!("{path}.{key}");
        let language = matches!(key.as_str(), "bn" | "en");
        if !language && value.get("description").is_none() {
            found.push(path.clone());
        }
        silent(value, &path, found);
    }
    let parts =
        ["anyOf", "oneOf"].into_iter().filter_map(|it| schema.get(it)?.as_array());
    for part in parts.flatten() {
        silent(part, path, found);
    }
    for part in ["items", "additionalProperties"] {
        schema.get(part).into_iter().for_each(|it| silent(it, path, found));
    }
}

#[test]
fn every_key_says_what_it_is_and_every_choice_is_offered() {
    let mut found = Vec::new();
    for (name, schema) in schemas() {
        silent(&schema, name, &mut found);
    }
    assert!(found.is_empty(), "{found:#?}");
    insta::assert_snapshot!("schema_of_settings", format!("{:#}", schemas()[0].1));
    let status = schemas()[1].1["properties"]["status"].to_string();
    assert!(
        status.contains("in-progress") && status.contains("Statistics are being made")
    );
}

#[test]
fn a_new_site_is_wired_into_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    prokash(folder.path(), &["new", "site", "s"]);
    let root = folder.path().join("s");
    let json = |path: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(root.join(path)).unwrap()).unwrap()
    };
    let settings = json(".vscode/settings.json");
    for (schema, files) in settings["yaml.schemas"].as_object().unwrap() {
        assert!(json(schema).is_object() && files.is_string());
    }
    assert_eq!(
        json(".vscode/extensions.json")["recommendations"][0],
        "redhat.vscode-yaml"
    );
    for (name, snippet) in json(".vscode/prokash.code-snippets").as_object().unwrap() {
        assert_eq!(snippet["scope"], "markdown", "{name}");
    }
    let schema = root.join(".vscode/page.schema.json");
    fs::write(&schema, "old").unwrap();
    prokash(&root, &["schema"]);
    assert_eq!(json(".vscode/page.schema.json"), schemas()[2].1);
    prokash(&root, &["schema", "elsewhere"]);
    assert_eq!(json("elsewhere/page.schema.json"), schemas()[2].1);
}
