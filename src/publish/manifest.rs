//! What was published to a place, as a file that stays there.

use std::{collections::BTreeMap, fmt::Write};

use super::Local;
use crate::model::Route;

/// The sum of a file that was about to be sent or removed: it may be there, in whatever state.
const UNSURE: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What a publication put somewhere: the sum of each file by its path. Written as `sha256sum`
/// does, a line a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest(BTreeMap<String, String>);

impl Manifest {
    /// Where it stands at a place.
    pub const PATH: &str = ".prokash-published";

    /// The manifest in `bytes`. Lines that are none are passed over, and paths that lead out of the
    /// place: what is named here may be removed.
    pub fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let lines = text.lines().filter_map(|it| it.split_once("  "));
        let safe = lines.filter(|(sum, path)| {
            sum.len() == UNSURE.len()
                && Route::new(path).as_str() == *path
                && !path.is_empty()
                && *path != Self::PATH
        });
        Self(safe.map(|(sum, path)| (path.to_owned(), sum.to_owned())).collect())
    }

    /// The bytes of its file.
    pub fn write(&self) -> Vec<u8> {
        let mut text = String::new();
        for (path, sum) in &self.0 {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{sum}  {path}");
        }
        text.into_bytes()
    }

    /// The paths in it, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether that very file was published.
    pub(super) fn has(&self, file: &Local) -> bool {
        self.0.get(&file.path).is_some_and(|it| *it == file.sum)
    }

    /// Notes that `path` may be there, in whatever state.
    pub(super) fn doubt(&mut self, path: &str) {
        self.0.insert(path.to_owned(), UNSURE.to_owned());
    }

    /// Notes that `file` is there.
    pub(super) fn sent(&mut self, file: &Local) {
        self.0.insert(file.path.clone(), file.sum.clone());
    }

    /// Notes that nothing is at `path` any more.
    pub(super) fn removed(&mut self, path: &str) {
        self.0.remove(path);
    }
}

#[cfg(test)]
mod tests {
    use super::Manifest;

    #[test]
    fn passes_over_paths_that_lead_out_of_the_place() {
        let sum = "1".repeat(64);
        let lines = ["../a", "/etc/a", "a/../../b", "c\\d", "বাংলা/নোট.html", ""];
        let text = lines.map(|it| format!("{sum}  {it}")).join("\n");
        let manifest = Manifest::parse(format!("{text}\nno line\n").as_bytes());
        assert_eq!(manifest.paths().collect::<Vec<_>>(), ["বাংলা/নোট.html"]);
        assert_eq!(Manifest::parse(&manifest.write()), manifest);
    }
}
