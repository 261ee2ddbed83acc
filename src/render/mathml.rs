//! A formula → `MathML` Core, for pages and books.

use super::xml::Xml;
use crate::text::math::{Math, Place, Side};

const SPACE: &str = "http://www.w3.org/1998/Math/MathML";

/// Brackets, which would grow by themselves.
const BRACKETS: &str = "()[]{}|‖∥⟨⟩⌈⌉⌊⌋/";

/// The gap between a function and what it is of.
const THIN: &str = "0.167em";

/// Writes `math`, which was written as `tex`, in the line or as a display.
pub(super) fn write(math: &Math, tex: &str, display: bool, xml: &mut Xml) {
    let place = if display { "block" } else { "inline" };
    xml.open("math", &[("xmlns", SPACE), ("display", place), ("alttext", tex.trim())]);
    row(math.parts(), xml);
    xml.close("math");
}

fn row(kids: &[Math], xml: &mut Xml) {
    for (at, kid) in kids.iter().enumerate() {
        if !kid.is_function() {
            part(kid, xml);
            continue;
        }
        if at > 0 && kids[at - 1].is_thing() {
            xml.empty("mspace", &[("width", THIN)]);
        }
        part(kid, xml);
        let next = kids.get(at + 1).filter(|it| it.is_thing());
        if next.is_some_and(|it| !matches!(it, Math::Fenced { .. })) {
            xml.empty("mspace", &[("width", THIN)]);
        }
    }
}

/// One element that holds all of `math`.
fn part(math: &Math, xml: &mut Xml) {
    match math {
        Math::Row { kids } => element("mrow", &[], kids, xml),
        Math::Number { text } => xml.leaf("mn", text),
        Math::Name { text, upright } => {
            // A letter alone leans unless it says otherwise.
            let alone =
                text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
            let about = [("mathvariant", "normal")];
            xml.with_text("mi", &about[..usize::from(*upright && alone)], text);
        }
        Math::Function { text } => {
            let about = [("lspace", "0"), ("rspace", "0"), ("movablelimits", "true")];
            xml.with_text("mo", &about, text);
        }
        Math::Sign { text, tall } => {
            let small = !tall && text.chars().all(|it| BRACKETS.contains(it));
            xml.with_text("mo", &[("stretchy", "false")][..usize::from(small)], text);
        }
        Math::Big { text } => xml.leaf("mo", text),
        Math::Words { text } => {
            // Spaces at the ends would be lost.
            let inner = text.trim();
            let (before, after) = (text.starts_with(' '), text.ends_with(' '));
            let gap = |it: bool| if it { "\u{A0}" } else { "" };
            xml.leaf("mtext", &format!("{}{inner}{}", gap(before), gap(after)));
        }
        Math::Gap { em } => xml.empty("mspace", &[("width", &format!("{em:.3}em"))]),
        Math::Fraction { over, under, line } => {
            let about = [("linethickness", "0")];
            xml.open("mfrac", &about[..usize::from(!line)]);
            part(over, xml);
            part(under, xml);
            xml.close("mfrac");
        }
        Math::Root { of, index: None } => element("msqrt", &[], of.parts(), xml),
        Math::Root { of, index: Some(index) } => {
            xml.open("mroot", &[]);
            part(of, xml);
            part(index, xml);
            xml.close("mroot");
        }
        Math::Scripts { base, sub, sup, place } => {
            scripts(base, sub.as_deref(), sup.as_deref(), *place, xml);
        }
        Math::Accent { base, mark, under } => {
            let (name, about) =
                if *under { ("munder", "accentunder") } else { ("mover", "accent") };
            xml.open(name, &[(about, "true")]);
            part(base, xml);
            xml.with_text("mo", &[("stretchy", "true")], &mark.to_string());
            xml.close(name);
        }
        Math::Fenced { open, close, inner } => {
            xml.open("mrow", &[]);
            fence(open, "prefix", xml);
            part(inner, xml);
            fence(close, "postfix", xml);
            xml.close("mrow");
        }
        Math::Grid { rows, columns, meeting } => grid(rows, columns, *meeting, xml),
    }
}

fn element(name: &str, about: &[(&str, &str)], kids: &[Math], xml: &mut Xml) {
    xml.open(name, about);
    row(kids, xml);
    xml.close(name);
}

fn fence(text: &str, form: &str, xml: &mut Xml) {
    if !text.is_empty() {
        let about = [("fence", "true"), ("form", form), ("stretchy", "true")];
        xml.with_text("mo", &about, text);
    }
}

fn scripts(
    base: &Math,
    sub: Option<&Math>,
    sup: Option<&Math>,
    place: Place,
    xml: &mut Xml,
) {
    let name = match (place, sub, sup) {
        (Place::Side, Some(_), Some(_)) => "msubsup",
        (Place::Side, Some(_), None) => "msub",
        (Place::Side, ..) => "msup",
        (_, Some(_), Some(_)) => "munderover",
        (_, Some(_), None) => "munder",
        _ => "mover",
    };
    xml.open(name, &[]);
    match base {
        Math::Big { text } if place == Place::Above => {
            xml.with_text("mo", &[("movablelimits", "false")], text);
        }
        base => part(base, xml),
    }
    for script in sub.into_iter().chain(sup) {
        part(script, xml);
    }
    xml.close(name);
}

fn grid(rows: &[Vec<Math>], columns: &[Side], meeting: bool, xml: &mut Xml) {
    let about = [("class", "meeting"), ("displaystyle", "true")];
    xml.open("mtable", if meeting { &about } else { &[] });
    for row in rows {
        xml.open("mtr", &[]);
        for (cell, side) in row.iter().zip(columns) {
            let about: &[_] = match side {
                Side::Left => &[("class", "left")],
                Side::Centre => &[],
                Side::Right => &[("class", "right")],
            };
            element("mtd", about, cell.parts(), xml);
        }
        xml.close("mtr");
    }
    xml.close("mtable");
}

#[cfg(test)]
mod tests {
    use super::{Xml, write};
    use crate::text::math;

    fn check(tex: &str, expect: &str) {
        let mut xml = Xml::part();
        write(&math::read(tex).unwrap(), tex, false, &mut xml);
        let text = xml.into_text();
        let inner = text.split_once('>').unwrap().1.strip_suffix("</math>");
        assert_eq!(inner, Some(expect), "{tex}");
    }

    #[test]
    fn what_is_less_is_escaped_and_what_leans_leans() {
        check(
            r"x < \mathrm{d}",
            "<mi>x</mi><mo>&lt;</mo><mi mathvariant=\"normal\">d</mi>",
        );
        check(
            r"2 \ln x",
            "<mn>2</mn><mspace width=\"0.167em\"/><mo lspace=\"0\" rspace=\"0\" \
             movablelimits=\"true\">ln</mo><mspace width=\"0.167em\"/><mi>x</mi>",
        );
        check(
            r"\frac{\text{ জন}}{২০}",
            "<mfrac><mtext>\u{A0}জন</mtext><mn>২০</mn></mfrac>",
        );
        check(
            r"\bar x",
            "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"true\">‾</mo></mover>",
        );
    }
}
