//! The places of a map: outlines that share an ink, and the words in them.

use std::fmt::Write as _;

use super::{Anchor, At, Canvas, Form, Ink, Said, escape, ink, short, svg, tenths};
use crate::model::Ring;

impl Canvas<'_> {
    /// A group of [`Self::area`]s in one ink.
    pub(in crate::chart::draw) fn areas(&self, ink: Ink, draw: impl FnOnce()) {
        let class = ink::class(ink.code());
        let attributes = format!(" class=\"f {class}\" data-mark=\"\"");
        self.within(&attributes, Said::default(), draw);
    }

    /// A group of [`Self::label`]s in one ink.
    pub(in crate::chart::draw) fn labels(&self, ink: Ink, draw: impl FnOnce()) {
        let class = match ink {
            Ink::On(_) => format!(" class=\"{} k\"", ink::class(ink.code())),
            _ => String::new(),
        };
        let attributes = format!("{class} text-anchor=\"middle\"");
        self.within(&attributes, Said::default(), draw);
    }

    /// What lies in an odd number of `rings`, with what it says; its group has the ink.
    pub(in crate::chart::draw) fn area(&self, rings: &[Ring], title: &str) {
        let mut document = self.document.borrow_mut();
        let out = &mut document.out;
        out.push_str(if rings.len() > 1 {
            "<path fill-rule=\"evenodd\" d=\""
        } else {
            "<path d=\""
        });
        for ring in rings {
            svg::write_path(ring.iter().map(|it| (tenths(it.0), tenths(it.1))), out);
            out.push('z');
        }
        out.push_str("\"><title>");
        escape(title, out);
        out.push_str("</title></path>");
    }

    /// Strokes from lower left to upper right over what lies within `rings`.
    pub(in crate::chart::draw) fn hatch(&self, rings: &[Ring]) {
        const STEP: f64 = 7.0;
        let ends = rings.iter().flatten().map(|it| it.0 + it.1);
        let first = ends.clone().fold(f64::INFINITY, f64::min);
        let last = ends.fold(f64::NEG_INFINITY, f64::max);
        if first >= last {
            return;
        }
        let mut document = self.document.borrow_mut();
        let out = &mut document.out;
        let _ = write!(out, "<path class=\"l {}\" d=\"", ink::class(Ink::Muted.code()));
        for at in 1..=((last - first) / STEP) as usize {
            let sum = first + STEP * at as f64 - STEP / 2.0;
            let mut crossed = crossed(rings, sum);
            crossed.sort_by(f64::total_cmp);
            for pair in crossed.chunks_exact(2) {
                let stroke = [pair[0], pair[1]].map(|x| (tenths(x), tenths(sum - x)));
                svg::write_path(stroke, out);
            }
        }
        out.push_str("\"/>");
    }

    /// Words in the middle of a tile; its group has the anchor and the ink.
    pub(in crate::chart::draw) fn label(&self, words: &str, (x, y): At, ink: Ink) {
        if self.form == Form::Shapes {
            return self.text(words, (x, y.round()), Anchor::Middle, ink);
        }
        let out = &mut self.document.borrow_mut().out;
        let _ = write!(out, "<text x=\"{}\" y=\"{}\">", short(x), short(y.round()));
        escape(words, out);
        out.push_str("</text>");
    }
}

/// The places east where the line on which both coordinates add up to `sum` crosses `rings`.
fn crossed(rings: &[Ring], sum: f64) -> Vec<f64> {
    let mut crossed = Vec::new();
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (from, to) = (a.0 + a.1 - sum, b.0 + b.1 - sum);
            if (from < 0.0) != (to < 0.0) {
                crossed.push(a.0 + (b.0 - a.0) * from / (from - to));
            }
        }
    }
    crossed
}
