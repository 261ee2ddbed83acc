//! Numbers in a running text, as a reader takes them: ২৫ লাখ, 2.5 million and 25,00,000 are one.

use std::{collections::BTreeMap, ops::Range};

use super::{fold, is_word};

/// A number that stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it comes to.
    pub value: f64,
    /// Whether it was written in digits and stands for itself; words such as "five", and digits in
    /// names such as `COVID-19`, are numbers only where another one has to be explained.
    pub certain: bool,
    /// How many decimal places were written, where it is no multiple of a larger unit.
    pub decimals: usize,
}

/// The words that a language counts with.
#[derive(Debug, Clone, Default)]
pub(super) struct Counting {
    /// What words come to, by the word (folded). Below one, it is added to the number that follows:
    /// সাড়ে তিন is 3.5.
    words: BTreeMap<String, f64>,
    /// The months by number, folded.
    months: BTreeMap<String, u8>,
    /// What may follow a word.
    endings: Vec<String>,
    /// The first two letters of every word, so that most of a text is not looked at twice.
    starts: Vec<[char; 2]>,
}

/// From here on a number word is a unit that numbers before it count.
const SCALE: f64 = 100.0;

/// From here on a unit makes sure that what it counts is a number.
const CERTAIN: f64 = 1000.0;

/// How far a month may stand from the day or year it goes with, in letters: ২০১৯ সালের জানুয়ারি.
const NEAR: usize = 8;

/// The zeros of the scripts whose digits are read.
const ZEROS: [char; 5] = ['0', '০', '०', '٠', '۰'];

impl Counting {
    pub(super) fn new<'a>(
        numbers: &BTreeMap<String, f64>,
        months: impl Iterator<Item = (u8, &'a str)>,
        endings: &[String],
    ) -> Self {
        let words: BTreeMap<String, f64> =
            numbers.iter().map(|(word, value)| (fold(word), *value)).collect();
        let months: BTreeMap<String, u8> =
            months.map(|(number, name)| (fold(name), number)).collect();
        let mut starts: Vec<[char; 2]> =
            words.keys().chain(months.keys()).map(|it| start(it)).collect();
        starts.sort_unstable();
        starts.dedup();
        let endings = endings.iter().map(|it| fold(it)).collect();
        Self { words, months, endings, starts }
    }

    /// The numbers of `text`, in order.
    pub(super) fn numbers(&self, text: &str) -> Vec<Number> {
        let mut scan = Scan { counting: self, text, found: Vec::new(), addend: None };
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            at = match letter {
                it if digit(it).is_some() => scan.digits(at),
                it if is_word(it) => scan.word(at),
                it => at + it.len_utf8(),
            };
        }
        scan.date_months();
        scan.found.into_iter().map(|it| it.number).collect()
    }

    /// What `word` comes to.
    fn word(&self, word: &str) -> Option<f64> {
        self.find(&self.words, word)
    }

    /// The month that `word` names; of Latin ones also the first letters.
    fn month(&self, word: &str) -> Option<u8> {
        let first = word.chars().next()?;
        if first.is_lowercase() {
            return None;
        }
        let found = self.find(&self.months, word);
        if found.is_some() || !word.is_ascii() || word.len() < 3 {
            return found;
        }
        let folded = fold(word);
        self.months.iter().find(|(name, _)| name.starts_with(&folded)).map(|it| *it.1)
    }

    fn find<T: Copy>(&self, known: &BTreeMap<String, T>, word: &str) -> Option<T> {
        self.starts.binary_search(&start(word)).ok()?;
        let folded = fold(word);
        let mut stem = folded.as_str();
        loop {
            if let Some(found) =
                known.get(stem).filter(|_| self.ends(&folded[stem.len()..]))
            {
                return Some(*found);
            }
            let (last, _) = stem.char_indices().next_back()?;
            stem = &stem[..last];
        }
    }

    /// Whether `rest` is nothing, or one or two endings.
    fn ends(&self, rest: &str) -> bool {
        let one =
            |rest: &str| rest.is_empty() || self.endings.iter().any(|it| it == rest);
        one(rest)
            || self.endings.iter().any(|it| rest.strip_prefix(&**it).is_some_and(one))
    }
}

/// The first two letters of a word, in lower case.
fn start(word: &str) -> [char; 2] {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    std::array::from_fn(|_| letters.next().unwrap_or_default())
}

fn digit(letter: char) -> Option<u8> {
    ZEROS.iter().find_map(|zero| {
        let value = u32::from(letter).checked_sub(u32::from(*zero))?;
        (value < 10).then_some(value as u8)
    })
}

/// A number, and how it was written.
struct Found {
    number: Number,
    /// The unit it counts, such as a lakh; 1 for none.
    scale: f64,
    /// Four digits alone, as a year.
    year: bool,
    month: bool,
}

struct Scan<'a> {
    counting: &'a Counting,
    text: &'a str,
    found: Vec<Found>,
    /// Part of a number that waits for the rest: সাড়ে, with its place.
    addend: Option<(f64, usize)>,
}

impl Scan<'_> {
    /// Reads the digits at `at` with what belongs to them; gives the place behind.
    fn digits(&mut self, at: usize) -> usize {
        let end = run(self.text, at);
        let before = &self.text[..at];
        let glued = is_glued(before);
        let negative = is_negative(before);
        let parts = parts(&self.text[at..end]);
        let last = parts.len() - 1;
        for (index, (range, plain)) in parts.into_iter().enumerate() {
            let start = at + range.start;
            let year = range.len() == plain.len() * width(&self.text[start..])
                && plain.len() == 4;
            let decimals = plain.split_once('.').map_or(0, |it| it.1.len());
            let mut value: f64 = plain.parse().unwrap_or(0.0);
            if index == 0 && negative {
                value = -value;
            }
            let fiscal = self.fiscal(start, &plain, at + range.end);
            let value = fiscal.unwrap_or(value);
            let certain = !(glued && index == 0);
            let range = start..at + range.end;
            let number = Number { range, value, certain, decimals };
            let number = self.added(number);
            let year = year && fiscal.is_none();
            self.found.push(Found { number, scale: 1.0, year, month: false });
            if index < last {
                self.addend = None;
            }
        }
        let name =
            self.text[end..].chars().next().is_some_and(|it| it.is_ascii_alphabetic());
        if name {
            let word_end = word_end(self.text, end);
            let suffix = self.text[end..word_end].to_ascii_lowercase();
            if let Some(found) = self.found.last_mut()
                && !matches!(suffix.as_str(), "st" | "nd" | "rd" | "th" | "s")
            {
                found.number.certain = false;
            }
        }
        self.scaled(end)
    }

    /// The second year of `2016-17`, where `digits` at `start` is one.
    fn fiscal(&self, start: usize, digits: &str, end: usize) -> Option<f64> {
        let last = self.found.last().filter(|it| it.year && digits.len() == 2)?;
        let between = &self.text[last.number.range.end..start];
        let dated = self.text[end..].starts_with('-')
            && self.text[end + 1..].chars().next().is_some_and(|it| digit(it).is_some());
        if !matches!(between, "-" | "–" | "/" | "‑") || dated {
            return None;
        }
        let year = last.number.value;
        let short: f64 = digits.parse().ok()?;
        let long = (year / 100.0).floor() * 100.0 + short;
        let long = if long <= year { long + 100.0 } else { long };
        (long - year < 30.0).then_some(long)
    }

    /// `number` with the half that stands before it.
    fn added(&mut self, mut number: Number) -> Number {
        if let Some((value, start)) = self.addend.take()
            && self.text[start..number.range.start]
                .chars()
                .filter(|it| *it == ' ')
                .count()
                <= 1
        {
            number.value += value;
            number.range.start = start;
        }
        number
    }

    /// Multiplies the last number by the units that follow at `end`; gives the place behind.
    fn scaled(&mut self, mut end: usize) -> usize {
        while let Some((start, stop)) = next_word(self.text, end) {
            let scale = self.counting.word(&self.text[start..stop]);
            let Some(scale) = scale.filter(|it| *it >= SCALE) else { break };
            let Some(found) = self.found.last_mut() else { break };
            found.number.value *= scale;
            found.number.range.end = stop;
            found.number.decimals = 0;
            // In words it is one all the same: দেড় কোটি is no figure of speech.
            found.number.certain |= scale >= CERTAIN;
            found.scale *= scale;
            end = stop;
        }
        self.joined();
        end
    }

    /// Makes one number of ৫ লাখ ২০ হাজার, of ২ হাজার ৫০০ and of ১ হাজার ২০০ কোটি.
    fn joined(&mut self) {
        let [.., first, second] = &self.found[..] else { return };
        let between = &self.text[first.number.range.end..second.number.range.start];
        let apart = !between.chars().all(char::is_whitespace);
        if apart || first.scale < SCALE || second.year || second.number.decimals > 0 {
            return;
        }
        let counted = second.number.value / second.scale;
        let larger = second.scale > first.scale && counted < first.scale;
        let smaller = second.scale < first.scale && second.number.value < first.scale;
        if !(larger || smaller) {
            return;
        }
        let Some(second) = self.found.pop() else { return };
        let Some(first) = self.found.last_mut() else { return };
        if larger {
            first.number.value *= second.scale;
        }
        first.number.value += second.number.value;
        first.number.range.end = second.number.range.end;
        first.number.certain &= second.number.certain;
        first.scale = second.scale;
    }

    /// Reads the word at `at`; gives the place behind it.
    fn word(&mut self, at: usize) -> usize {
        let end = word_end(self.text, at);
        let word = &self.text[at..end];
        if let Some(month) = self.counting.month(word) {
            self.push(at..end, f64::from(month), true);
            return end;
        }
        match self.counting.word(word) {
            Some(value) if value.abs() < 1.0 => self.addend = Some((value, at)),
            Some(value) => {
                self.push(at..end, value, false);
                self.tens();
                return self.scaled(end);
            }
            None => {}
        }
        end
    }

    fn push(&mut self, range: Range<usize>, value: f64, month: bool) {
        let number = Number { range, value, certain: false, decimals: 0 };
        let number = if month { number } else { self.added(number) };
        self.found.push(Found { number, scale: 1.0, year: false, month });
    }

    /// Makes one number of twenty-five.
    fn tens(&mut self) {
        let [.., first, second] = &self.found[..] else { return };
        let (tens, units) = (first.number.value, second.number.value);
        let between = &self.text[first.number.range.end..second.number.range.start];
        let fits = matches!(between, "-" | " ")
            && !first.number.certain
            && (20.0..100.0).contains(&tens)
            && tens % 10.0 == 0.0
            && (1.0..10.0).contains(&units);
        if fits && let Some(second) = self.found.pop() {
            let Some(first) = self.found.last_mut() else { return };
            first.number.value += second.number.value;
            first.number.range.end = second.number.range.end;
        }
    }

    /// A month beside a day or a year is a date, and as certain as they are.
    fn date_months(&mut self) {
        for at in 0..self.found.len() {
            if !self.found[at].month {
                continue;
            }
            let beside = |other: Option<&Found>| {
                let Some(other) = other.filter(|it| it.number.certain && !it.month)
                else {
                    return false;
                };
                let (own, other) = (&self.found[at].number.range, &other.number.range);
                let gap = if other.end <= own.start {
                    other.end..own.start
                } else {
                    own.end..other.start
                };
                let gap = &self.text[gap];
                gap.chars().count() <= NEAR
                    && !gap.contains(['.', ';', ':', '।', '(', ')', '?'])
            };
            let before = at.checked_sub(1).and_then(|it| self.found.get(it));
            if beside(before) || beside(self.found.get(at + 1)) {
                self.found[at].number.certain = true;
            }
        }
    }
}

/// Where the run of digits, points and commas at `at` ends.
fn run(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut letters = text[at..].char_indices().peekable();
    while let Some((offset, letter)) = letters.next() {
        let follows = letters.peek().is_some_and(|it| digit(it.1).is_some());
        let inside = digit(letter).is_some()
            || (follows
                && matches!(letter, '.' | ',' | '\u{A0}' | '\u{202F}' | '\u{2009}'));
        if !inside {
            break;
        }
        end = at + offset + letter.len_utf8();
    }
    end
}

/// The numbers of a run, with their bytes and their plain digits: one, or the parts of 8.6.1.
fn parts(run: &str) -> Vec<(Range<usize>, String)> {
    if let Some(plain) = whole(run) {
        return vec![(0..run.len(), plain)];
    }
    let lists = pieces(run, |it| it != '.');
    let mut parts = Vec::new();
    for list in lists {
        match whole(&run[list.clone()]) {
            Some(plain) => parts.push((list, plain)),
            None => {
                let numbers = pieces(&run[list.clone()], |_| true);
                parts.extend(numbers.into_iter().filter_map(|it| {
                    let range = list.start + it.start..list.start + it.end;
                    Some((range.clone(), whole(&run[range])?))
                }));
            }
        }
    }
    parts
}

/// The pieces of `run` between signs that are no digits and are `split`.
fn pieces(run: &str, split: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, letter) in run.char_indices() {
        if digit(letter).is_none() && split(letter) {
            pieces.push(start..at);
            start = at + letter.len_utf8();
        }
    }
    pieces.push(start..run.len());
    pieces
}

/// `run` as plain digits, where it is one number: grouped by thousands or by lakhs, or not at all.
fn whole(run: &str) -> Option<String> {
    let (integer, fraction) = run.split_once('.').unwrap_or((run, ""));
    let groups: Vec<&str> = integer.split(|it| digit(it).is_none()).collect();
    let length = |it: &&str| it.chars().count();
    let (first, rest) = groups.split_first()?;
    let grouped = rest.split_last().is_none_or(|(last, middle)| {
        length(last) == 3
            && (1..=3).contains(&length(first))
            && (middle.iter().all(|it| length(it) == 3)
                || middle.iter().all(|it| length(it) == 2) && length(first) < 3)
    });
    let digits = |text: &str| text.chars().map(digit).collect::<Option<Vec<u8>>>();
    let fraction = digits(fraction)?;
    if !grouped {
        return None;
    }
    let mut plain = String::new();
    for value in groups.iter().map(|it| digits(it)).collect::<Option<Vec<_>>>()?.concat()
    {
        plain.push(char::from(b'0' + value));
    }
    if !fraction.is_empty() {
        plain.push('.');
        plain.extend(fraction.iter().map(|it| char::from(b'0' + it)));
    }
    Some(plain)
}

/// How many bytes the first letter of `text` takes.
fn width(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

/// Whether digits behind `before` belong to a name: `G20`, `COVID-19`.
fn is_glued(before: &str) -> bool {
    let mut letters = before.chars().rev();
    let letter =
        |it: Option<char>| it.is_some_and(|it| is_word(it) && digit(it).is_none());
    match letters.next() {
        Some('-' | '‑') => letter(letters.next()),
        last => letter(last),
    }
}

/// Whether the number behind `before` is below zero.
fn is_negative(before: &str) -> bool {
    let mut letters = before.chars().rev();
    let sign = matches!(letters.next(), Some('-' | '−'));
    sign && letters.next().is_none_or(|it| it.is_whitespace() || matches!(it, '(' | '['))
}

fn word_end(text: &str, at: usize) -> usize {
    let end = text[at..].find(|it| !is_word(it) || digit(it).is_some());
    end.map_or(text.len(), |it| at + it)
}

/// The word behind `at`, past one space or hyphen.
fn next_word(text: &str, at: usize) -> Option<(usize, usize)> {
    let gap = text[at..].chars().next().filter(|it| it.is_whitespace() || *it == '-')?;
    let start = at + gap.len_utf8();
    let end = word_end(text, start);
    (end > start).then_some((start, end))
}
