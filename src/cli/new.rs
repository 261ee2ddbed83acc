//! `prokash new WHAT NAME`.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::{
    args::{Global, New, Speech, Starter},
    build::root,
    schema, terminal,
};
use crate::{
    build,
    diag::{Message, say},
    output,
    source::{self, Failure, Files},
    text::{Language, slug},
};

/// The language whose starting files are taken where there are none in the one asked for.
const FALLBACK: &str = "en";

/// Files to be written, by path in the site.
type Texts = BTreeMap<String, String>;

/// Titles by language.
type Titles = BTreeMap<Language, String>;

/// Writes the files that a site, a page or a dataset starts with.
pub(super) fn new(global: &Global, args: &New) -> Result<ExitCode, Failure> {
    let site = args.what == Starter::Site;
    let root = if site { PathBuf::from(&args.name) } else { root(global) };
    let languages = match languages(&root, args)? {
        Ok(languages) => languages,
        Err(complaint) => return Ok(refused(&complaint, global.lang)),
    };
    let titles = titles(args, &languages, global.lang);
    let starters = source::starters();
    let texts = match args.what {
        Starter::Site => Ok(whole_site(&starters, &languages, &titles)),
        Starter::Indicator | Starter::Dataset => dataset(&starters, args, &titles),
        Starter::Note | Starter::Workshop | Starter::Page => {
            page(&starters, args, &titles)
        }
    };
    match texts {
        Ok(texts) => write(&root, texts, site, global),
        Err(complaint) => Ok(refused(&complaint, global.lang)),
    }
}

fn refused(complaint: &Message, lang: Speech) -> ExitCode {
    terminal::complain(&lang.say(complaint), lang);
    ExitCode::from(2)
}

/// The languages asked for, or those of the site; or why there are none.
fn languages(root: &Path, args: &New) -> Result<Result<Vec<Language>, Message>, Failure> {
    if args.what == Starter::Site {
        let both = || ["bn", "en"].iter().filter_map(|it| it.parse().ok()).collect();
        return Ok(Ok(if args.lang.is_empty() { both() } else { args.lang.clone() }));
    }
    let Some(site) = build::read(root)?.site else {
        return Ok(Err(say!(
            "there is no site here that can be read: start one with `prokash new site DIR`, or \
             see `prokash check`"
        )));
    };
    let known = site.settings.languages;
    let foreign = args.lang.iter().find(|it| !known.contains(it));
    Ok(match foreign {
        Some(it) => Err(say!("`{language}` is no language of this site", language = it)),
        None if args.lang.is_empty() => Ok(known),
        None => Ok(args.lang.clone()),
    })
}

/// The title in each language: as given, or asked for, or the name.
fn titles(args: &New, languages: &[Language], lang: Speech) -> Titles {
    let name = match args.what {
        Starter::Site => {
            Path::new(&args.name).file_name().unwrap_or_default().to_string_lossy()
        }
        _ => args.name.rsplit('/').next().unwrap_or_default().into(),
    };
    let given = |language: &Language| {
        let own = format!("{language}=");
        let own = args.title.iter().find_map(|it| it.strip_prefix(&own));
        let any = || {
            let plain = |it: &&String| {
                it.split_once('=').is_none_or(|(tag, _)| tag.parse::<Language>().is_err())
            };
            args.title.iter().find(plain).map(String::as_str)
        };
        own.or_else(any).map(str::to_owned)
    };
    let title = |language: &Language| {
        let asked = || {
            let question = say!("Title in `{language}` [{name}]:", language, name);
            terminal::ask(&format!("{} ", lang.say(&question)))
        };
        let title = given(language).or_else(asked).filter(|it| !it.trim().is_empty());
        title.unwrap_or_else(|| name.clone().into_owned()).trim().to_owned()
    };
    languages.iter().map(|it| (*it, title(it))).collect()
}

/// The files of a whole site.
fn whole_site(starters: &Files, languages: &[Language], titles: &Titles) -> Texts {
    const FOLDER: &str = "starters/site/";
    let tags = languages.iter().map(Language::as_str).collect::<Vec<_>>().join(", ");
    let schemas = schema::texts();
    let mut texts: Texts = schemas
        .map(|(name, text)| (format!("{}/{name}", schema::FOLDER), text))
        .collect();
    for id in starters.under(FOLDER) {
        let (path, Some(text)) = (&starters.path(id)[FOLDER.len()..], starters.text(id))
        else {
            continue;
        };
        let Some((stem, tag)) = page_name(path) else {
            let dot =
                if path == "gitignore" || path.starts_with("vscode/") { "." } else { "" };
            texts.insert(format!("{dot}{path}"), settings(text, &tags, titles));
            continue;
        };
        for (language, title) in titles {
            let has = starters.find(&format!("{FOLDER}{stem}.{language}.md")).is_some();
            let wanted = if has { language.as_str() } else { FALLBACK };
            if tag == wanted {
                let text = text.replace("%title%", &quoted(title));
                let text =
                    text.replace(&format!(".{tag}.md)"), &format!(".{language}.md)"));
                texts.insert(format!("{stem}.{language}.md"), text);
            }
        }
    }
    texts
}

/// The settings of a new site.
fn settings(text: &str, languages: &str, titles: &Titles) -> String {
    let any = titles.values().next().map_or("", String::as_str);
    let mut text = text.replace("%languages%", languages);
    for tag in ["bn", "en"] {
        let title = titles.iter().find(|it| it.0.as_str() == tag).map_or(any, |it| it.1);
        text = text.replace(&format!("%title.{tag}%"), &quoted(title));
    }
    for (language, title) in
        titles.iter().filter(|it| !matches!(it.0.as_str(), "bn" | "en"))
    {
        text = text.replacen(
            "title:\n",
            &format!("title:\n  {language}: \"{}\"\n", quoted(title)),
            1,
        );
    }
    text
}

/// `notes/first.bn.md` → `notes/first` and `bn`.
fn page_name(path: &str) -> Option<(&str, &str)> {
    path.strip_suffix(".md")?.rsplit_once('.')
}

/// The files of a page in each language.
fn page(starters: &Files, args: &New, titles: &Titles) -> Result<Texts, Message> {
    let (kind, folder) = match args.what {
        Starter::Note => ("note", "notes/"),
        Starter::Workshop => ("workshop", "workshops/"),
        _ => ("page", ""),
    };
    let parts: Vec<String> = args.name.split(['/', '\\']).map(slug).collect();
    if parts.iter().any(String::is_empty) {
        return Err(say!(
            "`{name}` is no name for a page: it needs a letter or a digit",
            name = args.name
        ));
    }
    let name = parts.join("/");
    let name = name.strip_prefix(folder).unwrap_or(&name);
    let original = titles.keys().next();
    let mut texts = Texts::new();
    for (language, title) in titles {
        let at = |tag: &str| starters.find(&format!("starters/{kind}/{tag}.md"));
        let found = at(language.as_str()).or_else(|| at(FALLBACK));
        let text = found.and_then(|it| starters.text(it)).map_or("", |it| it);
        let translated =
            if Some(language) == original { "" } else { translated(language) };
        let text =
            text.replace("%title%", &quoted(title)).replace("%translated%", translated);
        texts.insert(format!("content/{folder}{name}.{language}.md"), text);
    }
    Ok(texts)
}

/// The line that a translation gets for noting which state of its original it follows.
fn translated(language: &Language) -> &'static str {
    match language.as_str() {
        "bn" => {
            "# translated: now               # অনুবাদ শেষে; এরপর চালান: prokash check --fix\n"
        }
        _ => {
            "# translated: now               # once it is translated; then run prokash check --fix\n"
        }
    }
}

/// The table and the metadata of a dataset.
fn dataset(starters: &Files, args: &New, titles: &Titles) -> Result<Texts, Message> {
    let id = slug(&args.name);
    if id.is_empty() {
        return Err(say!(
            "`{name}` is no name for a dataset: it needs a letter or a digit",
            name = args.name
        ));
    }
    let number = id.replace('-', ".");
    let is_number = number.split('.').count() == 3
        && number.split('.').all(|it| !it.is_empty() && it.len() < 3 && it.is_ascii());
    let indicator = match (args.what, is_number) {
        (Starter::Indicator, true) => format!("indicator: {number}\n"),
        (Starter::Indicator, false) => {
            "# The number of the SDG indicator, such as 8.6.1. / এসডিজি সূচকের নম্বর।\n# indicator: 8.6.1\n"
                .to_owned()
        }
        _ => String::new(),
    };
    let title = |(language, title): (&Language, &String)| {
        format!("{language}: \"{}\"", quoted(title))
    };
    let title = titles.iter().map(title).collect::<Vec<_>>().join(", ");
    let text = |name: &str| {
        let found = starters.find(&format!("starters/data.{name}"));
        found.and_then(|it| starters.text(it)).map_or("", |it| it)
    };
    let metadata = text("yaml")
        .replace("%id%", &id)
        .replace("%indicator%", &indicator)
        .replace("%title%", &title);
    Ok([
        (format!("data/{id}.csv"), text("csv").to_owned()),
        (format!("data/{id}.yaml"), metadata),
    ]
    .into())
}

/// `text` as it stands between the double quotes of YAML.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Writes the files where none of them is there yet.
fn write(
    root: &Path,
    texts: Texts,
    site: bool,
    global: &Global,
) -> Result<ExitCode, Failure> {
    let paths: Vec<&str> = texts.keys().map(String::as_str).collect();
    let there = source::read_some(root, &paths)?;
    if let Some(first) = there.first() {
        let path = root.join(&*first.path);
        let path = terminal::shown(&path);
        let message = say!("`{path}` is there already; nothing was written", path);
        return Ok(refused(&message, global.lang));
    }
    let files =
        texts.into_iter().map(|(path, text)| (root.join(path), text.into_bytes()));
    let files: Vec<(PathBuf, Vec<u8>)> = files.collect();
    output::create(&files)?;
    let mut lines: Vec<String> =
        files.iter().map(|it| terminal::wrote(&it.0, global.lang)).collect();
    if site {
        let folder = terminal::shown(root);
        let next = say!(
            "now go there and look at it: `cd \"{folder}\"`, `prokash serve --open`",
            folder
        );
        lines.push(global.lang.say(&next));
    }
    terminal::lines(&lines, global.message_format);
    Ok(ExitCode::SUCCESS)
}
