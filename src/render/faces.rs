//! The fonts of a style sheet, each with the letters that it is for.

/// A `@font-face` rule that names a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Face<'a> {
    /// The rule.
    pub(super) rule: &'a str,
    /// The file that it names.
    pub(super) file: &'a str,
}

/// The fonts of `style`.
pub(super) fn all(style: &str) -> impl Iterator<Item = Face<'_>> {
    let mut rest = style;
    std::iter::from_fn(move || {
        while let Some(start) = rest.find("@font-face") {
            let end = rest[start..].find('}').map_or(rest.len(), |it| start + it + 1);
            let rule = &rest[start..end];
            rest = &rest[end..];
            if let Some(file) = file(rule) {
                return Some(Face { rule, file });
            }
        }
        None
    })
}

fn file(rule: &str) -> Option<&str> {
    let (_, more) = rule.split_once("url(\"")?;
    Some(more.split_once("\")")?.0)
}

impl<'a> Face<'a> {
    /// Its family.
    pub(super) fn family(&self) -> Option<&'a str> {
        let (_, more) = self.rule.split_once("font-family:\"")?;
        Some(more.split_once('"')?.0)
    }

    /// Whether `html` has what the font is for.
    pub(super) fn is_for(&self, html: &str) -> bool {
        let slanted = self.rule.contains("font-style:italic");
        let words = ["<em", "<i>", "<cite"].iter().any(|it| html.contains(it));
        if slanted && !words {
            return false;
        }
        // A family for mathematics is for formulas alone.
        if self.family().is_some_and(|it| it.contains("Math")) {
            return html.contains("<math");
        }
        let Some((_, ranges)) = self.rule.split_once("unicode-range:") else {
            return true;
        };
        let code = |it: &str| u32::from_str_radix(it, 16).ok();
        let ranges = ranges.split([',', ';', '}']).filter_map(|it| {
            let it = it.trim().strip_prefix("U+")?;
            let (first, last) = it.split_once('-').unwrap_or((it, it));
            Some(code(first)?..=code(last)?)
        });
        let ranges: Vec<_> = ranges.collect();
        let letters = html.chars().filter(|it| it.is_alphanumeric());
        letters.map(u32::from).any(|it| ranges.iter().any(|range| range.contains(&it)))
    }
}
