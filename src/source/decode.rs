//! Bytes → text, in the encodings that spreadsheets save tables in.

use std::path::Path;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Content;

/// Files that are read as text; everything else is only copied.
const TEXTS: [&str; 11] =
    ["md", "yaml", "yml", "json", "geojson", "html", "css", "js", "svg", "xml", "typ"];

/// Files that are read as tables, in whatever encoding a spreadsheet saved them.
const TABLES: [&str; 3] = ["csv", "tsv", "txt"];

/// Files that are no text but have to be read: fonts, and tables saved by Excel.
const BINARIES: [&str; 6] = ["ttf", "otf", "woff2", "xlsx", "xls", "zip"];

/// How the bytes of a file of that name are read; `None` where they are only copied.
pub(super) fn reader(path: &Path) -> Option<fn(Vec<u8>) -> Content> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        it if TABLES.contains(&it) => Some(table),
        it if TEXTS.contains(&it) => Some(text),
        it if BINARIES.contains(&it) => Some(|bytes| Content::Bytes(bytes.into())),
        _ => None,
    }
}

/// Text that must be UTF-8, with or without a byte order mark.
fn text(mut bytes: Vec<u8>) -> Content {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Content::Text(text.into()),
        Err(error) => Content::Bytes(error.into_bytes().into()),
    }
}

/// A table: UTF-8, UTF-16 or Windows-1252; its lines end in LF or CRLF afterwards, and zero bytes
/// that some services pad their answers with are gone. What is no text at all stays bytes.
pub fn table(bytes: Vec<u8>) -> Content {
    if is_archive(&bytes) {
        return Content::Bytes(bytes.into());
    }
    if let Some(encoding) = utf_16(&bytes) {
        let text = encoding.decode_with_bom_removal(&bytes).0.into_owned();
        return Content::Text(lines(text).into());
    }
    match text(bytes) {
        Content::Text(it) if it.contains(['\0', '\r']) => {
            Content::Text(lines(it.replace('\0', "")).into())
        }
        Content::Bytes(bytes) if !is_damaged_utf_8(&bytes) => {
            let text =
                WINDOWS_1252.decode_without_bom_handling(&bytes).0.replace('\0', "");
            Content::Text(lines(text).into())
        }
        content => content,
    }
}

/// A ZIP archive (XLSX among them), a file of old Excel, or one packed by gzip.
fn is_archive(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 3] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"\x1F\x8B\x08"];
    starts.iter().any(|it| bytes.starts_with(it))
}

/// UTF-16 by its byte order mark or, without one, by the zero bytes of its ASCII letters.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(512) & !1];
    let zeros = |offset| {
        sample.iter().skip(offset).step_by(2).filter(|it| **it == 0).count() * 4
            > sample.len()
    };
    match (zeros(0), zeros(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 with some bytes broken rather than another encoding: taking Bangla for Windows-1252 would
/// publish gibberish.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// Lines that end in a lone CR, as old programs write them, end in LF.
fn lines(text: String) -> String {
    if text.contains('\r') && !text.contains('\n') {
        text.replace('\r', "\n")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, table};

    fn check(bytes: &[u8], text: Option<&str>) {
        let content = table(bytes.to_vec());
        let read = match &content {
            Content::Text(it) => Some(&**it),
            _ => None,
        };
        assert_eq!(read, text);
    }

    #[test]
    fn reads_what_spreadsheets_save() {
        check(b"\xEF\xBB\xBFYear\r\n", Some("Year\r\n"));
        check(b"\xFF\xFEY\0e\0", Some("Ye"));
        check(b"\xFE\xFF\0Y\0e", Some("Ye"));
        check(b"Y\0e\0a\0r\0\n\0", Some("Year\n"));
        check(b"caf\xE9,\x93x\x94\n", Some("café,“x”\n"));
        check(b"2019,1\r2020,2\r", Some("2019,1\n2020,2\n"));
        check(b"2019,1\0\0\0", Some("2019,1"));
    }

    #[test]
    fn leaves_what_is_no_text() {
        check(b"PK\x03\x04rest", None);
        check("জেলা,মান\n২০২২,১\n\u{9ae}".as_bytes().split_last().unwrap().1, None);
    }
}
