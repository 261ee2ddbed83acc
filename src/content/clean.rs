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

/// A tag within a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// It shows nothing.
    Comment,
    /// It stands by itself.
    Alone,
    /// It opens an element of that name.
    Opens(&'static str),
    /// It closes one.
    Closes(&'static str),
}

/// What `tag`, which stands within a line, is; `None` where it is not one of a few harmless ones.
pub(super) fn inline(tag: &str) -> Option<Inline> {
    if tag.starts_with("<!--") {
        return Some(Inline::Comment);
    }
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let (closes, inner) = match inner.strip_prefix('/') {
        Some(name) => (true, name.trim()),
        None => (false, inner),
    };
    let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let (name, allowed) = INLINE.iter().find(|(it, _)| *it == name)?;
    attributes_are_safe(attributes, allowed).then_some(match *name {
        "br" => Inline::Alone,
        name if closes => Inline::Closes(name),
        name => Inline::Opens(name),
    })
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
    use super::{Inline, block, inline};

    #[test]
    fn keeps_what_is_harmless() {
        assert_eq!(inline("<abbr title=\"শিক্ষা\">"), Some(Inline::Opens("abbr")));
        assert_eq!(inline("</sub>"), Some(Inline::Closes("sub")));
        assert_eq!(inline("<br/>"), Some(Inline::Alone));
        assert_eq!(inline("<!-- a note -->"), Some(Inline::Comment));
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
