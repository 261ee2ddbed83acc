//! Names that Windows refuses, though other systems take them.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics, Message, Rule, say};

/// Names that stand for devices, whatever their ending
/// (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>).
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8",
    "lpt9",
];

/// How many UTF-16 units a path may have: 259 (`MAX_PATH`), less what a folder such as
/// `C:\Users\NAME\OneDrive\Documents\NAME` takes.
const LONGEST: usize = 180;

/// What Windows would not unpack of `paths`, each with `/`.
pub fn names<'a>(paths: impl IntoIterator<Item = &'a str>) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        if let Some((what, help)) = wrong(path) {
            let message = say!("Windows cannot unpack `{path}`: {what}", path, what);
            found.push(Diagnostic::global(Rule::WindowsName, message).help(help));
        }
        if let Some(other) = folded.insert(path.to_lowercase(), path) {
            let message =
                say!("Windows takes `{other}` and `{path}` for one file", other, path);
            let help = say!("give one of the two pages another name");
            found.push(Diagnostic::global(Rule::WindowsName, message).help(help));
        }
    }
    found
}

/// What is wrong with a path, and what to do about it.
fn wrong(path: &str) -> Option<(Message, Message)> {
    let long = path.encode_utf16().count();
    if long > LONGEST {
        let what =
            say!("it has {long} letters, and {most} are safe", long, most = LONGEST);
        return Some((what, say!("give the page or its folder a shorter name")));
    }
    path.split('/').find_map(|name| {
        let stem = name.split('.').next().unwrap_or(name).trim_end();
        let what = if DEVICES.contains(&stem.to_lowercase().as_str()) {
            say!("`{stem}` is the name of a device", stem)
        } else if name.ends_with(['.', ' ']) {
            say!("`{name}` ends in a dot or a space", name)
        } else if let Some(it) = name.chars().find(|it| r#"\:*?"<>|"#.contains(*it)) {
            say!("a name may not have `{letter}`", letter = it)
        } else {
            return None;
        };
        Some((what, say!("give the page or the file another name")))
    })
}
