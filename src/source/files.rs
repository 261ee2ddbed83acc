//! The inputs by path and number.

use std::{
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::decode;
use crate::diag::{FileId, Span};

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// UTF-8 text, without a byte order mark.
    Text(Arc<str>),
    /// Bytes that are no UTF-8, or that nobody reads as text.
    Bytes(Arc<[u8]>),
    /// A file that is left where it is: pictures and documents, which are only copied, and what nobody
    /// has needed to read yet.
    Asset(PathBuf),
}

/// One input.
#[derive(Debug, Clone)]
pub struct File {
    /// Relative to the root, with `/`.
    pub path: Arc<str>,
    /// What is in it.
    pub content: Content,
}

/// All inputs of a site, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Files(Vec<File>);

impl Files {
    /// The inputs in `files`; of two with the same path the later wins.
    pub fn new(files: impl IntoIterator<Item = File>) -> Self {
        let mut files: Vec<File> = files.into_iter().collect();
        files.reverse();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, first| later.path == first.path);
        Self(files)
    }

    /// Inputs given as texts, over the built-in ones: a site without a disk.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let own = texts.into_iter().map(|(path, text)| File {
            path: path.into(),
            content: Content::Text(text.into()),
        });
        Self::new(super::embedded().into_iter().chain(own))
    }

    /// Inputs given as bytes, read as if they had been on a disk; nothing built in is underneath.
    pub fn from_bytes<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        Self::new(files.into_iter().map(|(path, bytes)| File {
            path: path.into(),
            content: match decode::reader(Path::new(path)) {
                Some(read) => read(bytes.to_vec()),
                None => Content::Asset(path.into()),
            },
        }))
    }

    /// The file at `path`.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.0.binary_search_by(|it| (*it.path).cmp(path)).ok()?;
        Some(FileId(at as u32))
    }

    /// The files below `folder`, which ends in `/`, in order of path.
    pub fn under(&self, folder: &str) -> impl Iterator<Item = FileId> + use<> {
        let Range { start, end } = self.range(folder);
        (start..end).map(|it| FileId(it as u32))
    }

    fn range(&self, folder: &str) -> Range<usize> {
        let start = self.0.partition_point(|it| *it.path < *folder);
        let below = self.0[start..].partition_point(|it| it.path.starts_with(folder));
        start..start + below
    }

    /// The file's path.
    pub fn path(&self, id: FileId) -> &str {
        &self.0[id.0 as usize].path
    }

    /// What is in the file.
    pub fn content(&self, id: FileId) -> &Content {
        &self.0[id.0 as usize].content
    }

    /// Puts `content` in the place of what the file held.
    pub(super) fn replace(&mut self, id: FileId, content: Content) {
        self.0[id.0 as usize].content = content;
    }

    /// The file as text, where it is that.
    pub fn text(&self, id: FileId) -> Option<&Arc<str>> {
        match self.content(id) {
            Content::Text(text) => Some(text),
            Content::Bytes(_) | Content::Asset(_) => None,
        }
    }

    /// The file as bytes, where it was read.
    pub fn bytes(&self, id: FileId) -> Option<&[u8]> {
        match self.content(id) {
            Content::Text(text) => Some(text.as_bytes()),
            Content::Bytes(bytes) => Some(bytes),
            Content::Asset(_) => None,
        }
    }

    /// Line and column (both from 1, the column in graphemes) where `span` starts.
    pub fn position(&self, span: Span) -> (usize, usize) {
        let Some(text) = self.text(span.file) else { return (1, 1) };
        let before = &text[..text.floor_char_boundary(span.start as usize)];
        let line_start = before.rfind('\n').map_or(0, |it| it + 1);
        let line = before.matches('\n').count() + 1;
        (line, crate::text::graphemes(&before[line_start..]) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{FileId, Files};
    use crate::diag::Span;

    #[test]
    fn finds_files_and_places() {
        let files =
            Files::from_texts([("data/a.csv", "Year,Value\n২০,ক্ষx"), ("data/b.csv", "")]);
        let found: Vec<_> = files.under("data/").map(|it| files.path(it)).collect();
        assert_eq!(found, ["data/a.csv", "data/b.csv"]);
        let id = files.find("data/a.csv").unwrap();
        let at = "Year,Value\n২০,ক্ষ".len();
        assert_eq!(files.position(Span::new(id, at..at + 1)), (2, 5));
        assert_eq!(files.find("data/c.csv"), None::<FileId>);
    }
}
