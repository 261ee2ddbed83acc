//! Raw HTML in a text, kept only as far as it is safe.

use std::sync::LazyLock;

use ammonia::Builder;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.add_generic_attributes(["lang", "dir"]).link_rel(None);
    builder
});

/// A block of HTML, cleaned.
pub(super) fn block(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// Elements that may stand within a line, with the attributes they may have.
const INLINE: [(&str, &[&str]); 13] = [
    ("abbr", &["title", "lang"]),
    ("b", &[]),
    ("bdi", &["dir", "lang"]),
    ("br", &[]),
    ("cite", &["lang"]),
    ("dfn", &["lang"]),
    ("i", &["lang"]),
    ("kbd", &[]),
    ("mark", &[]),
    ("small", &[]),
    ("span", &["lang", "dir"]),
    ("sub", &[]),
    ("sup", &[]),
];

/// A tag within a line: as it is where it is one of a few harmless ones, else nothing. A comment
/// is nothing too.
pub(super) fn inline(tag: &str) -> Option<&str> {
    if tag.starts_with("<!--") {
        return Some("");
    }
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let (name, attributes) = match inner.strip_prefix('/') {
        Some(name) => (name.trim(), ""),
        None => inner.split_once(char::is_whitespace).unwrap_or((inner, "")),
    };
    let (_, allowed) = INLINE.iter().find(|(it, _)| *it == name)?;
    attributes_are_safe(attributes, allowed).then_some(tag)
}

/// Whether `attributes` are only `name="value"` with allowed names and plain values.
fn attributes_are_safe(attributes: &str, allowed: &[&str]) -> bool {
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let Some((name, after)) = rest.split_once("=\"") else { return false };
        let Some((value, after)) = after.split_once('"') else { return false };
        if !allowed.contains(&name.trim()) || value.contains(['<', '>', '&']) {
            return false;
        }
        rest = after.trim();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{block, inline};

    #[test]
    fn keeps_what_is_harmless() {
        assert_eq!(inline("<abbr title=\"শিক্ষা\">"), Some("<abbr title=\"শিক্ষা\">"));
        assert_eq!(inline("</sub>"), Some("</sub>"));
        assert_eq!(inline("<br/>"), Some("<br/>"));
        assert_eq!(inline("<!-- a note -->"), Some(""));
    }

    #[test]
    fn drops_what_is_not() {
        for tag in
            ["<script>", "<span onclick=\"x()\">", "<a href=\"javascript:x\">", "<b x>"]
        {
            assert_eq!(inline(tag), None, "{tag}");
        }
        assert_eq!(block("<p onclick=x>a<script>b</script></p>"), "<p>a</p>");
    }
}
