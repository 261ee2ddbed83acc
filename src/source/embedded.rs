//! The files built into the program: the theme and the SDG framework.

use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::{Content, File};

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/prokash");
static FRAMEWORK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/framework");

/// Every built-in file, by the path where a site may put its own in its place.
pub fn embedded() -> Vec<File> {
    let mut files = Vec::new();
    gather(&THEME, "themes/prokash", &mut files);
    gather(&FRAMEWORK, "framework", &mut files);
    files
}

fn gather(dir: &Dir<'_>, prefix: &str, files: &mut Vec<File>) {
    for file in dir.files() {
        let Some(path) = file.path().to_str() else { continue };
        let content = match file.contents_utf8() {
            Some(text) => Content::Text(text.into()),
            None => Content::Bytes(file.contents().into()),
        };
        let path: Arc<str> = format!("{prefix}/{}", path.replace('\\', "/")).into();
        files.push(File { path, content });
    }
    for dir in dir.dirs() {
        gather(dir, prefix, files);
    }
}
