//! A file as it came → the table in it: out of archives, workbooks and messages.

use super::{
    archive::{Archive, gunzip},
    described, headed,
    own::{self, Own},
    sdmx_json, two_rows, workbook,
};
use crate::{
    data::csv::refuse,
    diag::{Diagnostic, Diagnostics, FileId, Message, Rule, Span, meant, say},
    model::{Layout, Settings},
    source::{Content, File, Files, parse_yaml, read_as_table},
    text::{fold, nearest},
};

/// A file that was opened: a workbook as the sheet that holds its data, an archive as the file in it
/// that does.
#[derive(Debug)]
pub struct Opened {
    /// The file over the built-in ones.
    pub files: Files,
    /// The file among them.
    pub file: FileId,
    /// The sheet of a workbook or the file of an archive: sheet `Data`.
    pub member: Option<String>,
    /// What is known besides, where the file is one of our own.
    pub(super) own: Option<Own>,
    /// The table beside the data that describes indicators.
    pub(super) described: Option<String>,
    /// Why it cannot be read.
    pub diagnostics: Diagnostics,
}

/// A table that was found in a file.
#[derive(Default)]
struct Found {
    table: String,
    /// What it was taken out of the file as, and its name there.
    member: Option<(&'static str, String)>,
    own: Option<Own>,
    described: Option<String>,
}

/// Why there is none, and what to do.
struct Refused(Rule, Message, Message);

impl Refused {
    fn unreadable(message: Message) -> Self {
        let help = say!(
            "get the file again, or save the sheet with the data as \"CSV UTF-8\" and \
                    import that"
        );
        Self(Rule::UnknownFormat, message, help)
    }
}

/// What to say of an import into the site with these settings, where it keeps its data otherwise.
pub fn other_layout(settings: &File) -> Option<Diagnostic> {
    let Content::Text(text) = &settings.content else { return None };
    let read = parse_yaml::<Settings>(text, FileId::default(), 0).ok()?;
    (read.data == Layout::OpenSdg).then(|| {
        let message = say!("this site is a data repository of Open SDG (`data: open-sdg`), whose tables \
                       and metadata are laid out otherwise");
        Diagnostic::global(Rule::OtherLayout, message).help(
            say!("a table with `Year` and `Value` goes into `data/` as it is, as \
             `indicator_8-6-1.csv`; import any other into another site and take its table from \
             there"),
        )
    })
}

/// Opens a file: takes the table with the data out of it, the one called `member` where several
/// could be meant; refuses what is no table.
pub fn open(mut file: File, member: Option<&str>) -> Opened {
    let found = find(&file.content, member, DEEP);
    let mut opened = Opened {
        files: Files::default(),
        file: FileId::default(),
        member: None,
        own: None,
        described: None,
        diagnostics: Diagnostics::new(),
    };
    let refused = match found {
        Ok(Some(found)) => {
            file.content = Content::Text(found.table.into());
            opened.member = found.member.map(|(what, name)| format!("{what} `{name}`"));
            opened.own = found.own;
            opened.described = found.described;
            None
        }
        Ok(None) => None,
        Err(refused) => Some(refused),
    };
    let path = file.path.clone();
    opened.files = Files::new(crate::source::embedded().into_iter().chain([file]));
    opened.file = opened.files.find(&path).unwrap_or_default();
    let diagnostic = match (refused, opened.files.content(opened.file)) {
        (Some(Refused(rule, message, help)), _) => {
            Some(Diagnostic::new(rule, Span::file(opened.file), message).help(help))
        }
        (None, Content::Bytes(bytes)) => Some(refuse(bytes, opened.file)),
        _ => None,
    };
    opened.diagnostics.extend(diagnostic.into_iter().collect());
    opened
}

/// How often a file may be packed over, which is also the way in: some unpack to themselves.
const DEEP: usize = 3;

/// The table in `content`; `None` where it is one as it is, or nothing that is known.
fn find(
    content: &Content,
    member: Option<&str>,
    deep: usize,
) -> Result<Option<Found>, Refused> {
    if deep == 0 {
        return Err(Refused::unreadable(say!("this is packed too many times over")));
    }
    match content {
        Content::Text(text) => Ok(message(text)),
        Content::Bytes(bytes) if bytes.starts_with(b"\x1F\x8B") => {
            let content = read_as_table(gunzip(bytes).map_err(Refused::unreadable)?);
            match (find(&content, member, deep - 1)?, content) {
                (None, Content::Text(text)) => {
                    Ok(Some(Found { table: text.to_string(), ..Found::default() }))
                }
                (found, _) => Ok(found),
            }
        }
        Content::Bytes(bytes) if bytes.starts_with(b"PK") => {
            let mut archive = Archive::open(bytes).map_err(Refused::unreadable)?;
            let names = archive.names();
            let book = ["xl/workbook.xml", "xl/workbook.bin", "content.xml"];
            if names.iter().any(|it| book.contains(&it.as_str())) {
                archive.measure().map_err(Refused::unreadable)?;
                return sheet(bytes, member).map(Some);
            }
            packed(&mut archive, &names, member, deep).map(Some)
        }
        Content::Bytes(bytes) if bytes.starts_with(b"\xD0\xCF\x11\xE0") => {
            sheet(bytes, member).map(Some)
        }
        _ => Ok(None),
    }
}

/// The table in a text of JSON.
fn message(text: &str) -> Option<Found> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    if let Some(table) = sdmx_json::read(text) {
        return Some(Found { table, ..Found::default() });
    }
    own::json(text).map(given)
}

fn given(mut own: Own) -> Found {
    let table = std::mem::take(&mut own.table);
    Found { table, own: Some(own), ..Found::default() }
}

/// The sheet of a workbook that is asked for, or else has the most rows under a head that is
/// recognised.
fn sheet(bytes: &[u8], member: Option<&str>) -> Result<Found, Refused> {
    let mut sheets = workbook::read(bytes).map_err(Refused::unreadable)?;
    if let Some(own) = own::workbook(&sheets).filter(|_| member.is_none()) {
        return Ok(given(own));
    }
    for sheet in &mut sheets {
        if let Some(cells) = two_rows::unfolded(&sheet.cells) {
            sheet.cells = cells;
        }
    }
    let names: Vec<&str> = sheets.iter().map(|it| it.name.as_str()).collect();
    if let Some(wanted) = member {
        one_of(wanted, &names, &say!("sheet"))?;
    }
    let asked = sheets.iter().filter(|it| member.is_none_or(|name| is(&it.name, name)));
    let best = asked.map(|it| (workbook::score(&it.cells), it)).rev();
    let best = best.max_by_key(|it| it.0.0).filter(|it| it.0.0 > 0);
    let found = best.and_then(|((_, head), sheet)| {
        let table = workbook::csv(&sheet.cells, head, false)?;
        let member = Some(("sheet", sheet.name.clone()));
        let beside = sheets.iter().find(|it| described::is(&it.name));
        let described = beside.and_then(|it| workbook::csv(&it.cells, 0, false));
        Some(Found { table, member, described, own: None })
    });
    found.ok_or_else(|| {
        let message = say!(
            "none of its sheets ({names}) holds a table that is recognised",
            names = names.join(", ")
        );
        Refused(Rule::UnknownFormat, message, wanted_columns())
    })
}

/// What a table must have to be recognised.
pub(super) fn wanted_columns() -> Message {
    say!(
        "there must be columns `Year` and `Value`, or one for each year, or those of the UN, the \
         World Bank, ILOSTAT, Our World in Data or SDMX-CSV"
    )
}

/// Endings of files that may hold data.
const DATA: [&str; 8] = [".csv", ".tsv", ".txt", ".json", ".xlsx", ".xls", ".ods", ".gz"];

/// The file of an archive that is asked for, or else the only one that holds a table.
fn packed(
    archive: &mut Archive<'_>,
    names: &[String],
    member: Option<&str>,
    deep: usize,
) -> Result<Found, Refused> {
    let data = |it: &&String| {
        let (lower, last) = (it.to_lowercase(), it.rsplit('/').next().unwrap_or(it));
        DATA.iter().any(|it| lower.ends_with(it)) && !last.starts_with('.')
    };
    let names: Vec<&String> = names.iter().filter(data).collect();
    if let Some(wanted) = member {
        let all: Vec<&str> = names.iter().map(|it| it.as_str()).collect();
        one_of(wanted, &all, &say!("file"))?;
    }
    let (mut found, mut beside): (Vec<Found>, Option<String>) = (Vec::new(), None);
    for name in names {
        let describes = described::is(name);
        if !describes && member.is_some_and(|it| !is(name, it)) {
            continue;
        }
        let bytes = archive.read(name).map_err(Refused::unreadable)?;
        if bytes.starts_with(b"PK") && !name.ends_with(".xlsx") && !name.ends_with(".ods")
        {
            continue;
        }
        let content = read_as_table(bytes);
        if let (true, Content::Text(text)) = (describes, &content) {
            beside = Some(text.to_string());
            continue;
        }
        let inner = match (find(&content, None, deep - 1), &content) {
            (Ok(None), Content::Text(text))
                if headed(text, FileId::default()).is_some() =>
            {
                Found { table: text.to_string(), ..Found::default() }
            }
            (Ok(Some(inner)), _) => inner,
            (Err(refused), _) if member.is_some() => return Err(refused),
            _ => continue,
        };
        found.push(Found { member: Some(("file", name.clone())), ..inner });
    }
    let owned = found.iter().filter(|it| it.own.is_some()).count();
    if owned == 1 {
        found.retain(|it| it.own.is_some());
    }
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(Found { described: beside.or(only.described), ..only }),
        (Some(last), false) => {
            found.push(last);
            Err(choose(&found))
        }
        (None, _) => Err(Refused::unreadable(say!(
            "no file in this archive holds a table that is recognised"
        ))),
    }
}

fn choose(found: &[Found]) -> Refused {
    const SHOWN: usize = 12;
    let names: Vec<&str> =
        found.iter().filter_map(|it| Some(&*it.member.as_ref()?.1)).take(SHOWN).collect();
    let more = if found.len() > SHOWN { ", …" } else { "" };
    let message = say!(
        "this archive holds {count} tables ({names}{more}), and one is imported at a time",
        count = found.len(),
        names = names.join(", "),
        more
    );
    let first = names.first().copied().unwrap_or_default();
    let quoted = if first.contains(' ') { "\"" } else { "" };
    Refused(
        Rule::ManyTables,
        message,
        say!("say which one: `--member {quoted}{first}{quoted}`", quoted, first),
    )
}

/// Whether `name` is what was asked for: as it is, or without its folders.
fn is(name: &str, wanted: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    fold(name) == fold(wanted) || fold(last) == fold(wanted)
}

fn one_of(wanted: &str, names: &[&str], what: &Message) -> Result<(), Refused> {
    if names.iter().any(|it| is(it, wanted)) {
        return Ok(());
    }
    let help = match nearest(wanted, names.iter().copied()) {
        Some(near) => meant(near),
        None => say!("there are {names}", names = names.join(", ")),
    };
    Err(Refused(
        Rule::ManyTables,
        say!("there is no {what} `{wanted}` in it", what, wanted),
        help,
    ))
}
