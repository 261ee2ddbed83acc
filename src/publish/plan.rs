//! What is to be sent to a place, and what to be removed from it.

use std::collections::BTreeSet;

use super::{Local, Manifest, turn::turn};

/// What a publication will do.
#[derive(Debug, Clone, Default)]
pub struct Plan<'a> {
    /// What was published before.
    pub before: Manifest,
    /// The files to send, in their order.
    pub send: Vec<&'a Local>,
    /// The paths to remove then, in their order.
    pub remove: Vec<String>,
}

impl Plan<'_> {
    /// Whether everything is there as it should be.
    pub fn is_empty(&self) -> bool {
        self.send.is_empty() && self.remove.is_empty()
    }

    /// How many bytes are to be sent.
    pub fn bytes(&self) -> u64 {
        self.send.iter().map(|it| it.bytes).sum()
    }
}

/// What has to be done so that `files`, and of what was published `before` nothing else, is at a
/// place. `is_there` tells whether a file that was published has not been taken away since; `all`
/// sends what did not change, too.
pub fn plan(
    files: &[Local],
    before: Manifest,
    is_there: impl Fn(&Local) -> bool,
    all: bool,
) -> Plan<'_> {
    let changed = |it: &&Local| all || !before.has(it) || !is_there(it);
    let mut send: Vec<&Local> = files.iter().filter(changed).collect();
    send.sort_by_key(|it| (turn(&it.path), &*it.path));
    let paths: BTreeSet<&str> = files.iter().map(|it| &*it.path).collect();
    let gone = before.paths().filter(|it| !paths.contains(it));
    let mut remove: Vec<String> = gone.map(str::to_owned).collect();
    // Nobody should read a page after what it shows is gone.
    remove.sort_by_key(|it| std::cmp::Reverse(turn(it)));
    Plan { before, send, remove }
}

#[cfg(test)]
mod tests {
    use super::plan;
    use crate::publish::{Local, Manifest};

    #[test]
    fn sends_what_changed_with_pages_last_and_removes_what_went() {
        let file = |path: &str, sum: char| Local {
            path: path.to_owned(),
            bytes: 1,
            sum: sum.to_string().repeat(64),
        };
        let mut before = Manifest::default();
        for path in ["a.html", "b.html", "c.svg", "old.html", "old.svg"] {
            before.sent(&file(path, '1'));
        }
        let files = [
            file("a.html", '2'),
            file("b.html", '1'),
            file("c.svg", '1'),
            file("d.svg", '1'),
            file("sitemap.xml", '1'),
        ];
        let paths = |is_there: bool, all: bool| {
            let plan =
                plan(&files, before.clone(), |it| is_there || it.path != "c.svg", all);
            assert_eq!(plan.remove, ["old.html", "old.svg"]);
            plan.send.iter().map(|it| it.path.clone()).collect::<Vec<_>>()
        };
        assert_eq!(paths(true, false), ["d.svg", "a.html", "sitemap.xml"]);
        assert_eq!(paths(false, false), ["c.svg", "d.svg", "a.html", "sitemap.xml"]);
        assert_eq!(paths(true, true).len(), 5);
    }
}
