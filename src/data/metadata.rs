//! `data/ID.yaml` → [`Metadata`].

use super::found::Found;
use crate::{
    diag::{Diagnostic, FileId, Rule, Span, say},
    model::Metadata,
    source::{Files, legacy_bangla, parse_yaml},
};

/// Reads the metadata of the dataset `id`.
pub(super) fn parse(
    files: &Files,
    file: FileId,
    id: &str,
    found: &mut Found,
) -> Option<Metadata> {
    let Some(text) = files.text(file) else {
        let message = say!("this file is not UTF-8 text");
        found.push(
            Diagnostic::new(Rule::NotUtf8, Span::file(file), message)
                .help(say!("open it in an editor and save it with the encoding UTF-8")),
        );
        return None;
    };
    for diagnostic in legacy_bangla(text, file) {
        found.push(diagnostic);
    }
    let metadata: Metadata =
        parse_yaml(text, file, 0).map_err(|diagnostic| found.push(*diagnostic)).ok()?;
    let at = text.find("indicator:").map_or(0..0, |it| it..it + "indicator:".len());
    if let Some(indicator) = &metadata.indicator {
        let name = indicator.to_string().replace('.', "-");
        if name != id {
            let message = say!(
                "the file is called `{id}`, but it is about {indicator}",
                id,
                indicator
            );
            found.push(
                Diagnostic::new(Rule::BadMetadata, Span::new(file, at), message)
                    .help(say!("call the files `{name}.csv` and `{name}.yaml`", name)),
            );
        }
    } else if metadata.title.is_empty() {
        found.push(
            Diagnostic::new(
                Rule::BadMetadata,
                Span::file(file),
                say!("this dataset has no title"),
            )
            .help(say!("write `title: {{ bn: …, en: … }}`")),
        );
    }
    Some(metadata)
}
