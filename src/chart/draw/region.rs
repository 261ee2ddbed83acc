//! Places coloured by value, laid out and drawn.

use super::{
    GAP, LINE,
    canvas::{Anchor, At, Canvas, TEXT},
    head::Head,
    ink::Ink,
    legend::{self, Entry, Legend, Sample},
    outline, size,
};
use crate::{
    chart::{Chart, Form, Region, Regions, classes::CLASSES},
    model::{Ground, Ring},
    text::Shaper,
};

/// Between two tiles.
const SEAM: f64 = 2.0;

/// Draws `regions`.
pub(super) fn draw(
    chart: &Chart,
    regions: &Regions,
    form: Form,
    shaper: &Shaper,
) -> String {
    let width = size(chart, form).0;
    let head = Head::new(chart, form, width, shaper);
    let legend = legend(chart, regions, width, shaper);
    let unit = shaper.wrap(&chart.unit, TEXT, width);
    let above = LINE * unit.len().max(1) as f64;
    let top = head.top() + above + legend.height + GAP;
    let drawn = match Grid::of(chart, regions, form) {
        Some(grid) => Laid::Tiles(grid),
        None => Laid::Shapes(shapes(chart, regions, form)),
    };
    let height = match &drawn {
        Laid::Tiles(grid) => grid.size.1 * grid.rows,
        Laid::Shapes((_, height)) => *height,
    };
    let canvas = Canvas::new(width, top + height + head.bottom() + SEAM, form, shaper);
    head.draw(&canvas);
    for (at, line) in unit.iter().enumerate() {
        let base = head.top() + TEXT + LINE * at as f64;
        canvas.text(line, (0.0, base), Anchor::Start, Ink::Muted);
    }
    legend.draw(head.top() + above, &canvas);
    match drawn {
        Laid::Tiles(grid) => tiles((chart, regions), &grid, top, &canvas),
        Laid::Shapes((outlines, _)) => {
            fill(regions, &outlines, top, &canvas);
            names((chart, regions), &outlines, top, &canvas);
        }
    }
    canvas.finish(chart)
}

enum Laid {
    Tiles(Grid),
    Shapes((Vec<Vec<Ring>>, f64)),
}

/// What each class is, what a hatched place is, and the marks of less sure values.
fn legend(chart: &Chart, regions: &Regions, width: f64, shaper: &Shaper) -> Legend {
    let count = regions.classes.len();
    let classes = regions.classes.iter().enumerate();
    let classes = classes.map(|(at, words)| Entry {
        sample: Sample::Step(step(at, count)),
        words: words.clone(),
    });
    let missing = regions.missing.iter();
    let missing = missing.map(|it| Entry { sample: Sample::Hatched, words: it.clone() });
    let entries = classes.chain(missing).chain(legend::marked(chart));
    Legend::new(entries.collect(), width, shaper)
}

/// The step of the palette for a class: few classes are as far apart as many.
fn step(class: usize, count: usize) -> usize {
    match count {
        0 | 1 => CLASSES / 2,
        _ => class * (CLASSES - 1) / (count - 1),
    }
}

/// A grid of tiles, laid out.
struct Grid {
    /// Of one tile, its seam included.
    size: (f64, f64),
    rows: f64,
    left: f64,
}

impl Grid {
    /// The grid of `regions`, if they are tiles.
    fn of(chart: &Chart, regions: &Regions, form: Form) -> Option<Self> {
        let place = |it: &Region| match it.ground {
            Ground::Tile(column, row) => Some((f64::from(column), f64::from(row))),
            Ground::Shape(_) => None,
        };
        let places: Vec<At> = regions.regions.iter().map(place).collect::<Option<_>>()?;
        let columns = places.iter().map(|it| it.0 + 1.0).fold(1.0, f64::max);
        let rows = places.iter().map(|it| it.1 + 1.0).fold(1.0, f64::max);
        let (width, height) = size(chart, form);
        let few = columns < 6.0;
        let high = match form {
            _ if chart.height.is_some() => (height / rows).clamp(36.0, 90.0),
            Form::Narrow if few => 54.0,
            Form::Narrow => 38.0,
            _ if few => 66.0,
            _ => 44.0,
        };
        let wide = (width / columns).min(if few { 130.0 } else { width });
        let left = (width - wide * columns) / 2.0;
        Some(Self { size: (wide, high), rows, left })
    }

    fn corner(&self, region: &Region, top: f64) -> At {
        let Ground::Tile(column, row) = region.ground else { return (0.0, top) };
        let (wide, high) = self.size;
        (self.left + f64::from(column) * wide, top + f64::from(row) * high)
    }

    fn outline(&self, region: &Region, top: f64) -> Ring {
        let (x, y) = self.corner(region, top);
        let (wide, high) = (self.size.0 - SEAM, self.size.1 - SEAM);
        let (x, y) = (x + SEAM / 2.0, y + SEAM / 2.0);
        vec![(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
    }
}

fn tiles(
    (chart, regions): (&Chart, &Regions),
    grid: &Grid,
    top: f64,
    canvas: &Canvas<'_>,
) {
    let outlines: Vec<Vec<Ring>> =
        regions.regions.iter().map(|it| vec![grid.outline(it, top)]).collect();
    fill(regions, &outlines, 0.0, canvas);
    let room = grid.size.0 - SEAM - 2.0;
    let value = |it: &Region| {
        let mark = legend::mark(chart, it.certainty);
        it.written.as_ref().map(|it| format!("{it}{mark}"))
    };
    let values = regions.regions.iter().filter_map(value);
    let valued = values.into_iter().all(|it| canvas.wide(&it) <= room);
    let write = |region: &Region, ink: Ink| {
        let (x, y) = grid.corner(region, top);
        let (x, y) = (x + grid.size.0 / 2.0, y + grid.size.1 / 2.0);
        let value = value(region).filter(|_| valued);
        // Where the value has no room, its mark stands behind the name.
        let mark = match value {
            Some(_) => "",
            None => legend::mark(chart, region.certainty),
        };
        // At least the first letters stand on every tile.
        let first = canvas.shaper.wrap(&region.short, TEXT, room - canvas.wide(mark));
        let first = first.first().map_or("", |it| &**it);
        let names = [&*region.label, &region.short, first, ""];
        let mut names = names.into_iter().map(|it| format!("{it}{mark}"));
        let base = if value.is_some() { y - 3.0 } else { y + TEXT * 0.36 };
        if let Some(name) = names.find(|it| canvas.wide(it) <= room && !it.is_empty()) {
            canvas.label(&name, (x, base), ink);
        }
        if let Some(value) = value {
            canvas.label(&value, (x, y + TEXT), ink);
        }
    };
    for (class, step) in classes(regions) {
        let mine = || regions.regions.iter().filter(|it| it.class == class);
        if mine().next().is_some() {
            let ink = step.map_or(Ink::Words, Ink::On);
            canvas.labels(ink, || mine().for_each(|it| write(it, ink)));
        }
    }
}

/// The classes with their steps of the palette, and that of what has no value.
fn classes(regions: &Regions) -> impl Iterator<Item = (Option<usize>, Option<usize>)> {
    let count = regions.classes.len();
    let classes = (0..count).map(move |it| (Some(it), Some(step(it, count))));
    classes.chain([(None, None)])
}

/// Fills what lies within each outline by class; what has no value is hatched.
fn fill(regions: &Regions, outlines: &[Vec<Ring>], top: f64, canvas: &Canvas<'_>) {
    for (class, step) in classes(regions) {
        let ink = step.map_or(Ink::Missing, Ink::Step);
        let mine =
            || regions.regions.iter().zip(outlines).filter(|it| it.0.class == class);
        if mine().next().is_none() {
            continue;
        }
        canvas.areas(ink, || {
            for (region, rings) in mine() {
                let title = format!("{}: {}", region.label, region.words);
                canvas.area(&moved(rings, top), &title);
            }
        });
        if class.is_none() {
            for (_, rings) in mine() {
                canvas.hatch(&moved(rings, top));
            }
        }
    }
}

/// Writes into each shape as much of its name and value as it has room for; the mark of a less
/// sure value at least.
fn names(
    (chart, regions): (&Chart, &Regions),
    outlines: &[Vec<Ring>],
    top: f64,
    canvas: &Canvas<'_>,
) {
    let write = |region: &Region, rings: &Vec<Ring>, ink: Ink| {
        let mark = legend::mark(chart, region.certainty);
        let value = region.written.as_ref().map(|it| format!("{it}{mark}"));
        let name = &region.label;
        let two = value.iter().map(|it| vec![name.clone(), it.clone()]);
        let one = value.iter().map(|it| vec![format!("{name} {it}")]);
        let least = [format!("{name}{mark}"), mark.to_owned()];
        let least = least.into_iter().filter(|it| !it.is_empty()).map(|it| vec![it]);
        let found = two.chain(one).chain(least).find_map(|lines| {
            let wide = lines.iter().map(|it| canvas.wide(it)).fold(0.0, f64::max);
            let high = LINE * lines.len() as f64;
            Some((outline::seat(rings, wide + 6.0, high)?, lines))
        });
        if let Some(((x, y), lines)) = found {
            let first = y + top + TEXT * 0.36 - LINE * (lines.len() - 1) as f64 / 2.0;
            for (at, line) in lines.iter().enumerate() {
                canvas.label(line, (x, first + LINE * at as f64), ink);
            }
        }
    };
    for (class, step) in classes(regions) {
        let mine = regions.regions.iter().zip(outlines);
        let mine: Vec<_> = mine.filter(|it| it.0.class == class).collect();
        if !mine.is_empty() {
            let ink = step.map_or(Ink::Words, Ink::On);
            canvas.labels(ink, || mine.into_iter().for_each(|it| write(it.0, it.1, ink)));
        }
    }
}

fn moved(rings: &[Ring], down: f64) -> Vec<Ring> {
    let ring = |it: &Ring| it.iter().map(|it| (it.0, it.1 + down)).collect();
    rings.iter().map(ring).collect()
}

/// The outlines of the shapes in pixels, and how high they are together. Degrees east are
/// shortened by the cosine of the middle latitude, which keeps a country's shape and areas within
/// a few percent.
fn shapes(chart: &Chart, regions: &Regions, form: Form) -> (Vec<Vec<Ring>>, f64) {
    const TALL: f64 = 560.0;
    let rings = |it: &Region| match &it.ground {
        Ground::Shape(rings) => rings.to_vec(),
        Ground::Tile(..) => Vec::new(),
    };
    let shapes: Vec<Vec<Ring>> = regions.regions.iter().map(rings).collect();
    let bound = |which: fn(&At) -> f64, pick: fn(f64, f64) -> f64, start: f64| {
        shapes.iter().flatten().flatten().map(which).fold(start, pick)
    };
    let (west, east) = (
        bound(|it| it.0, f64::min, f64::INFINITY),
        bound(|it| it.0, f64::max, f64::NEG_INFINITY),
    );
    let (south, north) = (
        bound(|it| it.1, f64::min, f64::INFINITY),
        bound(|it| it.1, f64::max, f64::NEG_INFINITY),
    );
    let shrink = libm::cos(f64::midpoint(south, north).to_radians()).max(0.01);
    let (wide, high) = (((east - west) * shrink).max(1e-9), (north - south).max(1e-9));
    let (width, asked) = size(chart, form);
    let tall = if chart.height.is_some() { asked } else { TALL };
    let scale = ((width - SEAM * 2.0) / wide).min(tall / high);
    let left = (width - wide * scale) / 2.0;
    let place = |it: &At| {
        (left + (it.0 - west) * shrink * scale, (north - it.1) * scale + SEAM / 2.0)
    };
    let placed = |it: &Vec<Ring>| {
        it.iter().map(|it| it.iter().map(place).collect()).collect::<Vec<Ring>>()
    };
    let placed: Vec<Vec<Ring>> = shapes.iter().map(placed).collect();
    (outline::simplify(&placed), high * scale + SEAM)
}
