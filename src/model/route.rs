//! Where a file of the site will be.

use std::{
    fmt::{self, Write as _},
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A path below the site's root, with `/`, in NFC, safe on every file system.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Route(Arc<str>);

impl Route {
    /// The route of `path`: each part in NFC, with letters that some file system refuses as `-`.
    pub fn new(path: &str) -> Self {
        // Most routes need nothing done to them.
        if path.bytes().all(|it| it.is_ascii_alphanumeric() || b"/-._".contains(&it))
            && !path.starts_with('/')
            && !path.contains("./")
            && !path.contains("//")
        {
            return Self(path.into());
        }
        let safe = |letter| match letter {
            '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\0'..='\u{1F}' => '-',
            it => it,
        };
        let parts = path.split('/').filter(|it| !matches!(*it, "" | "." | ".."));
        let parts: Vec<String> = parts.map(|it| it.nfc().map(safe).collect()).collect();
        Self(parts.join("/").into())
    }

    /// The path as the file system sees it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The way from this file up to the root: one `../` a folder.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The path as an address, percent-encoded.
    pub fn encoded(&self) -> String {
        let mut encoded = String::with_capacity(self.0.len());
        for byte in self.0.bytes() {
            match byte {
                b'a'..=b'z'
                | b'A'..=b'Z'
                | b'0'..=b'9'
                | b'-'
                | b'.'
                | b'_'
                | b'~'
                | b'/' => {
                    encoded.push(byte as char);
                }
                _ => {
                    // Writing to a string cannot fail.
                    let _ = write!(encoded, "%{byte:02X}");
                }
            }
        }
        encoded
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn knows_its_depth_and_its_address() {
        let route = Route::new("bn/notes/নিট.html");
        assert_eq!(route.to_root(), "../../");
        assert_eq!(route.encoded(), "bn/notes/%E0%A6%A8%E0%A6%BF%E0%A6%9F.html");
        assert_eq!(Route::new("../a/./b:c").as_str(), "a/b-c");
    }
}
