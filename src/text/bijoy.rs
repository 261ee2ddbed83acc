//! Bangla as Bijoy and SutonnyMJ store it: glyphs of a font under the codes of Windows-1252.
//!
//! Such text looks right in that font alone; everywhere else it is gibberish. [`read`] tells it
//! from Latin text and gives the Unicode that it most likely means, [`to_unicode`] only converts.
//! Nothing here decides to convert: two codes can stand for one letter and one code for two, so a
//! person has to look.
//!
//! The codes are facts of the font, taken from pairs of legacy and Unicode text. Glyphs stand in
//! the order in which they are seen: the signs ি ে ৈ before their consonant, reph after it.

use std::{collections::BTreeSet, ops::Range};

use unicode_normalization::UnicodeNormalization;

/// What the code of a glyph means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Glyph {
    /// A consonant or a conjunct; more may be joined to it.
    Base(&'static str),
    /// A letter, or one with its vowel sign, that takes no further sign.
    Vowel(&'static str),
    /// The first half of a conjunct.
    First(&'static str),
    /// A second half, joined to what stands before.
    Second(&'static str),
    /// A vowel sign that is seen before its consonant.
    Before(&'static str),
    /// A vowel sign that is seen behind it.
    After(&'static str),
    /// ঁ ং ঃ
    Mark(&'static str),
    /// র্ above what stands before.
    Reph,
    /// A hasanta that is shown.
    Hasanta,
    /// A digit or a sign.
    Sign(&'static str),
}

fn glyph(code: char) -> Option<Glyph> {
    letter(code).or_else(|| conjunct(code)).or_else(|| part(code))
}

fn letter(code: char) -> Option<Glyph> {
    use Glyph::{Base, Mark, Sign, Vowel};
    const VOWELS: &str = "অআইঈউঊঋএঐওঔ";
    const DIGITS: [&str; 10] = ["০", "১", "২", "৩", "৪", "৫", "৬", "৭", "৮", "৯"];
    Some(match code {
        'A' => Vowel("অ"),
        'B'..='J' => {
            let at = code as usize - 'A' as usize + 1;
            let (start, letter) = VOWELS.char_indices().nth(at)?;
            Vowel(&VOWELS[start..start + letter.len_utf8()])
        }
        'r' => Vowel("ৎ"),
        's' => Mark("ং"),
        't' => Mark("ঃ"),
        'u' => Mark("ঁ"),
        'o' => Base("ড\u{9BC}"),
        'p' => Base("ঢ\u{9BC}"),
        'q' => Base("য\u{9BC}"),
        'K'..='Z' => Base(of("কখগঘঙচছজঝঞটঠডঢণত", code as usize - 'K' as usize)?),
        '_' => Base("থ"),
        '`' => Base("দ"),
        'a'..='n' => Base(of("ধনপফবভমযরলশষসহ", code as usize - 'a' as usize)?),
        '0'..='9' => Sign(DIGITS[code as usize - '0' as usize]),
        '|' => Sign("।"),
        '$' => Sign("৳"),
        'ï' => Vowel("শু"),
        '¸' => Vowel("গু"),
        'û' => Vowel("হু"),
        'ü' => Vowel("হৃ"),
        'Ò' | 'Ó' => Sign("\""),
        // Not with quotes of print: those are codes themselves.
        'Ô' | 'Õ' => Sign("'"),
        'Ñ' => Sign("-"),
        _ => return None,
    })
}

/// The letter at `at`; every letter of these lists has three bytes.
fn of(letters: &'static str, at: usize) -> Option<&'static str> {
    letters.get(at * 3..at * 3 + 3)
}

fn conjunct(code: char) -> Option<Glyph> {
    const CONJUNCTS: &str = "°ক্ক ±ক্ট ²ক্ষ্ম ³ক্ত ´ক্ম µক্র ¶ক্ষ ÿক্ষ ·ক্স »গ্ধ ¼ঙ্ক ½ঙ্গ ¾জ্জ Àজ্ঝ Áজ্ঞ \
         Âঞ্চ Ãঞ্ছ Äঞ্জ Åঞ্ঝ Æট্ট Çড্ড Èণ্ট Éণ্ঠ Êণ্ড Ëত্ত Ìত্থ Íত্ম Îত্র Ïদ্দ ×দ্ধ Øদ্ব Ùদ্ম Úন্ঠ Ûন্ড Üন্ধ \
         Ýন্স Þপ্ট ßপ্ত àপ্প áপ্স âব্জ ãব্দ äব্ধ åভ্র æম্ন çম্ফ éল্ক êল্গ ëল্ট ìল্ড íল্প îল্ফ ðশ্চ ñশ্ছ òষ্ণ \
         óষ্ট ôষ্ঠ õষ্ফ öস্খ ÷স্ট øস্ন ùস্ফ ýহ্ন þহ্ম";
    let mut all = CONJUNCTS.split_whitespace();
    all.find_map(|it| it.strip_prefix(code)).map(Glyph::Base)
}

fn part(code: char) -> Option<Glyph> {
    use Glyph::{After, Before, First, Hasanta, Reph, Second};
    Some(match code {
        'w' => Before("ি"),
        '†' | '‡' => Before("ে"),
        'ˆ' | '‰' => Before("ৈ"),
        'v' => After("া"),
        'x' => After("ী"),
        'y' | 'z' | '“' | '–' => After("ু"),
        '~' | '‚' => After("ূ"),
        '„' | '…' => After("ৃ"),
        'Š' => After("ৗ"),
        '•' => First("ঙ"),
        '”' => First("চ"),
        '˜' | '™' => First("দ"),
        'š' | '›' => First("ন"),
        '¤' => First("ম"),
        '®' => First("ষ"),
        '¯' => First("স"),
        '‹' => Second("ক"),
        'Œ' => Second("ক্র"),
        '—' => Second("ত"),
        '‘' => Second("তু"),
        '¿' => Second("ত্র"),
        '’' => Second("থ"),
        'œ' | 'è' => Second("ন"),
        'ú' => Second("প"),
        '¡' | '¦' | 'Ÿ' | '^' => Second("ব"),
        '¢' => Second("ভ"),
        '£' => Second("ভ্র"),
        '¥' | '§' => Second("ম"),
        '¨' => Second("য"),
        'ª' | '«' | 'Ö' => Second("র"),
        '¬' | '−' | '\u{AD}' => Second("ল"),
        '©' => Reph,
        '&' => Hasanta,
        _ => return None,
    })
}

/// What is written with the codes of Bijoy in `text`, in Unicode.
///
/// Bangla in Unicode and whatever has no code stays as it is, so that converting twice is
/// converting once. Latin text becomes nonsense: ask [`read`] first.
pub fn to_unicode(text: &str) -> String {
    convert(text).0
}

/// A syllable in the making.
#[derive(Debug, Default)]
struct Syllable {
    before: &'static str,
    base: String,
    /// Whether a consonant has to follow.
    open: bool,
    vowel: bool,
    after: &'static str,
    marks: String,
    reph: bool,
    written: String,
}

impl Syllable {
    /// Adds a glyph; false where it cannot belong to this syllable.
    fn take(&mut self, glyph: Glyph) -> bool {
        let begun = !self.base.is_empty();
        let done = !self.after.is_empty() || !self.marks.is_empty();
        match glyph {
            Glyph::Base(it) if !begun || (self.open && !done) => {
                self.base.push_str(it);
                self.open = false;
            }
            Glyph::Vowel(it) if !begun && self.before.is_empty() => {
                self.base.push_str(it);
                self.vowel = true;
            }
            Glyph::First(it) if !begun || (self.open && !done) => {
                self.base.push_str(it);
                self.base.push('্');
                self.open = true;
            }
            Glyph::Second("য") if matches!(&*self.base, "অ" | "এ") && !done => {
                self.base.push_str("্য");
                self.vowel = false;
            }
            Glyph::Second(it) if begun && !self.vowel && (!done || self.below()) => {
                if !self.open {
                    self.base.push('্');
                }
                // The same glyph stands for ন and ণ; spelling tells which.
                let hard = ["ণ্", "ষ্", "হ্"].iter().any(|it| self.base.ends_with(it));
                let it = if it == "ন" && hard { "ণ" } else { it };
                self.base.push_str(it);
                self.open = false;
            }
            Glyph::Hasanta if begun && !self.vowel && !self.open && !done => {
                self.base.push_str("্\u{200C}");
                self.open = true;
            }
            Glyph::Before(it) if (!begun || self.open) && self.before.is_empty() => {
                self.before = it;
            }
            Glyph::After("া") if self.base == "অ" && !done => {
                "আ".clone_into(&mut self.base);
            }
            Glyph::After(it) if begun && !self.vowel && !done && !self.open => {
                let joins = matches!((self.before, it), ("", _) | ("ে", "া" | "ৗ"));
                if !joins || (self.before.is_empty() && it == "ৗ") {
                    return false;
                }
                self.after = it;
            }
            Glyph::Mark(it) if begun && !self.open && self.marks.is_empty() => {
                self.marks.push_str(it);
            }
            Glyph::Reph if begun && !self.vowel && !self.open && !self.reph => {
                self.reph = true;
            }
            _ => return false,
        }
        true
    }

    /// Whether the syllable ends in a vowel sign below, which many write before a second half.
    fn below(&self) -> bool {
        self.marks.is_empty() && matches!(self.after, "ু" | "ূ" | "ৃ")
    }

    /// Writes the syllable; false where it is not whole, and then as it was.
    fn finish(self, out: &mut String) -> bool {
        if self.base.is_empty() || self.open {
            out.push_str(&self.written);
            return self.written.is_empty();
        }
        if self.reph {
            out.push_str("র্");
        }
        out.push_str(&self.base);
        match (self.before, self.after) {
            ("ে", "া") => out.push('ো'),
            ("ে", "ৗ") => out.push('ৌ'),
            (before, after) => {
                out.push_str(before);
                out.push_str(after);
            }
        }
        out.push_str(&self.marks);
        true
    }
}

/// The Unicode of `text`, and whether all of it could be made out.
fn convert(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len() * 2);
    let mut whole = true;
    let mut syllable = Syllable::default();
    for code in text.chars() {
        let glyph = glyph(code);
        if let Some(glyph) = glyph {
            if syllable.take(glyph) {
                syllable.written.push(code);
                continue;
            }
            whole &= std::mem::take(&mut syllable).finish(&mut out);
            if syllable.take(glyph) {
                syllable.written.push(code);
                continue;
            }
        } else {
            whole &= std::mem::take(&mut syllable).finish(&mut out);
        }
        match glyph {
            Some(Glyph::Sign(it)) => out.push_str(it),
            _ => {
                whole = false;
                out.push(code);
            }
        }
    }
    whole &= syllable.finish(&mut out);
    (out.nfc().collect(), whole)
}

/// The Unicode that `text` most likely means, if some word of it can only be Bijoy.
///
/// A word is taken for Bijoy where every code of it has its place and something stands in it that
/// no Latin word has: a dagger or © between letters, a capital with an accent after a small letter,
/// a spacing diacritic after a letter. Of plain words without such a code there have to be two that
/// no language would write, such as `evsjv`; one alone may be an abbreviation.
pub fn read(text: &str) -> Option<String> {
    let telling = words(text).any(is_telling);
    let odd: BTreeSet<&str> = words(text).filter(|it| is_odd(it)).collect();
    let mostly = odd.len() > 1 && 2 * odd.len() >= words(text).count();
    (telling || mostly).then(|| to_unicode(text))
}

/// The same of a text that stands beside others that [`read`] knows, where one odd word will do.
pub fn read_beside(text: &str) -> Option<String> {
    let odd = words(text).any(|it| is_telling(it) || is_odd(it));
    odd.then(|| to_unicode(text))
}

/// Where in `text` the words stand that can only be Bijoy, in stretches of what belongs together
/// on a line.
pub fn find(text: &str) -> Option<Range<usize>> {
    let start = text.as_ptr().addr();
    let mut found: Option<Range<usize>> = None;
    for word in words(text).filter(|it| is_telling(it)) {
        let at = word.as_ptr().addr() - start;
        let first = found.map_or(at, |it| it.start);
        found = Some(first..at + word.len());
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words =
        text.split(|it: char| it.is_whitespace() || "()[]{},;:.!?\"'-/".contains(it));
    words
        .map(|it| it.trim_matches(['*', '#', '=', '<', '>', '|']))
        .filter(|it| !it.is_empty())
}

/// How the syllables of a word are made up.
#[derive(Debug, Default)]
struct Shape {
    letters: usize,
    signs: usize,
}

/// The make-up of `word`, if it is one in Bijoy.
fn shape(word: &str) -> Option<Shape> {
    let mut shape = Shape::default();
    for code in word.chars() {
        match glyph(code)? {
            Glyph::Base(_) | Glyph::Vowel(_) => shape.letters += 1,
            Glyph::Before(_) | Glyph::After(_) => shape.signs += 1,
            _ => {}
        }
    }
    convert(word).1.then_some(shape)
}

/// Whether `word` can only be Bijoy.
fn is_telling(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let letters: Vec<char> = word.chars().collect();
    let pairs = || letters.windows(2).map(|it| (it[0], it[1]));
    let cut = word.ends_with(['Ã', 'Â']);
    if cut || pairs().any(|(a, b)| is_broken_utf_8(a, b)) {
        return false;
    }
    let strong = letters.windows(3).any(|it| between(it[0], it[1], it[2]))
        || pairs().any(|(a, b)| behind(a, b));
    let Some(shape) = shape(word) else { return false };
    // Letters with accents are in every language of Europe.
    let own = |it: &char| !it.is_ascii() && (!it.is_alphabetic() || "ÿªµ".contains(*it));
    let dense = shape.signs > 0 && 4 * shape.signs >= shape.letters;
    let own = letters.iter().any(own);
    let sound = shape.letters > 1 && (own || shape.signs > 0);
    (strong && sound) || (own && dense && lone_v(word).is_some())
}

/// UTF-8 that was read as Windows-1252, such as `Ã©` for é and `à¦•` for ক.
fn is_broken_utf_8(first: char, second: char) -> bool {
    let continues = matches!(second, '\u{80}'..='\u{BF}')
        || (second as u32 > 0xFF && second != 'Œ' && second != 'Š');
    matches!(first, 'Â' | 'Ã' | 'â' | 'à' | 'Å' | 'Ä' | 'Ð' | 'Ñ') && continues
}

/// Whether no Latin text has `code` between those two.
fn between(before: char, code: char, after: char) -> bool {
    let letter = |it: char| it.is_ascii_alphabetic() || it == '`' || it == '_';
    let inside = letter(before) && letter(after);
    inside && matches!(code, '†' | '‡' | 'ˆ' | '‰' | '©' | 'ª' | '„' | '‚')
        || letter(after) && after.is_ascii_lowercase() && before == '`' && code == '¨'
}

/// Whether no Latin text has `code` behind that one.
fn behind(before: char, code: char) -> bool {
    match code {
        '¨' | '¥' | '¦' | '¤' | '¯' => before.is_ascii_alphabetic() || before == '`',
        '^' => matches!(before, '¯' | '¤' | 'š' | '®'),
        'À'..='Þ' if !matches!(code, '×') => before.is_ascii_lowercase(),
        '‡' | '†' => matches!(before, '¨' | 'Ö' | '¦' | '©'),
        'ª' => before == '`',
        _ => false,
    }
}

/// Whether the plain `word` is one that no language would write: a `v` before a consonant, and a
/// vowel sign to every third letter.
fn is_odd(word: &str) -> bool {
    let inner = word.trim_matches('`').len() == word.len();
    let plain = word.bytes().all(|it| it.is_ascii_alphabetic() || it == b'`');
    let dense = |it: Shape| 3 * it.signs >= it.letters;
    let lone = lone_v(word).is_some_and(|it| it + 1 < word.len());
    inner && plain && lone && shape(word).is_some_and(dense)
}

/// Where the first `v` stands that has neither a vowel nor an `r` behind it. A word that has a
/// backtick for its apostrophe, as in "you've", has none.
fn lone_v(word: &str) -> Option<usize> {
    const ENDINGS: [&str; 7] = ["ve", "s", "t", "re", "ll", "d", "m"];
    if word.rsplit_once('`').is_some_and(|it| ENDINGS.contains(&it.1)) {
        return None;
    }
    let follows = |it: char| "aeiouyrAEIOUYRàáâãäåæèéêëìíîïòóôõöøùúûüý".contains(it);
    let lone = |at: usize| !word[at + 1..].starts_with(follows);
    word.match_indices('v').map(|it| it.0).find(|at| *at > 0 && lone(*at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{find, read, read_beside, to_unicode};
    use crate::text::nfc;

    #[test]
    fn converts_what_people_have() {
        for (bijoy, meant) in [
            ("evsjv‡`k", "বাংলাদেশ"),
            ("MYcÖRvZš¿x evsjv‡`k miKvi", "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার"),
            ("wk¶v", "শিক্ষা"),
            ("wkÿv", "শিক্ষা"),
            ("Avwg evsjvq Mvb MvB", "আমি বাংলায় গান গাই"),
            ("†`‡ki RbmsL¨v cÖvq 17 †KvwU", "দেশের জনসংখ্যা প্রায় ১৭ কোটি"),
            ("evsjv‡`k wek¦we`¨vjq gÄyix Kwgkb", "বাংলাদেশ বিশ্ববিদ্যালয় মঞ্জুরী কমিশন"),
            ("Dch©y³ wel‡qi †cÖwÿ‡Z", "উপর্যুক্ত বিষয়ের প্রেক্ষিতে"),
            ("Rb¥ wbeÜb|", "জন্ম নিবন্ধন।"),
            ("Kg©ms¯’vb", "কর্মসংস্থান"),
            ("c„w_ex", "পৃথিবী"),
            ("cO&w³", "পঙ্\u{200C}ক্তি"),
            ("welYè", "বিষণ্ণ"),
            ("ey¨‡iv", "ব্যুরো"),
            ("†mŠ²¨", "সৌক্ষ্ম্য"),
            ("ïé", "শুল্ক"),
            ("A¨vš’ªv·", "অ্যান্থ্রাক্স"),
        ] {
            assert_eq!(to_unicode(bijoy), nfc(meant), "{bijoy}");
        }
        assert_eq!(to_unicode("ivRkvnx-6204"), "রাজশাহী-৬২০৪");
    }

    #[test]
    fn knows_it_by_what_latin_text_never_has() {
        for bijoy in ["evsjv‡`k", "†Rjv", "cÖvq", "RbmsL¨v", "wk¶v", "Avwg Mvb evsjvq"]
        {
            assert!(read(bijoy).is_some(), "{bijoy}");
        }
        assert_eq!(read("XvKv"), None);
        assert_eq!(read_beside("XvKv").as_deref(), Some("ঢাকা"));
        assert_eq!(find("in evsjv‡`k and cÖvq so"), Some(3..23));
    }

    #[test]
    fn leaves_latin_text_alone() {
        for text in [
            "Female",
            "† Preliminary",
            "†Rural areas‡",
            "†Levels",
            "You`ve O`Brien don`t",
            "Microsoft© Word™ and 5°C",
            "m³/s, kg CO²eq, 12 µg/m³, N·m",
            "«C’est déjà l’été», œuvre, févr., lèvre",
            "Größe: „Präventivmedizin“ für Bürger",
            "København Øvli afløv",
            "¿Qué? ¡Óvnis! Mª José 1ª",
            "word…word—word–word",
            "let v = prev.env_remove(kv); </div></div>",
            "LaTeX McDonald GeoCode XvYv",
            "Ã©tÃ© cafÃ© â€™s Â£5 lÃ\u{A0} à¦¬à¦¾à¦‚à¦²à¦¾",
            "বাংলাদেশ",
            "BD-30 Dhaka 15-24 PT_B503",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn converting_twice_is_converting_once(text in "[ -~\u{A0}-\u{FF}‡†ˆ‰©Šš›œ˜–—’‘“”„…‚•™‹−ŒŸকা্ ]{0,24}") {
            let once = to_unicode(&text);
            prop_assert_eq!(to_unicode(&once), once);
        }

        #[test]
        fn plain_text_is_never_taken_for_bijoy(text in "[A-Z]?[a-uw-z]{1,9}( [a-uw-z]{1,9}){0,5}[.,;]?") {
            prop_assert_eq!(read(&text), None);
        }

        #[test]
        fn accents_are_not_taken_for_bijoy(text in "[A-ZÀ-ÖØ-Þ]?[a-uw-zà-öø-þœš]{1,9}( [«“„‘]?[a-uw-zà-öø-þœš]{1,9}[»”“’]?){0,5}") {
            prop_assert_eq!(read(&text), None);
        }
    }
}
