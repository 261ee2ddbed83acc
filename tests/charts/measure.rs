//! What must hold for any drawing: nothing lies outside of it and no words lie on others.

use prokash::text::Shaper;

/// Every number of the attribute `name` in `svg`.
fn attribute(svg: &str, name: &str) -> Vec<f64> {
    let needle = format!(" {name}=\"");
    let values = svg.split(&needle).skip(1);
    values.filter_map(|it| it.split('"').next()?.parse().ok()).collect()
}

/// The size of the one number of a card: the theme's, or its own where that would be too wide.
fn size_of_number(attributes: &str) -> f64 {
    let own = attributes.split("font-size:").nth(1).and_then(|it| it.split("px").next());
    own.map_or(44.0, |it| it.parse().expect("a size is a number"))
}

/// The boxes of all texts: left, right, top, bottom.
fn boxes(svg: &str, shaper: &Shaper) -> Vec<(String, [f64; 4])> {
    let texts = svg.match_indices("<text ");
    texts
        .map(|(at, _)| {
            // Words that do not say how they stand at their point stand as their group says.
            let group =
                svg[..at].rfind("<g ").filter(|it| !svg[*it..at].contains("</g>"));
            let group = group.and_then(|it| svg[it..at].split('>').next());
            let text = &svg[at + "<text ".len() - 1..];
            let text = &text[..text.find("</text>").expect("texts are closed")];
            let (attributes, words) = text.split_once('>').expect("a tag ends");
            let words = words.replace("&amp;", "&").replace("&lt;", "<");
            let (x, y) = (attribute(text, "x")[0], attribute(text, "y")[0]);
            let number = attributes.contains(" n\"");
            let size = if number { size_of_number(attributes) } else { 13.0 };
            let width = if number {
                shaper.bold_width(&words, size)
            } else {
                shaper.width(&words, size)
            };
            let anchor = " text-anchor=\"";
            let mut said = [Some(attributes), group].into_iter().flatten();
            let said = said.find_map(|it| it.split(anchor).nth(1));
            let left = match said.unwrap_or_default() {
                it if it.starts_with("middle") => x - width / 2.0,
                it if it.starts_with("end") => x - width,
                _ => x,
            };
            (words, [left, left + width, y - size * 0.77, y + 3.0])
        })
        .collect()
}

/// The boxes of all rectangles and circles: left, right, top, bottom.
fn shapes(svg: &str) -> Vec<[f64; 4]> {
    let of = |tag: &'static str| {
        let shapes = svg.split(tag).skip(1);
        shapes.map(|it| format!(" {}", it.split('>').next().unwrap_or_default()))
    };
    let number =
        |it: &str, name: &str| attribute(it, name).first().copied().unwrap_or(0.0);
    let rectangles = of("<rect ").map(|it| {
        let (x, y) = (number(&it, "x"), number(&it, "y"));
        [x, x + number(&it, "width"), y, y + number(&it, "height")]
    });
    let circles = of("<circle ").map(|it| {
        let (x, y, r) = (number(&it, "cx"), number(&it, "cy"), number(&it, "r"));
        [x - r, x + r, y - r, y + r]
    });
    rectangles.chain(circles).collect()
}

pub(crate) fn check(svg: &str, shaper: &Shaper) -> Result<(), String> {
    if svg.contains("NaN") || svg.contains("inf") {
        return Err(format!("no number: {svg}"));
    }
    let view = svg.split("viewBox=\"").nth(1).and_then(|it| it.split('"').next());
    let view: Vec<f64> =
        view.unwrap_or_default().split(' ').filter_map(|it| it.parse().ok()).collect();
    let [left_side, top_side, width, height] = view[..] else {
        return Err(format!("no view box: {svg}"));
    };
    let (right_side, bottom_side) = (left_side + width, top_side + height);
    let boxes = boxes(svg, shaper);
    for (words, [left, right, top, bottom]) in &boxes {
        if *left < left_side - 1.0
            || *right > right_side + 1.0
            || *top < top_side - 1.0
            || *bottom > bottom_side + 1.0
        {
            return Err(format!(
                "`{words}` is outside of {view:?}: {left} {right} {top} {bottom}"
            ));
        }
    }
    for shape in shapes(svg) {
        let [left, right, top, bottom] = shape;
        if left < left_side - 0.1
            || right > right_side + 0.1
            || top < top_side - 0.1
            || bottom > bottom_side + 0.1
        {
            return Err(format!("a mark is outside of {view:?}: {shape:?}"));
        }
        if left > right || top > bottom {
            return Err(format!("a mark is inside out: {shape:?}"));
        }
    }
    for (at, (words, a)) in boxes.iter().enumerate() {
        for (other, b) in &boxes[at + 1..] {
            let wide = a[1].min(b[1]) - a[0].max(b[0]);
            let high = a[3].min(b[3]) - a[2].max(b[2]);
            if wide > 2.0 && high > 5.0 {
                return Err(format!("`{words}` lies on `{other}`"));
            }
        }
    }
    Ok(())
}

#[test]
fn the_check_itself_can_fail() {
    let shaper = Shaper::new(crate::theme().fonts);
    let text =
        |x: u32, y: u32| format!("<text class=\"t\" x=\"{x}\" y=\"{y}\">নারী</text>");
    let svg = |a: String, b: String| format!("<svg viewBox=\"0 0 200 60\">{a}{b}</svg>");
    assert!(check(&svg(text(5, 20), text(5, 50)), &shaper).is_ok());
    assert!(check(&svg(text(5, 20), text(12, 24)), &shaper).is_err());
    assert!(check(&svg(text(5, 20), text(190, 50)), &shaper).is_err());
    let rect = |x: u32| {
        format!("<rect class=\"f\" x=\"{x}\" y=\"0\" width=\"50\" height=\"9\"/>")
    };
    assert!(check(&svg(rect(150), String::new()), &shaper).is_ok());
    assert!(check(&svg(rect(151), String::new()), &shaper).is_err());
}
