//! Stage 2a: `prokash.yaml`, the theme's folder and the SDG framework → [`Settings`], [`Theme`],
//! [`Framework`].
//!
//! Out comes what the other stages hang on. Templates are only gathered here; whether they can be
//! rendered is found out where they are.

mod look;
mod settings;
mod theme;

use crate::{
    diag::{Checked, Diagnostic, Diagnostics, FileId, Rule, say},
    model::{Framework, Sdmx, Settings, Theme},
    source::{Files, built_in, legacy_bangla, parse_yaml},
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
    /// What things are called in SDMX.
    pub sdmx: Sdmx,
}

/// Reads the settings and what they name; `None` where there is too little to go on with.
pub fn parse(files: &Files) -> Checked<Option<Project>> {
    let mut sink = Diagnostics::new();
    let project = settings::parse(files, &mut sink).and_then(|settings| {
        let theme = theme::parse(files, &settings, &mut sink)?;
        let framework = yaml(files, files.find("framework/sdg.yaml")?, &mut sink)?;
        let sdmx = yaml(files, files.find("framework/sdmx.yaml")?, &mut sink)?;
        Some(Project { settings, theme, framework, sdmx })
    });
    Checked::new(project, sink)
}

/// The settings alone; `None` where they cannot be read.
pub fn settings(files: &Files) -> Checked<Option<Settings>> {
    let mut sink = Diagnostics::new();
    let settings = settings::parse(files, &mut sink);
    Checked::new(settings, sink)
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
            Diagnostic::new(Rule::NotUtf8, span, say!("this file is not UTF-8 text"))
                .help(say!("open it in an editor and save it with the encoding UTF-8")),
        );
        return None;
    };
    if built_in(files.path(id)).is_none_or(|it| *it != **text) {
        sink.extend(legacy_bangla(text, id).into_iter().collect());
    }
    parse_yaml(text, id, 0).map_err(|diagnostic| sink.push(*diagnostic)).ok()
}
