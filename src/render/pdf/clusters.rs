//! The second door to Typst: letters that were cut apart, joined again before they are written.
//!
//! Typst begins a new run of text wherever a font moves a sign up or down. Where that is within a
//! Bangla syllable, both runs carry the whole syllable, and whoever searches or copies meets it
//! twice: তুতুলনা. A run can hold moved glyphs as well, so the runs of a line become one again, and
//! each syllable is told once.
//!
//! Readers take a syllable to lie between its first and its last glyph. A moved sign at either end
//! would make it too short, and a gap in the middle of a word looks like a space; so a glyph that
//! shows nothing stands at the syllable's true end.

use typst::{
    layout::{Abs, Em, Frame, FrameItem, GroupItem, Point},
    model::Document as _,
    text::{FontInstance, Glyph, TextItem},
};
use typst_layout::{Page, PagedDocument};

/// Runs that are so near to each other, in points, were one.
const NEAR: f64 = 0.01;

/// `document` with its runs joined.
pub(super) fn join(document: &PagedDocument) -> PagedDocument {
    let page = |it: &Page| Page { frame: joined(&it.frame), ..it.clone() };
    let info = document.info().clone();
    PagedDocument::new(document.pages().iter().map(page).collect(), info)
}

fn joined(frame: &Frame) -> Frame {
    let mut items: Vec<(Point, FrameItem)> = Vec::with_capacity(frame.items().len());
    // The run that the next one may belong to, with where it ends.
    let mut last: Option<(usize, Abs)> = None;
    for (place, item) in frame.items() {
        match item {
            FrameItem::Text(text) => {
                let end = place.x + text.width();
                if let Some((at, edge)) = last
                    && let (from, FrameItem::Text(run)) = &mut items[at]
                    && (edge - place.x).to_pt().abs() < NEAR
                    && append(run, text, from.y - place.y)
                {
                    last = Some((at, end));
                    continue;
                }
                last = Some((items.len(), end));
            }
            // Lines below and through words stand between their runs.
            FrameItem::Shape(..) => {}
            FrameItem::Group(group) => {
                let frame = joined(&group.frame);
                items.push((
                    *place,
                    FrameItem::Group(GroupItem { frame, ..group.clone() }),
                ));
                last = None;
                continue;
            }
            _ => last = None,
        }
        items.push((*place, item.clone()));
    }
    for (_, item) in &mut items {
        if let FrameItem::Text(run) = item {
            close(run);
        }
    }
    let mut frame = frame.clone();
    frame.clear();
    frame.push_multiple(items);
    frame
}

/// Appends `next`, which stands so much higher, to `run`, where they are of one kind and share the
/// syllable between them or one of them is moved; tells whether it did.
fn append(run: &mut TextItem, next: &TextItem, higher: Abs) -> bool {
    let same = run.font == next.font
        && run.size == next.size
        && run.fill == next.fill
        && run.stroke == next.stroke
        && run.lang == next.lang
        && run.region == next.region;
    let (Some(last), Some(first)) = (run.glyphs.last(), next.glyphs.first()) else {
        return false;
    };
    if !same || higher.to_pt().abs() > run.size.to_pt() {
        return false;
    }
    let shared = usize::from(first.range.end);
    let cut = last.span == first.span
        && first.range.start == 0
        && usize::from(last.range.end) == run.text.len()
        && run.text[usize::from(last.range.start)..] == next.text[..shared];
    let kept = run.text.len() - if cut { shared } else { 0 };
    let Ok(shift) = u16::try_from(kept) else { return false };
    if kept + next.text.len() > usize::from(u16::MAX) {
        return false;
    }
    let lift = higher / run.size;
    run.glyphs.extend(next.glyphs.iter().cloned().map(|mut glyph| {
        glyph.range = glyph.range.start + shift..glyph.range.end + shift;
        glyph.y_offset += Em::new(lift);
        glyph
    }));
    let mut text = run.text[..kept].to_owned();
    text.push_str(&next.text);
    run.text = text.into();
    true
}

/// Puts the invisible glyph at the ends of syllables that would seem too short.
fn close(run: &mut TextItem) {
    let moved = |it: &Glyph| it.y_offset != Em::zero() || it.x_offset != Em::zero();
    if !run.glyphs.iter().any(moved) {
        return;
    }
    let Some(nothing) = nothing(&run.font) else { return };
    let mut glyphs = Vec::with_capacity(run.glyphs.len() * 2);
    for syllable in run.glyphs.chunk_by(|a, b| a.range == b.range) {
        let end = |it: &Glyph| Glyph {
            id: nothing,
            x_advance: Em::zero(),
            x_offset: Em::zero(),
            y_advance: Em::zero(),
            y_offset: Em::zero(),
            ..it.clone()
        };
        let (first, last) = (&syllable[0], &syllable[syllable.len() - 1]);
        let several = syllable.len() > 1;
        glyphs.extend((several && moved(first)).then(|| end(first)));
        glyphs.extend_from_slice(syllable);
        glyphs.extend((several && moved(last)).then(|| end(last)));
    }
    run.glyphs = glyphs;
}

/// The glyph of `font` that shows nothing. Which character has one differs: many fonts draw a line
/// for the one that keeps letters apart, so that who edits a text can see it.
fn nothing(font: &FontInstance) -> Option<u16> {
    let font = font.ttf();
    let glyphs =
        "\u{200B}\u{2060}\u{FEFF} ".chars().filter_map(|it| font.glyph_index(it));
    glyphs.filter(|it| font.glyph_bounding_box(*it).is_none()).map(|it| it.0).next()
}

#[cfg(test)]
mod tests {
    use typst::{
        foundations::Bytes,
        layout::Abs,
        text::{Font, FontVariant, FontVariations},
    };

    use super::nothing;

    #[test]
    fn what_ends_a_syllable_is_not_seen() {
        let fonts: [&[u8]; 2] = [
            include_bytes!("../../../themes/prokash/fonts/NotoSansBengali-Regular.ttf"),
            include_bytes!("../../../themes/prokash/fonts/NotoSansBengali-Bold.ttf"),
        ];
        for data in fonts {
            let font = Font::new(Bytes::new(data), 0).expect("a font");
            let size = Abs::pt(10.0);
            let font = font.instantiate(
                FontVariant::default(),
                size,
                &FontVariations::default(),
            );
            let glyph = nothing(&font).expect("one that shows nothing");
            let letter = font.ttf().glyph_index('\u{200C}').expect("it is there");
            assert_ne!(glyph, letter.0, "it is drawn as a line");
        }
    }
}
