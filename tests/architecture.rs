//! The picture in `src/lib.rs` holds: who may name whom, which file is the door to which library.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "this test reads the sources"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::visit::Visit;

/// Each module of `src/` and those it may name.
const LAYERS: &[(&str, &str)] = &[
    ("diag", ""),
    ("text", "diag"),
    ("model", "diag text"),
    ("source", "diag text"),
    ("project", "diag text model source"),
    ("content", "diag text model source"),
    ("data", "diag text model source"),
    ("chart", "diag text model"),
    ("progress", "diag model"),
    ("page", "diag text model chart progress"),
    ("review", "diag text model"),
    ("render", "diag text model page"),
    ("output", "diag model source"),
    ("publish", "diag model source render output"),
    (
        "build",
        "diag text model source project content data chart page review render output",
    ),
    ("cli", "diag text model source data review output publish build"),
];

/// Each outside library with a door and the file that is it.
const DOORS: &[(&str, &str)] = &[
    ("walkdir", "source/disk.rs"),
    ("include_dir", "source/embedded.rs"),
    ("serde_yaml", "source/yaml.rs"),
    ("pulldown_cmark", "content/markdown/mod.rs"),
    ("ammonia", "content/clean.rs"),
    ("csv", "data/csv.rs text/csv.rs"),
    ("calamine", "data/import/workbook.rs"),
    ("flate2", "data/import/archive.rs"),
    ("tempfile", "output/file.rs publish/branch.rs"),
    ("plotters", "chart/draw/canvas/mod.rs chart/draw/svg.rs"),
    ("plotters_backend", "chart/draw/svg.rs"),
    ("pulldown_latex", "text/math/read.rs"),
    ("rustybuzz", "text/shape.rs"),
    ("unicode_width", "text/unicode.rs"),
    ("image", "render/picture.rs"),
    ("resvg", "render/png.rs"),
    ("png", "render/png.rs"),
    ("base64", "render/single.rs"),
    ("tera", "render/html/env.rs render/html/filter.rs"),
    ("quick_xml", "render/xml.rs page/paper/drawing.rs"),
    ("qrcode", "page/paper/code.rs"),
    ("typst", "render/pdf/world.rs render/pdf/clusters.rs"),
    ("typst_layout", "render/pdf/world.rs render/pdf/clusters.rs"),
    ("typst_pdf", "render/pdf/world.rs"),
    ("rust_xlsxwriter", "render/export/xlsx.rs"),
    ("zip", "render/export/zip.rs data/import/archive.rs"),
    ("clap", "cli/args.rs cli/usage.rs"),
    ("annotate_snippets", "cli/terminal.rs"),
    ("rustix", "output/stage.rs"),
    ("notify", "cli/serve/watch.rs"),
    ("tiny_http", "cli/serve/server.rs"),
    ("sha2", "publish/sum.rs"),
    ("rusty_s3", "publish/storage.rs"),
    ("ureq", "publish/storage.rs"),
    ("indicatif", "cli/progress.rs"),
];

/// Files may be this long.
const LINES: usize = 500;

struct Source {
    path: String,
    text: String,
    /// First segments after `crate::`, and of every other path.
    inner: BTreeSet<String>,
    outer: BTreeSet<String>,
    supers: bool,
}

#[derive(Default)]
struct Names {
    inner: BTreeSet<String>,
    outer: BTreeSet<String>,
    supers: bool,
}

impl Names {
    fn add(&mut self, segments: &[String]) {
        match segments {
            [first, second, ..] if first == "crate" => {
                self.inner.insert(second.clone());
            }
            [first, second, ..] if first == "super" && second == "super" => {
                self.supers = true;
            }
            [first, ..] => {
                self.outer.insert(first.clone());
            }
            [] => {}
        }
    }

    fn add_tree(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        match tree {
            syn::UseTree::Path(it) => self.add_tree(&it.tree, &with(&it.ident)),
            syn::UseTree::Name(it) => self.add(&with(&it.ident)),
            syn::UseTree::Rename(it) => self.add(&with(&it.ident)),
            syn::UseTree::Glob(_) => self.add(before),
            syn::UseTree::Group(it) => {
                for tree in &it.items {
                    self.add_tree(tree, before);
                }
            }
        }
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> =
            path.segments.iter().map(|it| it.ident.to_string()).collect();
        // `super::super` only counts where it is written as such: a lone name may be a local one.
        if segments.len() > 1 {
            self.add(&segments);
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let tests = item.attrs.iter().any(|it| it.path().is_ident("cfg"));
        if !tests {
            syn::visit::visit_item_mod(self, item);
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    gather(&root, &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let mut names = Names::default();
        names.visit_file(&syn::parse_file(&text).unwrap());
        let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let Names { inner, outer, supers } = names;
        Source { path, text, inner, outer, supers }
    };
    paths.iter().map(read).collect()
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, paths);
        } else if path.extension().is_some_and(|it| it == "rs") {
            paths.push(path);
        }
    }
}

#[test]
fn every_layer_names_only_those_before_it() {
    let layers: BTreeMap<_, _> = LAYERS.iter().copied().collect();
    let mut wrong = Vec::new();
    for source in sources() {
        let Some((layer, _)) = source.path.split_once('/') else { continue };
        let allowed = layers.get(layer).unwrap_or_else(|| panic!("`{layer}` has no row"));
        let allowed: BTreeSet<_> = allowed.split(' ').chain([layer]).collect();
        let named = source.inner.iter().filter(|it| layers.contains_key(it.as_str()));
        let named = named.filter(|it| !allowed.contains(it.as_str()));
        wrong.extend(named.map(|it| format!("{} names {it}", source.path)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_library_has_one_door() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (library, door) in DOORS {
            let through = door.split(' ').any(|it| it == source.path);
            if source.outer.contains(*library) && !through && !is_local(&source, library)
            {
                wrong
                    .push(format!("{} names {library}; its door is {door}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whether a name that looks like a library is a module or function of our own.
fn is_local(source: &Source, name: &str) -> bool {
    let text = &source.text;
    text.contains(&format!("mod {name};")) || text.contains(&format!("super::{name}"))
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    let mut wrong = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//!") {
            wrong.push(format!("{} does not say what it is", source.path));
        }
        if source.supers {
            wrong.push(format!("{} names super::super", source.path));
        }
        let lines = source.text.lines().count();
        if lines > LINES {
            wrong.push(format!("{} has {lines} lines", source.path));
        }
        for name in ["utils", "util", "helpers", "common", "misc"] {
            if source.path.split(['/', '.']).any(|it| it == name) {
                wrong.push(format!("{} is called {name}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_map_names_every_folder() {
    let map =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let map: String = map.unwrap().lines().filter(|it| it.starts_with("//!")).collect();
    let missing: Vec<_> = LAYERS
        .iter()
        .filter(|(layer, _)| !map.contains(&format!("[`{layer}`]")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The sentences that are said in `text`: of each its template and the names of its values.
fn sentences(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let code: Vec<&str> =
        code.lines().filter(|it| !it.trim_start().starts_with("///")).collect();
    let code = code.join("\n");
    let said = code.split("say!(").skip(1).filter(|it| it.trim_start().starts_with('"'));
    said.map(|it| sentence(&it[..closing(it)])).collect()
}

/// Where the parenthesis closes that was opened before `code`.
fn closing(code: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (1, false, false);
    for (at, letter) in code.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    code.len()
}

fn sentence(arguments: &str) -> (String, BTreeSet<String>) {
    let list = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
    let all = syn::parse::Parser::parse_str(list, arguments).unwrap();
    let mut template = String::new();
    let mut names = BTreeSet::new();
    for it in all {
        match it {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(it), .. }) => {
                template = it.value();
            }
            syn::Expr::Assign(it) => drop(names.insert(name(&it.left))),
            it => drop(names.insert(name(&it))),
        }
    }
    (template, names)
}

fn name(place: &syn::Expr) -> String {
    let syn::Expr::Path(it) = place else { panic!("a value has a name") };
    it.path.get_ident().unwrap().to_string()
}

/// The names in braces in `template`.
fn names(template: &str) -> BTreeSet<String> {
    let plain = template.replace("{{", "").replace("}}", "");
    let names = plain.split('{').skip(1).filter_map(|it| it.split('}').next());
    names.map(str::to_owned).collect()
}

#[test]
fn every_sentence_is_there_in_bangla_with_its_values() {
    let catalogue = include_str!("../src/diag/messages.bn.yaml");
    let bangla: BTreeMap<String, String> =
        prokash::source::parse_yaml(catalogue, prokash::diag::FileId::default(), 0)
            .unwrap();
    let said: BTreeMap<_, _> =
        sources().iter().flat_map(|it| sentences(&it.text)).collect();
    let mut wrong = Vec::new();
    for (template, values) in &said {
        if names(template) != *values {
            wrong.push(format!("has other values than names: {template}"));
        }
        match bangla.get(template) {
            None => wrong.push(format!("is not in the catalogue: {template}")),
            Some(it) if names(it) != *values => {
                wrong.push(format!("has other names in Bangla: {template}"));
            }
            Some(_) => {}
        }
    }
    let unsaid = bangla.keys().filter(|it| !said.contains_key(*it));
    wrong.extend(unsaid.map(|it| format!("is said nowhere: {it}")));
    assert!(said.len() > 400 && wrong.is_empty(), "{wrong:#?}");
}
