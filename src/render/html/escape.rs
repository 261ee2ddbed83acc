//! Words as HTML.

use crate::text::foreign;

/// Appends `text` to `out`, safe as text and in a quoted attribute.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Appends `text` as it stands on a page in `lang`: runs in the other script carry their language,
/// so that a screen reader changes its voice.
pub(super) fn escape_marked(text: &str, lang: &str, out: &mut String) {
    let mut done = 0;
    for (run, tag) in foreign(text, lang) {
        escape(&text[done..run.start], out);
        out.push_str("<span lang=\"");
        out.push_str(tag);
        out.push_str("\">");
        escape(&text[run.clone()], out);
        out.push_str("</span>");
        done = run.end;
    }
    escape(&text[done..], out);
}

#[cfg(test)]
mod tests {
    use super::escape_marked;

    fn check(text: &str, lang: &str, expect: &str) {
        let mut out = String::new();
        escape_marked(text, lang, &mut out);
        assert_eq!(out, expect);
    }

    #[test]
    fn marks_runs_in_the_other_script() {
        check("a < b & \"c\"", "en", "a &lt; b &amp; &quot;c&quot;");
        check("the word নিট here", "en", "the word <span lang=\"bn\">নিট</span> here");
        check("দুই শব্দ – one", "en", "<span lang=\"bn\">দুই শব্দ</span> – one");
        check("সূচক SDG 8.6.1", "bn", "সূচক SDG 8.6.1");
        check(
            "নাম: World Bank Global Findex।",
            "bn",
            "নাম: <span lang=\"en\">World Bank Global Findex</span>।",
        );
    }
}
