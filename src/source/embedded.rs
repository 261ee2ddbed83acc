//! The files built into the program: the theme, the SDG framework, and what `prokash new` starts with.

use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::{Content, File, Files};

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/prokash");
static FRAMEWORK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/framework");

static STARTERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starters");

/// What new files are made from, by path below `starters/`.
pub fn starters() -> Files {
    let mut files = Vec::new();
    gather(&STARTERS, "starters", &mut files);
    Files::new(files)
}

/// Every built-in file, by the path where a site may put its own in its place.
pub fn embedded() -> Vec<File> {
    let mut files = Vec::new();
    gather(&THEME, "themes/prokash", &mut files);
    gather(&FRAMEWORK, "framework", &mut files);
    files
}

/// The built-in theme's text at `path`, whether or not a site has its own there.
pub fn built_in(path: &str) -> Option<&'static str> {
    THEME.get_file(path.strip_prefix("themes/prokash/")?)?.contents_utf8()
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
