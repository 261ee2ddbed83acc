//! A theme's author: what is written for them is true, and nothing is wired to the built-in theme.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read sources and themes"
)]

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use crate::support::SiteTest;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below a folder of the repository, by its path there.
fn files(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let path = path.strip_prefix(&root).unwrap();
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// The words of a doc comment.
fn doc(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter_map(|it| match &it.meta {
        syn::Meta::NameValue(syn::MetaNameValue {
            path,
            value: syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }),
            ..
        }) if path.is_ident("doc") => Some(text.value().trim().to_owned()),
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ").replace("[`", "`").replace("`]", "`")
}

/// What `#[name(…)]` says.
fn says(attributes: &[syn::Attribute], name: &str) -> String {
    let attributes = attributes.iter().filter(|it| it.path().is_ident(name));
    let lists = attributes.filter_map(|it| it.meta.require_list().ok());
    lists.map(|it| it.tokens.to_string()).collect()
}

/// A type as a template meets it.
fn shown(ty: &syn::Type) -> String {
    let syn::Type::Path(path) = ty else {
        return match ty {
            syn::Type::Reference(it) => shown(&it.elem),
            _ => panic!("a view has a field of a kind that this test does not know"),
        };
    };
    let last = path.path.segments.last().unwrap();
    let inner = || match &last.arguments {
        syn::PathArguments::AngleBracketed(it) => match it.args.first() {
            Some(syn::GenericArgument::Type(ty)) => shown(ty),
            _ => String::new(),
        },
        _ => String::new(),
    };
    match &*last.ident.to_string() {
        "Option" => format!("{}, or none", inner()),
        "Vec" => format!("list of {}", inner()),
        "Arc" | "Box" => inner(),
        "String" | "str" | "Language" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "f64" | "u8" | "usize" => "number".to_owned(),
        "Value" => "what the author wrote".to_owned(),
        "Text" => "the variable `text`".to_owned(),
        other => format!("[{other}](#{})", other.to_lowercase()),
    }
}

/// `front_door` for `FrontDoor`.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_uppercase() && at > 0 {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// The reference of all that a template may see, as `src/page/view/` says it.
fn reference() -> String {
    // The list of files puts `mod.rs`, which holds what every page has, among the others.
    let mut views = files("src/page/view");
    views.sort_by_key(|it| it != "mod.rs");
    let views = views.iter().flat_map(|it| {
        syn::parse_file(&read(&format!("src/page/view/{it}"))).unwrap().items
    });
    let localized = syn::parse_file(&read("src/text/localized.rs")).unwrap();
    let said = localized
        .items
        .into_iter()
        .filter(|it| matches!(it, syn::Item::Struct(it) if it.ident == "Said"));
    let mut out = "# What templates see\n\nWritten by the test `the_reference_of_views_is_what_the_code_says` from `src/page/view/`.\n\
                   `View` is what every page has at its top; its `subject` is there under the name of its template.\n"
        .to_owned();
    for item in views.chain(said) {
        match item {
            syn::Item::Struct(item) if is_public(&item.vis) => {
                let fields = item.fields.iter().filter(|it| {
                    let serde = says(&it.attrs, "serde");
                    !serde.contains("skip") && !serde.contains("flatten")
                });
                let seen = says(&item.attrs, "derive").contains("Serialize");
                if !seen {
                    continue;
                }
                let _ = write!(out, "\n## {}\n\n{}\n\n", item.ident, doc(&item.attrs));
                out.push_str("| name | is | what it is |\n| --- | --- | --- |\n");
                for field in fields {
                    let name = field.ident.as_ref().unwrap();
                    let _ = writeln!(
                        out,
                        "| `{name}` | {} | {} |",
                        shown(&field.ty),
                        doc(&field.attrs)
                    );
                }
            }
            syn::Item::Enum(item) => {
                let _ = write!(out, "\n## {}\n\n{}\n\n", item.ident, doc(&item.attrs));
                out.push_str("| variable | is | its template |\n| --- | --- | --- |\n");
                for variant in &item.variants {
                    let ty = shown(&variant.fields.iter().next().unwrap().ty);
                    let serde = says(&variant.attrs, "serde");
                    let name = serde
                        .split('"')
                        .nth(1)
                        .map_or_else(|| snake(&variant.ident.to_string()), str::to_owned);
                    let _ =
                        writeln!(out, "| `{name}` | {ty} | {} |", doc(&variant.attrs));
                }
            }
            _ => {}
        }
    }
    out
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

#[test]
fn the_reference_of_views_is_what_the_code_says() {
    let reference = reference();
    if std::env::var_os("BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/VIEWS.md");
        fs::write(path, &reference).unwrap();
    }
    assert!(
        read("themes/VIEWS.md") == reference,
        "themes/VIEWS.md is out of date: run this test once with BLESS=1"
    );
}

#[test]
fn the_readme_names_every_template_variable_filter_and_component() {
    let readme = read("themes/README.md");
    let mut missing = Vec::new();
    for template in files("themes/prokash/templates") {
        if !readme.contains(&format!("`{template}`")) {
            missing.push(template);
        }
    }
    let env = read("src/render/html/env.rs");
    let facts = env.split("fn facts").nth(1).unwrap().split("\n}\n").next().unwrap();
    let keys = facts.split('"').skip(1).step_by(2).filter(|it| !it.starts_with("CARGO"));
    missing.extend(
        keys.filter(|it| !readme.contains(&format!("`{it}`"))).map(str::to_owned),
    );
    let filters = read("src/render/html/filter.rs");
    let filters = filters.split("register_filter(\"").skip(1);
    let filters = filters.filter_map(|it| it.split('"').next());
    let parts = read("themes/prokash/templates/parts.html");
    let parts = parts.split("{% component ").skip(1);
    let parts: Vec<&str> = parts.filter_map(|it| it.split('(').next()).collect();
    for name in filters.chain(parts) {
        if !readme.contains(&format!("`{name}`")) {
            missing.push(name.to_owned());
        }
    }
    assert!(missing.is_empty(), "themes/README.md does not name {missing:?}");
}

#[test]
fn one_template_one_word_and_one_colour_are_one_file_each() {
    let template = "{% extends \"base.html\" %}{% block main %}Own tags{% endblock %}";
    for (theme, setting) in [("prokash", ""), ("own", "theme: own\n")] {
        let settings = format!(
            "title: {{ bn: নমুনা, en: Sample }}\nlanguages: [bn, en]\nbase_url: https://example.org\n{setting}"
        );
        let at = |path: &str| format!("themes/{theme}/{path}");
        let site = SiteTest::new()
            .write("prokash.yaml", &settings)
            .write(&at("templates/tags.html"), template)
            .write(&at("i18n/en.yaml"), "words:\n  cite.title: How to quote this\n")
            .write(&at("theme.yaml"), "colours: { accent: \"#7a1f5c\" }\n")
            .page("notes/a", "", "ক", "a")
            .build();
        assert_eq!(site.diagnostics(), "");
        assert!(site.main("en/tags/index.html").contains("Own tags"));
        assert!(site.main("bn/tags/index.html").contains("Own tags"));
        assert!(site.main("en/notes/a.html").contains("How to quote this"));
        assert!(site.main("bn/notes/a.html").contains("এই পাতার উদ্ধৃতি"));
        let sheet = site.file("assets/style.css");
        assert!(sheet.contains("--s1:") && sheet.ends_with(":root{--accent:#7a1f5c;}"));
        let html = site.file("bn/notes/a.html");
        assert!(html.contains("<meta name=\"theme-color\" content=\"#7a1f5c\">"));
    }
}

#[test]
fn a_colour_that_cannot_be_is_told() {
    let site = SiteTest::new()
        .write(
            "themes/prokash/theme.yaml",
            "colours:\n  acent: \"#7a1f5c\"\ndark:\n  accent: green\n",
        )
        .build();
    insta::assert_snapshot!("theme_colours", site.diagnostics());
}

/// A site with a note and a dataset, in the theme that the settings name.
fn site(theme: &str) -> SiteTest {
    let settings = format!(
        "title: {{ bn: নমুনা, en: Sample }}\nlanguages: [bn, en]\nbase_url: https://example.org\n\
         publisher: {{ name: {{ bn: প্রকাশক, en: Publisher }} }}\nlicence: CC-BY-4.0\n\
         menu: [indicators, notes]\ntheme: {theme}\n"
    );
    let text = "It was `=8-6-1`. [Data](data:8-6-1)\n\n## Chart\n\n```chart\ndata: 8-6-1\nseries: Sex\n```\n\n\
                ## More\n\n```table\ndata: 8-6-1\n```\n\n## End[^a]\n\n[^a]: A foot.\n";
    let front = "date: 2026-11-01\nsummary: Short.\nindicators: [8-6-1]\ntags: [youth]\nstrategies: [S1]\n\
                 reforms: [R1]\nrecommendations: [Measure]\nsources: [{ title: Src, url: https://example.com/s }]\n";
    let mut site = SiteTest::new()
        .neet()
        .write("prokash.yaml", &settings)
        .page("index", "", "শুরু ৭", "Start 7")
        .page("notes/a", front, text, text)
        .page("notes/b", "indicators: [8-6-1]\n", "ক", "b");
    for file in files("tests/themes/plain") {
        let text = read(&format!("tests/themes/plain/{file}"));
        site = site.write(&format!("themes/plain/{file}"), &text);
    }
    site.build()
}

/// The links of a page's main part that lead to other pages and files.
fn links(main: &str) -> BTreeSet<String> {
    let links = main.split("href=\"").skip(1).filter_map(|it| it.split('"').next());
    links.filter(|it| !it.starts_with('#')).map(str::to_owned).collect()
}

/// The numbers of a page's main part that are text, in either script.
fn numbers(main: &str) -> BTreeSet<String> {
    let text = main.split('<').filter_map(|it| it.split_once('>')).map(|it| it.1);
    let text = text.collect::<Vec<_>>().join(" ");
    let number = |it: char| it.is_ascii_digit() || ('০'..='৯').contains(&it) || it == '.';
    let numbers = text.split(|it| !number(it)).map(|it| it.trim_matches('.'));
    numbers.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

#[test]
fn nothing_is_wired_to_the_built_in_theme() {
    let (plain, full) = (site("plain"), site("prokash"));
    assert_eq!(plain.diagnostics(), "");
    let pages = full.files().into_iter().filter(|it| it.ends_with(".html"));
    let made = plain.files();
    for page in pages {
        assert!(made.contains(&page), "{page} is not made");
    }
    for language in ["bn", "en"] {
        for page in ["index", "notes/a", "indicators/8-6-1"] {
            let page = format!("{language}/{page}.html");
            assert!(!plain.file(&page).contains("masthead"), "{page}");
            let (own, all) = (plain.main(&page), full.main(&page));
            assert!(links(&all).len() > 2 && numbers(&all).len() > 2, "{page}");
            let lost: Vec<_> = links(&all).difference(&links(&own)).cloned().collect();
            assert!(lost.is_empty(), "{page} lacks {lost:?}");
            let lost: Vec<_> =
                numbers(&all).difference(&numbers(&own)).cloned().collect();
            assert!(lost.is_empty(), "{page} lacks {lost:?}");
        }
    }
    // What the theme does not have comes from the built-in one, in the theme's own frame.
    let goals = plain.file("en/goals/index.html");
    assert!(goals.contains("Plainly made") && goals.contains("class=\"goals\""));
    assert_eq!(
        plain.file("assets/plain.css"),
        read("tests/themes/plain/assets/plain.css")
    );
}

#[test]
fn a_theme_that_asks_for_what_is_not_there_is_told_so() {
    let site = SiteTest::new()
        .write("themes/prokash/templates/tags.html", "{% extends \"frame.html\" %}")
        .build();
    insta::assert_snapshot!("theme_without_parent", site.diagnostics());
    let site = SiteTest::new()
        .write("themes/prokash/templates/tags.html", "{{ tags.numbers.first }}")
        .build();
    insta::assert_snapshot!("theme_without_value", site.diagnostics());
}
