//! `data/ID.yaml` → [`Metadata`].

use super::found::Found;
use crate::{
    diag::{Diagnostic, FileId, Rule, Span},
    model::Metadata,
    source::{Files, parse_yaml},
};

/// Reads the metadata of the dataset `id`.
pub(super) fn parse(
    files: &Files,
    file: FileId,
    id: &str,
    found: &mut Found,
) -> Option<Metadata> {
    let Some(text) = files.text(file) else {
        let message = "this file is not UTF-8 text";
        found.push(
            Diagnostic::new(Rule::NotUtf8, Span::file(file), message)
                .help("open it in an editor and save it with the encoding UTF-8"),
        );
        return None;
    };
    let metadata: Metadata =
        parse_yaml(text, file, 0).map_err(|diagnostic| found.push(*diagnostic)).ok()?;
    let at = text.find("indicator:").map_or(0..0, |it| it..it + "indicator:".len());
    if let Some(indicator) = &metadata.indicator {
        let name = indicator.to_string().replace('.', "-");
        if name != id {
            let message =
                format!("the file is called `{id}`, but it is about {indicator}");
            found.push(
                Diagnostic::new(Rule::BadMetadata, Span::new(file, at), message)
                    .help(format!("call the files `{name}.csv` and `{name}.yaml`")),
            );
        }
    } else if metadata.title.is_empty() {
        found.push(
            Diagnostic::new(
                Rule::BadMetadata,
                Span::file(file),
                "this dataset has no title",
            )
            .help("write `title: { bn: …, en: … }`"),
        );
    }
    Some(metadata)
}
