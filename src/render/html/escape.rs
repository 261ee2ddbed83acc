//! Words as HTML.

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
/// so that a screen reader changes its voice. On a Bangla page these are runs of four or more
/// Latin words, on any other page all Bangla words.
pub(super) fn escape_marked(text: &str, lang: &str, out: &mut String) {
    if lang == "bn" {
        mark_latin(text, out);
    } else if text.is_ascii() {
        escape(text, out);
    } else {
        mark_bangla(text, out);
    }
}

fn mark_bangla(text: &str, out: &mut String) {
    let mut done = 0;
    let mut run: Option<(usize, usize)> = None;
    for (at, letter) in text.char_indices() {
        if is_bangla(letter) {
            let start = run.map_or(at, |it| it.0);
            run = Some((start, at + letter.len_utf8()));
        } else if letter.is_alphanumeric()
            && let Some((start, end)) = run.take()
        {
            wrap(text, &mut done, start..end, "bn", out);
        }
    }
    if let Some((start, end)) = run {
        wrap(text, &mut done, start..end, "bn", out);
    }
    escape(&text[done..], out);
}

fn is_bangla(letter: char) -> bool {
    matches!(letter, '\u{0980}'..='\u{09FF}' | '\u{200C}' | '\u{200D}')
}

fn mark_latin(text: &str, out: &mut String) {
    const WORDS: usize = 4;
    if !text.bytes().any(|it| it.is_ascii_alphabetic()) {
        escape(text, out);
        return;
    }
    let mut done = 0;
    let mut run: Option<(usize, usize, usize)> = None;
    let mut word = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let start = at;
        while at < bytes.len()
            && (bytes[at].is_ascii_alphabetic() || matches!(bytes[at], b'\'' | b'-'))
        {
            at += 1;
        }
        if at > start {
            word += 1;
            let first = run.map_or(start, |it| it.0);
            run = Some((first, at, word));
            continue;
        }
        if !matches!(bytes[at], b' ' | b',' | b'\n') {
            if let Some((first, end, words)) = run.take()
                && words >= WORDS
            {
                wrap(text, &mut done, first..end, "en", out);
            }
            word = 0;
        }
        at += 1;
    }
    if let Some((first, end, words)) = run
        && words >= WORDS
    {
        wrap(text, &mut done, first..end, "en", out);
    }
    escape(&text[done..], out);
}

fn wrap(
    text: &str,
    done: &mut usize,
    run: std::ops::Range<usize>,
    lang: &str,
    out: &mut String,
) {
    escape(&text[*done..run.start], out);
    out.push_str("<span lang=\"");
    out.push_str(lang);
    out.push_str("\">");
    escape(&text[run.clone()], out);
    out.push_str("</span>");
    *done = run.end;
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
