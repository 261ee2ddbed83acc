//! `data/ID.yaml` → [`Metadata`].

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span},
    model::{Dataset, Metadata},
    source::{Files, parse_yaml},
};

/// Reads the metadata of the dataset `id`.
pub(super) fn parse(
    files: &Files,
    file: FileId,
    id: &str,
    sink: &mut Diagnostics,
) -> Option<Metadata> {
    let Some(text) = files.text(file) else {
        let message = "this file is not UTF-8 text";
        sink.push(
            Diagnostic::new(Rule::NotUtf8, Span::file(file), message)
                .help("open it in an editor and save it with the encoding UTF-8"),
        );
        return None;
    };
    let metadata: Metadata =
        parse_yaml(text, file, 0).map_err(|diagnostic| sink.push(*diagnostic)).ok()?;
    let at = text.find("indicator:").map_or(0..0, |it| it..it + "indicator:".len());
    if let Some(indicator) = &metadata.indicator {
        let name = indicator.to_string().replace('.', "-");
        if name != id {
            let message =
                format!("the file is called `{id}`, but it is about {indicator}");
            sink.push(
                Diagnostic::new(Rule::BadMetadata, Span::new(file, at), message)
                    .help(format!("call the files `{name}.csv` and `{name}.yaml`")),
            );
        }
    } else if metadata.title.is_empty() {
        sink.push(
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

/// What can only be told with the table at hand.
pub(super) fn check(dataset: &Dataset, sink: &mut Diagnostics) {
    if dataset.has_values() && dataset.metadata.source.organisation.is_empty() {
        let span = Span::file(dataset.metadata_file);
        sink.push(
            Diagnostic::new(
                Rule::NoSource,
                span,
                "nobody is named as the source of these numbers",
            )
            .help("write `source: { organisation: … }`"),
        );
    }
}
