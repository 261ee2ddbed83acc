//! Outlines with no more points than are seen, without gaps between neighbours.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Ring;

/// A point in tenths of a pixel.
type Dot = (i32, i32);

/// More points than this make a drawing heavy: about eight bytes each.
const POINTS: usize = 3_000;

/// `shapes` with as few points as it takes. A line that two shapes share stays the same line.
pub(super) fn simplify(shapes: &[Vec<Ring>]) -> Vec<Vec<Ring>> {
    let shapes: Vec<Vec<Vec<Dot>>> =
        shapes.iter().map(|it| it.iter().map(dots).collect()).collect();
    let meeting = meeting(shapes.iter().flatten());
    let mut tolerance = 3.0;
    loop {
        let simple: Vec<Vec<Vec<Dot>>> = shapes
            .iter()
            .map(|it| it.iter().map(|it| thinned(it, &meeting, tolerance)).collect())
            .collect();
        let points: usize = simple.iter().flatten().map(Vec::len).sum();
        if points <= POINTS || tolerance > 1e4 {
            return simple.iter().map(|it| kept(it)).collect();
        }
        tolerance *= 1.5;
    }
}

/// The ring in tenths of a pixel, no two points in one place behind each other.
fn dots(ring: &Ring) -> Vec<Dot> {
    let tenths = |it: f64| (it * 10.0).round() as i32;
    let mut dots: Vec<Dot> = ring.iter().map(|it| (tenths(it.0), tenths(it.1))).collect();
    dots.dedup();
    while dots.len() > 1 && dots.first() == dots.last() {
        dots.pop();
    }
    dots
}

/// The points at which more than two lines meet.
fn meeting<'a>(rings: impl Iterator<Item = &'a Vec<Dot>>) -> BTreeSet<Dot> {
    let mut beside: BTreeMap<Dot, BTreeSet<Dot>> = BTreeMap::new();
    for ring in rings {
        for (at, dot) in ring.iter().enumerate() {
            let next = ring[(at + 1) % ring.len()];
            beside.entry(*dot).or_default().insert(next);
            beside.entry(next).or_default().insert(*dot);
        }
    }
    beside.into_iter().filter(|it| it.1.len() > 2).map(|it| it.0).collect()
}

/// A ring without the points that lie nearer than `tolerance` to the line between those around
/// them. It is cut where lines meet, and each part is thinned from the same end whichever shape it
/// belongs to.
fn thinned(ring: &[Dot], meeting: &BTreeSet<Dot>, tolerance: f64) -> Vec<Dot> {
    let start = ring.iter().position(|it| meeting.contains(it));
    let start = start.or_else(|| (0..ring.len()).min_by_key(|it| ring[*it]));
    let Some(start) = start else { return Vec::new() };
    let round: Vec<Dot> =
        (0..=ring.len()).map(|it| ring[(start + it) % ring.len()]).collect();
    let mut thin = Vec::new();
    let mut from = 0;
    for to in 1..round.len() {
        if to + 1 < round.len() && !meeting.contains(&round[to]) {
            continue;
        }
        let mut part = round[from..=to].to_vec();
        let backwards = part.iter().rev().lt(part.iter());
        if backwards {
            part.reverse();
        }
        let mut part = line(&part, tolerance);
        if backwards {
            part.reverse();
        }
        part.pop();
        thin.extend(part);
        from = to;
    }
    thin
}

/// Douglas and Peucker 1973: the point farthest from the line between both ends stays, and so on on
/// both sides of it, as long as it is farther than `tolerance`.
fn line(points: &[Dot], tolerance: f64) -> Vec<Dot> {
    let mut keep = vec![false; points.len()];
    let mut open = vec![(0, points.len() - 1)];
    while let Some((first, last)) = open.pop() {
        keep[first] = true;
        keep[last] = true;
        let away = |at: usize| distance(points[at], points[first], points[last]);
        let farthest = (first + 1..last).max_by(|a, b| away(*a).total_cmp(&away(*b)));
        if let Some(at) = farthest.filter(|it| away(*it) > tolerance) {
            open.push((first, at));
            open.push((at, last));
        }
    }
    points.iter().zip(keep).filter(|it| it.1).map(|it| *it.0).collect()
}

/// How far `dot` is from the line from `a` to `b`.
fn distance(dot: Dot, a: Dot, b: Dot) -> f64 {
    let at = |it: Dot| (f64::from(it.0), f64::from(it.1));
    let ((x, y), (ax, ay), (bx, by)) = (at(dot), at(a), at(b));
    let (dx, dy) = (bx - ax, by - ay);
    let long = dx * dx + dy * dy;
    let along = if long == 0.0 { 0.0 } else { ((x - ax) * dx + (y - ay) * dy) / long };
    let along = along.clamp(0.0, 1.0);
    libm::hypot(x - ax - along * dx, y - ay - along * dy)
}

/// The rings of a shape that can be seen: the largest one, and the others that are not tiny.
fn kept(rings: &[Vec<Dot>]) -> Vec<Ring> {
    const TINY: f64 = 200.0;
    let largest = rings.iter().map(|it| area(it)).fold(0.0, f64::max);
    let seen = rings.iter().filter(|it| it.len() > 2);
    let seen = seen.filter(|it| area(it) >= TINY.min(largest));
    let pixels = |it: &Dot| (f64::from(it.0) / 10.0, f64::from(it.1) / 10.0);
    seen.map(|it| it.iter().map(pixels).collect()).collect()
}

/// Twice the area of a ring.
fn area(ring: &[Dot]) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    let cross = |(a, b): (&Dot, &Dot)| {
        f64::from(a.0) * f64::from(b.1) - f64::from(b.0) * f64::from(a.1)
    };
    pairs.map(cross).sum::<f64>().abs()
}

/// The place nearest to the middle height of `rings` that has room for a box of that size.
pub(super) fn seat(rings: &[Ring], wide: f64, high: f64) -> Option<(f64, f64)> {
    const TRIES: u32 = 12;
    let ys = || rings.iter().flatten().map(|it| it.1);
    let top = ys().fold(f64::INFINITY, f64::min);
    let bottom = ys().fold(f64::NEG_INFINITY, f64::max);
    let step = (bottom - top) / f64::from(TRIES * 2);
    let tries = (0..TRIES).flat_map(|it| {
        let away = step * f64::from(it);
        [f64::midpoint(top, bottom) - away, f64::midpoint(top, bottom) + away]
    });
    let room = |y: f64| {
        let [above, middle, below] =
            [-0.5, 0.0, 0.5].map(|it| spans(rings, y + high * it));
        let within = |span: (f64, f64), row: &[(f64, f64)]| {
            let met = row.iter().map(|it| (span.0.max(it.0), span.1.min(it.1)));
            met.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
        };
        middle.iter().find_map(|span| {
            let (left, right) = within(within(*span, &above)?, &below)?;
            (right - left >= wide).then(|| (f64::midpoint(left, right), y))
        })
    };
    tries.into_iter().find_map(room)
}

/// From where to where the level line at `y` runs within `rings`.
fn spans(rings: &[Ring], y: f64) -> Vec<(f64, f64)> {
    let mut crossed = Vec::new();
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if (a.1 < y) != (b.1 < y) {
                crossed.push(a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1));
            }
        }
    }
    crossed.sort_by(f64::total_cmp);
    crossed.chunks_exact(2).map(|it| (it[0], it[1])).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::simplify;

    /// Two fields with a crooked line between them, walked in opposite directions.
    #[test]
    fn neighbours_stay_neighbours() {
        let crooked: Vec<(f64, f64)> = (0..200)
            .map(|it| {
                let y = f64::from(it);
                (100.0 + libm::sin(y / 9.0) * 6.0 + libm::sin(y * 1.7) * 0.2, y)
            })
            .collect();
        let mut left = vec![(0.0, 199.0), (0.0, 0.0)];
        left.extend(&crooked);
        let mut right = vec![(200.0, 0.0), (200.0, 199.0)];
        right.extend(crooked.iter().rev());
        let simple = simplify(&[vec![left], vec![right]]);
        let line = |at: usize| {
            let inner = simple[at][0].iter().filter(|it| it.0 > 1.0 && it.0 < 199.0);
            inner.map(|it| format!("{it:?}")).collect::<BTreeSet<_>>()
        };
        assert_eq!(line(0), line(1));
        assert!((20..120).contains(&line(0).len()), "{}", line(0).len());
    }

    #[test]
    fn what_cannot_be_seen_goes_but_never_a_whole_shape() {
        let square = |at: f64, size: f64| {
            vec![(at, at), (at + size, at), (at + size, at + size), (at, at + size)]
        };
        let simple = simplify(&[
            vec![square(0.0, 50.0), square(80.0, 0.5)],
            vec![square(90.0, 0.5)],
        ]);
        assert_eq!((simple[0].len(), simple[1].len()), (1, 1));
    }
}
