//! Letters: what counts as one, what counts as the same, what may stand in an address.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// How many letters a reader sees; a Bangla conjunct with its signs is one.
pub fn graphemes(text: &str) -> usize {
    text.graphemes(true).count()
}

/// What readers see as letters, one by one.
pub(super) fn seen(text: &str) -> impl Iterator<Item = &str> {
    text.graphemes(true)
}

/// How many columns of a terminal `text` takes.
pub fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// Unicode's normal form C, in which names of files and pages are kept.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The form in which texts are compared: NFC, without joiners and outer space, runs of space as
/// one, ASCII letters in lower case, Bangla digits as ASCII.
pub fn fold(text: &str) -> String {
    if text.bytes().all(|it| it.is_ascii_graphic()) {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for letter in text.trim().nfc() {
        match letter {
            '\u{200C}' | '\u{200D}' | '\u{FEFF}' => {}
            it if it.is_whitespace() => space = true,
            it => {
                if std::mem::take(&mut space) {
                    folded.push(' ');
                }
                match it {
                    '০'..='৯' => {
                        folded.push((b'0' + (it as u32 - '০' as u32) as u8) as char);
                    }
                    it => folded.extend(it.to_lowercase()),
                }
            }
        }
    }
    folded
}

/// The letters of `text` one by one, taken apart and as [`fold`] compares them, each with the place
/// in `text` where the one it came from ends: for finding a word in a text without copying it.
pub fn letters(text: &str) -> impl Iterator<Item = (char, usize)> {
    let joiner = |it: char| matches!(it, '\u{200C}' | '\u{200D}');
    let letters = text.char_indices().filter(move |it| !joiner(it.1));
    letters.flat_map(|(at, letter)| {
        let end = at + letter.len_utf8();
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let parts = std::iter::once(letter).nfd().flat_map(char::to_lowercase);
        parts.map(move |it| (it, end))
    })
}

/// Whether `letter` is part of a word: a letter or a digit of any script, or a sign on one.
pub fn is_word(letter: char) -> bool {
    letter.is_alphanumeric()
        || is_sign(letter)
        || matches!(letter, '\u{200C}' | '\u{200D}')
}

/// A vowel sign, a virama or any other mark on a letter.
fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{0981}'..='\u{0983}' | '\u{09BC}' | '\u{09BE}'..='\u{09CD}' | '\u{09D7}')
        || unicode_normalization::char::is_combining_mark(letter)
}

/// The letter that a name is listed under: its first letter or digit, a capital without accents or
/// dots, which do not part words in the order of any language here.
pub fn initial(name: &str) -> Option<String> {
    let first = name.nfd().find(|it| it.is_alphanumeric())?;
    Some(first.to_uppercase().collect())
}

/// A name for an address or an anchor: NFC, letters, marks and digits of any script kept, all else
/// as single hyphens.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.nfc() {
        if letter.is_alphanumeric() || is_sign(letter) {
            if std::mem::take(&mut gap) && !slug.is_empty() {
                slug.push('-');
            }
            slug.extend(letter.to_lowercase());
        } else if !matches!(letter, '\u{200C}' | '\u{200D}') {
            gap = true;
        }
    }
    slug
}

/// The name among `known` that `name` was most likely meant to be.
pub fn nearest<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let name = fold(name);
    known
        .into_iter()
        .map(|it| (strsim::damerau_levenshtein(&name, &fold(it)), it))
        .filter(|(distance, it)| *distance <= 1 + graphemes(it).max(graphemes(&name)) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    use super::{fold, graphemes, initial, nearest, slug};

    #[test]
    fn folds_what_readers_take_as_the_same() {
        assert_eq!(fold("উন্ন\u{09DF}ন"), fold("উন্ন\u{09AF}\u{09BC}ন"));
        assert_eq!(fold("  Both   Sexes "), "both sexes");
        assert_eq!(fold("২০১৭"), "2017");
        assert_eq!(fold("র\u{200D}্যাব"), fold("র্যাব"));
    }

    #[test]
    fn counts_conjuncts_as_one() {
        assert_eq!(graphemes("স্ত্রী"), 1);
        assert_eq!(graphemes("লক্ষ্মীপুর"), 4);
    }

    #[test]
    fn slugs_keep_bangla_and_do_not_depend_on_its_encoding() {
        assert_eq!(slug("উন্ন\u{09DF}ন ও শিক্ষা!"), slug("উন্ন\u{09AF}\u{09BC}ন ও শিক্ষা"));
        assert_eq!(slug("What the data say: 2017"), "what-the-data-say-2017");
    }

    #[test]
    fn lists_under_the_first_letter() {
        let letter = |name| initial(name).unwrap_or_default();
        assert_eq!(
            ["ক্ষুদ্র", "“নিট”", "\u{09DC}া", "éa", "b", "২০"].map(letter),
            ["ক", "ন", "ড", "E", "B", "২"]
        );
        assert_eq!(initial("…"), None);
    }

    #[test]
    fn suggests_only_what_is_near() {
        assert_eq!(nearest("Femal", ["Female", "Male"]), Some("Female"));
        assert_eq!(nearest("zzzzzz", ["Female", "Male"]), None);
    }
}
