//! Stage 2a: `prokash.yaml`, the theme's folder and the SDG framework → [`Settings`], [`Theme`],
//! [`Framework`].
//!
//! Out comes what the other stages hang on. Templates are only gathered here; whether they can be
//! rendered is found out where they are.

mod settings;
mod theme;

use crate::{
    diag::{Checked, Diagnostic, Diagnostics, FileId, Rule},
    model::{Framework, Settings, Theme},
    source::{Files, parse_yaml},
};

/// What a site's settings come to.
#[derive(Debug, Clone)]
pub struct Project {
    /// What `prokash.yaml` says.
    pub settings: Settings,
    /// The theme it names.
    pub theme: Theme,
    /// The names of goals, targets and indicators.
    pub framework: Framework,
}

/// Reads the settings and what they name; `None` where there is too little to go on with.
pub fn parse(files: &Files) -> Checked<Option<Project>> {
    let mut sink = Diagnostics::new();
    let project = settings::parse(files, &mut sink).and_then(|settings| {
        let theme = theme::parse(files, &settings, &mut sink)?;
        let framework = framework(files, &mut sink)?;
        Some(Project { settings, theme, framework })
    });
    Checked::new(project, sink)
}

fn framework(files: &Files, sink: &mut Diagnostics) -> Option<Framework> {
    yaml(files, files.find("framework/sdg.yaml")?, sink)
}

/// The YAML file `id`; what is wrong with it goes to `sink`.
fn yaml<T: serde::de::DeserializeOwned>(
    files: &Files,
    id: FileId,
    sink: &mut Diagnostics,
) -> Option<T> {
    let Some(text) = files.text(id) else {
        let span = crate::diag::Span::file(id);
        sink.push(
            Diagnostic::new(Rule::NotUtf8, span, "this file is not UTF-8 text")
                .help("open it in an editor and save it with the encoding UTF-8"),
        );
        return None;
    };
    parse_yaml(text, id, 0).map_err(|diagnostic| sink.push(*diagnostic)).ok()
}
