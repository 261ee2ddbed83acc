//! `prokash schema`: what editors of code complete keys from.

use std::process::ExitCode;

use super::{
    args::{Global, Schema},
    build::root,
    terminal,
};
use crate::{build, output, source::Failure};

/// The folder in which Visual Studio Code looks for what belongs to a site.
pub(super) const FOLDER: &str = ".vscode";

/// Writes the schemas, over those that are there.
pub(super) fn schema(global: &Global, args: &Schema) -> Result<ExitCode, Failure> {
    let folder = args.folder.clone().unwrap_or_else(|| root(global).join(FOLDER));
    let files: Vec<_> =
        texts().map(|(name, text)| (folder.join(name), text.into_bytes())).collect();
    output::replace(&files)?;
    let lines: Vec<String> =
        files.iter().map(|it| terminal::wrote(&it.0, global.lang)).collect();
    terminal::lines(&lines, global.message_format);
    Ok(ExitCode::SUCCESS)
}

/// The schemas as they are written, by name.
pub(super) fn texts() -> impl Iterator<Item = (&'static str, String)> {
    build::schemas().into_iter().map(|(name, schema)| (name, format!("{schema:#}\n")))
}
