//! Bangla in the codes of an old font, found in a text line by line.

use crate::{
    diag::{Diagnostic, FileId, Rule, Span, say},
    text::bijoy,
};

/// The most lines of a file that are told of one by one; the number of the others is told too.
const MOST: usize = crate::diag::MOST - 1;

/// What to say of the lines of `text` that hold such Bangla. Blocks of code are left out.
pub fn legacy_bangla(text: &str, file: FileId) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (mut start, mut code, mut more) = (0, false, 0);
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        code ^= fence;
        if let Some(range) = in_line(line).filter(|_| !code && !fence) {
            let written = &line[range.clone()];
            let span = Span::new(file, start + range.start..start + range.end);
            if found.len() < MOST {
                found.push(diagnose(written, &bijoy::to_unicode(written), span));
            } else {
                more += 1;
            }
        }
        start += line.len();
    }
    if let Some(span) = found.last().and_then(|it| it.span).filter(|_| more > 0) {
        let message = say!("{more} more lines like this in the same file", more);
        found.push(Diagnostic::new(Rule::LegacyBangla, span, message));
    }
    found
}

/// Where such Bangla stands in `line`. It always has a sign between U+0080 and U+00FF or one of
/// general punctuation, which starts with one of three bytes.
fn in_line(line: &str) -> Option<std::ops::Range<usize>> {
    memchr::memchr3(0xC2, 0xC3, 0xE2, line.as_bytes())?;
    bijoy::find(line)
}

/// What to say of `written`, which most likely means `meant`.
pub fn diagnose(written: &str, meant: &str, span: Span) -> Diagnostic {
    let message = say!(
        "`{written}` is Bangla in the codes of an old font (Bijoy, SutonnyMJ), most likely `{meant}`",
        written,
        meant
    );
    Diagnostic::new(Rule::LegacyBangla, span, message)
        .help(say!("write it in Unicode, as `{meant}` if that is what it says", meant))
}
