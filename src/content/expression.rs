//! `=8-6-1 Sex=Female Year=2022` → [`Expression`].

use std::ops::Range;

use crate::{
    diag::{Message, meant, say},
    model::{Asked, Expression, Where},
    text::nearest,
};

/// Why an expression cannot be understood, and which bytes of it are to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) range: Range<usize>,
    pub(super) message: Message,
    pub(super) help: Message,
}

const WORDS: [&str; 5] = ["year", "change", "target", "baseline", "progress"];

/// Reads the expression `text`, without its `=`.
pub(super) fn parse(text: &str) -> Result<Expression, Fault> {
    let mut parts = parts(text)?.into_iter();
    let Some((data, _)) = parts.next() else {
        return Err(Fault {
            range: 0..text.len(),
            message: say!("this expression names no dataset"),
            help: say!("write it as `=8-6-1` or `=8-6-1 Sex=Female`"),
        });
    };
    let mut asked = Asked::Value;
    let mut filter = Where::default();
    let (mut from, mut to) = (None, None);
    for (part, range) in parts {
        match part.split_once('=') {
            Some(("from", year)) => from = Some(unquote(year).to_owned()),
            Some(("to", year)) => to = Some(unquote(year).to_owned()),
            Some((column, value)) if !column.is_empty() && !unquote(value).is_empty() => {
                filter.0.insert(unquote(column).to_owned(), unquote(value).to_owned());
            }
            Some(_) => {
                return Err(fault(
                    range,
                    part,
                    say!("`{part}` is no pair of a column and a value", part),
                ));
            }
            None => asked = word(part, range)?,
        }
    }
    if from.is_some() || to.is_some() {
        if !matches!(asked, Asked::Change { .. }) {
            let message = say!("`from=` and `to=` belong to `change`");
            let help = say!("write `=ID change from=2013 to=2022`");
            return Err(Fault { range: 0..text.len(), message, help });
        }
        asked = Asked::Change { from, to };
    }
    Ok(Expression { data: data.to_owned(), asked, r#where: filter })
}

fn word(part: &str, range: Range<usize>) -> Result<Asked, Fault> {
    Ok(match part {
        "year" => Asked::Year,
        "change" => Asked::Change { from: None, to: None },
        "target" => Asked::Target,
        "baseline" => Asked::Baseline,
        "progress" => Asked::Progress,
        other => {
            return Err(fault(
                range,
                other,
                say!("`{other}` is nothing that can be asked of a dataset", other),
            ));
        }
    })
}

fn fault(range: Range<usize>, part: &str, message: Message) -> Fault {
    let help = match nearest(part, WORDS) {
        Some(near) => meant(near),
        None => say!("write `Column=Value`, or one of {words}", words = WORDS.join(", ")),
    };
    Fault { range, message, help }
}

fn unquote(text: &str) -> &str {
    text.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(text)
}

/// The parts between spaces, with their places; quotes keep spaces together.
fn parts(text: &str) -> Result<Vec<(&str, Range<usize>)>, Fault> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut quoted = None;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = if quoted.is_some() { None } else { Some(at) },
            it if it.is_whitespace() && quoted.is_none() => {
                if let Some(start) = start.take() {
                    parts.push((&text[start..at], start..at));
                }
                continue;
            }
            _ => {}
        }
        start.get_or_insert(at);
    }
    if let Some(at) = quoted {
        return Err(Fault {
            range: at..text.len(),
            message: say!("a quote is opened and not closed"),
            help: say!("write `Column=\"value with spaces\"`"),
        });
    }
    if let Some(start) = start {
        parts.push((&text[start..], start..text.len()));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::model::Asked;

    #[test]
    fn reads_what_can_be_asked() {
        let read = parse("8-6-1 Sex=Female Year=2022").unwrap();
        assert_eq!((read.data.as_str(), &read.asked), ("8-6-1", &Asked::Value));
        assert_eq!(read.r#where.year(), Some("2022"));
        assert_eq!(read.r#where.columns().collect::<Vec<_>>(), [("Sex", "Female")]);
        let read = parse("1-3-1 Series=\"Any benefit\" year").unwrap();
        assert_eq!(read.asked, Asked::Year);
        assert_eq!(
            read.r#where.columns().collect::<Vec<_>>(),
            [("Series", "Any benefit")]
        );
        let change = Asked::Change { from: Some("2013".into()), to: Some("2022".into()) };
        assert_eq!(parse("8-6-1 change from=2013 to=2022").unwrap().asked, change);
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let fault = parse("8-6-1 yaer").unwrap_err();
        assert_eq!(
            (fault.range, fault.help.english().as_str()),
            (6..10, "did you mean `year`?")
        );
        assert_eq!(
            parse("8-6-1 লিঙ্গ=\"নারী").unwrap_err().range.start,
            "8-6-1 লিঙ্গ=".len()
        );
        assert!(parse("").is_err());
        assert!(parse("8-6-1 from=2013").is_err());
    }
}
