//! What the fuzz targets share.

use prokash::{diag::Diagnostics, model::Settings, project, source::Files};

/// The settings of a site in two languages, with one more line.
pub fn settings(line: &str) -> Settings {
    let text = format!("title: {{ bn: ক, en: a }}\nlanguages: [bn, en]\n{line}\n");
    let files = Files::from_texts([("prokash.yaml", text.as_str())]);
    project::parse(&files).value.expect("the settings are right").settings
}

/// Finds the place of everything that was told.
pub fn places(files: &Files, diagnostics: &Diagnostics) {
    for span in diagnostics.iter().filter_map(|it| it.span) {
        files.position(span);
    }
}
