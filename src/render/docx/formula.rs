//! A formula → Office Math (ECMA-376, 22.1), so that Word can edit it.

use crate::{
    render::xml::Xml,
    text::math::{Math, Place, Side},
};

/// The letters that Word sets formulas in.
const FONT: &str = "Cambria Math";

/// Writes `math`, in the line or as a display.
pub(super) fn write(math: &Math, display: bool, xml: &mut Xml) {
    if display {
        xml.open("m:oMathPara", &[]);
        within("m:oMathParaPr", xml, |xml| value("m:jc", "left", xml));
    }
    within("m:oMath", xml, |xml| row(math.parts(), xml));
    if display {
        xml.close("m:oMathPara");
    }
}

fn within(name: &str, xml: &mut Xml, inner: impl FnOnce(&mut Xml)) {
    xml.open(name, &[]);
    inner(xml);
    xml.close(name);
}

fn value(name: &str, value: &str, xml: &mut Xml) {
    xml.empty(name, &[("m:val", value)]);
}

fn element(name: &str, math: &Math, xml: &mut Xml) {
    within(name, xml, |xml| row(math.parts(), xml));
}

/// Parts in a row. What a function or a big sign is about belongs to it.
fn row(kids: &[Math], xml: &mut Xml) {
    let mut rest = kids;
    while let [kid, more @ ..] = rest {
        rest = more;
        let about = more.first().filter(|it| it.is_thing());
        let Some(about) = about else {
            part(kid, xml);
            continue;
        };
        if let Math::Scripts { base, sub, sup, place } = kid
            && let Math::Big { text } = &**base
        {
            big(text, [sub.as_deref(), sup.as_deref()], *place, about, xml);
        } else if kid.is_function() {
            function(kid, about, xml);
        } else {
            part(kid, xml);
            continue;
        }
        rest = &more[1..];
    }
}

fn function(name: &Math, about: &Math, xml: &mut Xml) {
    within("m:func", xml, |xml| {
        within("m:fName", xml, |xml| part(name, xml));
        within("m:e", xml, |xml| row(std::slice::from_ref(about), xml));
    });
}

fn big(
    sign: &str,
    [sub, sup]: [Option<&Math>; 2],
    place: Place,
    about: &Math,
    xml: &mut Xml,
) {
    let limits = if place == Place::Side { "subSup" } else { "undOvr" };
    within("m:nary", xml, |xml| {
        within("m:naryPr", xml, |xml| {
            value("m:chr", sign, xml);
            value("m:limLoc", limits, xml);
            value("m:subHide", if sub.is_none() { "1" } else { "0" }, xml);
            value("m:supHide", if sup.is_none() { "1" } else { "0" }, xml);
        });
        optional("m:sub", sub, xml);
        optional("m:sup", sup, xml);
        element("m:e", about, xml);
    });
}

fn optional(name: &str, math: Option<&Math>, xml: &mut Xml) {
    within(name, xml, |xml| row(math.map_or(&[], Math::parts), xml));
}

fn part(math: &Math, xml: &mut Xml) {
    match math {
        Math::Row { kids } => row(kids, xml),
        Math::Name { text, upright: false } => run(text, None, xml),
        Math::Number { text } | Math::Sign { text, .. } | Math::Big { text } => {
            run(text, None, xml);
        }
        Math::Name { text, upright: true } | Math::Function { text } => {
            run(text, Some("m:sty"), xml);
        }
        Math::Words { text } => run(text, Some("m:nor"), xml),
        Math::Gap { em } if *em > 0.0 => {
            run(if *em < 0.5 { "\u{2009}" } else { "\u{2003}" }, None, xml);
        }
        Math::Gap { .. } => {}
        Math::Fraction { over, under, line } => within("m:f", xml, |xml| {
            if !line {
                within("m:fPr", xml, |xml| value("m:type", "noBar", xml));
            }
            element("m:num", over, xml);
            element("m:den", under, xml);
        }),
        Math::Root { of, index } => within("m:rad", xml, |xml| {
            if index.is_none() {
                within("m:radPr", xml, |xml| value("m:degHide", "1", xml));
            }
            optional("m:deg", index.as_deref(), xml);
            element("m:e", of, xml);
        }),
        Math::Scripts { base, sub, sup, place } => {
            scripts(base, sub.as_deref(), sup.as_deref(), *place, xml);
        }
        Math::Accent { base, mark, under } => accent(base, *mark, *under, xml),
        Math::Fenced { open, close, inner } => within("m:d", xml, |xml| {
            within("m:dPr", xml, |xml| {
                value("m:begChr", open, xml);
                value("m:endChr", close, xml);
            });
            element("m:e", inner, xml);
        }),
        Math::Grid { rows, columns, meeting } => grid(rows, columns, *meeting, xml),
    }
}

/// Letters; `style` says that they do not lean (`m:sty`) or are words (`m:nor`).
fn run(text: &str, style: Option<&str>, xml: &mut Xml) {
    within("m:r", xml, |xml| {
        match style {
            Some("m:nor") => within("m:rPr", xml, |xml| xml.empty("m:nor", &[])),
            Some(_) => within("m:rPr", xml, |xml| value("m:sty", "p", xml)),
            None => {}
        }
        // Letters that the font of formulas lacks are taken from that of the text.
        if text.chars().all(|it| !matches!(it, '\u{900}'..='\u{DFF}')) {
            within("w:rPr", xml, |xml| {
                xml.empty("w:rFonts", &[("w:ascii", FONT), ("w:hAnsi", FONT)]);
            });
        }
        xml.with_text("m:t", &[("xml:space", "preserve")], text);
    });
}

fn scripts(
    base: &Math,
    sub: Option<&Math>,
    sup: Option<&Math>,
    place: Place,
    xml: &mut Xml,
) {
    let beside = |name: &str, xml: &mut Xml| {
        within(name, xml, |xml| {
            element("m:e", base, xml);
            if let Some(sub) = sub {
                element("m:sub", sub, xml);
            }
            if let Some(sup) = sup {
                element("m:sup", sup, xml);
            }
        });
    };
    match (place, sub, sup) {
        (Place::Side, Some(_), Some(_)) => beside("m:sSubSup", xml),
        (Place::Side, Some(_), None) => beside("m:sSub", xml),
        (Place::Side, ..) => beside("m:sSup", xml),
        (_, Some(sub), sup) => within("m:limLow", xml, |xml| {
            within("m:e", xml, |xml| match sup {
                Some(_) => scripts(base, None, sup, place, xml),
                None => row(base.parts(), xml),
            });
            element("m:lim", sub, xml);
        }),
        (_, None, sup) => within("m:limUpp", xml, |xml| {
            element("m:e", base, xml);
            optional("m:lim", sup, xml);
        }),
    }
}

fn accent(base: &Math, mark: char, under: bool, xml: &mut Xml) {
    let place = if under { "bot" } else { "top" };
    let combining = match mark {
        '^' => "\u{302}",
        '~' => "\u{303}",
        '˙' => "\u{307}",
        '¨' => "\u{308}",
        '→' => "\u{20D7}",
        '←' => "\u{20D6}",
        '↔' => "\u{20E1}",
        '´' => "\u{301}",
        '`' => "\u{300}",
        '˘' => "\u{306}",
        'ˇ' => "\u{30C}",
        '˚' => "\u{30A}",
        _ => "",
    };
    match mark {
        '⏞' | '⏟' => within("m:groupChr", xml, |xml| {
            within("m:groupChrPr", xml, |xml| {
                value("m:chr", &mark.to_string(), xml);
                value("m:pos", place, xml);
            });
            element("m:e", base, xml);
        }),
        _ if combining.is_empty() => within("m:bar", xml, |xml| {
            within("m:barPr", xml, |xml| value("m:pos", place, xml));
            element("m:e", base, xml);
        }),
        _ => within("m:acc", xml, |xml| {
            within("m:accPr", xml, |xml| value("m:chr", combining, xml));
            element("m:e", base, xml);
        }),
    }
}

fn grid(rows: &[Vec<Math>], columns: &[Side], meeting: bool, xml: &mut Xml) {
    within("m:m", xml, |xml| {
        within("m:mPr", xml, |xml| {
            if meeting {
                // No gap between the columns.
                value("m:cGpRule", "3", xml);
                value("m:cGp", "0", xml);
            }
            within("m:mcs", xml, |xml| {
                for side in columns {
                    let side = match side {
                        Side::Left => "left",
                        Side::Centre => "center",
                        Side::Right => "right",
                    };
                    within("m:mc", xml, |xml| {
                        within("m:mcPr", xml, |xml| {
                            value("m:count", "1", xml);
                            value("m:mcJc", side, xml);
                        });
                    });
                }
            });
        });
        for cells in rows {
            within("m:mr", xml, |xml| {
                for cell in cells {
                    within("m:e", xml, |xml| {
                        // LibreOffice misses what should stand before a sign, or in a cell.
                        if matches!(cell.parts(), [] | [Math::Sign { .. }, ..]) {
                            run("\u{200B}", None, xml);
                        }
                        row(cell.parts(), xml);
                    });
                }
            });
        }
    });
}
