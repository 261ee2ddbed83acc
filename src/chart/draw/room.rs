//! Room for words: where nothing is written yet and little is drawn.

use super::{
    LINE,
    canvas::{At, TEXT},
};

/// A part of a drawing, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    /// Its left side.
    pub(super) left: f64,
    /// Its right side.
    pub(super) right: f64,
    /// Its upper side.
    pub(super) top: f64,
    /// Its lower side.
    pub(super) bottom: f64,
}

impl Area {
    /// The area of a block of words from its upper left corner on.
    pub(super) fn block((left, top): At, (width, height): At) -> Self {
        Self { left, right: left + width, top, bottom: top + height }
    }

    /// The same, moved as little as possible to lie within `other`.
    pub(super) fn within(self, other: Self) -> Self {
        let slide = |from: f64, to: f64, low: f64, high: f64| {
            let back = (to - high).max(0.0);
            (low - (from - back)).max(0.0) - back
        };
        let x = slide(self.left, self.right, other.left, other.right);
        let y = slide(self.top, self.bottom, other.top, other.bottom);
        Self {
            left: self.left + x,
            right: self.right + x,
            top: self.top + y,
            bottom: self.bottom + y,
        }
    }

    /// The base line of the line of words number `at` in it.
    pub(super) fn base(&self, at: usize) -> f64 {
        self.top + TEXT * 0.92 + LINE * at as f64
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn is_in(&self, other: &Self) -> bool {
        const NEARLY: f64 = 0.01;
        self.left >= other.left - NEARLY
            && self.right <= other.right + NEARLY
            && self.top >= other.top - NEARLY
            && self.bottom <= other.bottom + NEARLY
    }

    /// Whether the stroke goes through it (Liang and Barsky 1984).
    fn is_crossed(&self, [from, to]: &[At; 2]) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let sides = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        for (step, room) in sides {
            if step == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        enter <= leave
    }
}

/// What is written and drawn so far.
#[derive(Debug, Default)]
pub(super) struct Room {
    words: Vec<Area>,
    marks: Vec<[At; 2]>,
}

impl Room {
    /// Notes that something is written in `area`.
    pub(super) fn write(&mut self, area: Area) {
        self.words.push(area);
    }

    /// Notes that `points` are drawn as one line.
    pub(super) fn draw(&mut self, points: &[At]) {
        match points {
            [one] => self.marks.push([*one, *one]),
            more => self.marks.extend(more.windows(2).map(|it| [it[0], it[1]])),
        }
    }

    /// Of `places` within `limits` where nothing is written, the first of those that lie on the
    /// fewest marks, if it lies on at most `most`; it is noted as written.
    pub(super) fn take(
        &mut self,
        places: impl IntoIterator<Item = Area>,
        limits: Area,
        most: usize,
    ) -> Option<Area> {
        let free =
            |it: &Area| it.is_in(&limits) && !self.words.iter().any(|w| w.meets(it));
        let places = places.into_iter().filter(free);
        let crossed = |it: &Area| self.marks.iter().filter(|m| it.is_crossed(m)).count();
        let best = places
            .map(|it| (crossed(&it), it))
            .filter(|it| it.0 <= most)
            .min_by_key(|it| it.0)?;
        self.words.push(best.1);
        Some(best.1)
    }
}

/// Places for words of `size` around the point `at`: close to it, then further away.
pub(super) fn around((x, y): At, (width, height): At) -> Vec<Area> {
    const GAP: f64 = 7.0;
    const FAR: usize = 14;
    let mut places = Vec::new();
    for step in 0..FAR {
        let away = GAP + LINE * 0.5 * step as f64;
        let (over, under) = (y - away - height, y + away);
        let lefts = [x - width / 2.0, x - 2.0, x + 2.0 - width];
        for left in lefts {
            places.push(Area::block((left, over), (width, height)));
            places.push(Area::block((left, under), (width, height)));
        }
        let beside = y - height / 2.0;
        places.push(Area::block((x + away, beside), (width, height)));
        places.push(Area::block((x - away - width, beside), (width, height)));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{Area, Room, around};

    const LIMITS: Area = Area { left: 0.0, right: 100.0, top: 0.0, bottom: 100.0 };

    #[test]
    fn words_keep_clear_of_words_and_of_marks() {
        let mut room = Room::default();
        room.draw(&[(0.0, 50.0), (100.0, 50.0)]);
        let first = room.take(around((50.0, 50.0), (30.0, 17.0)), LIMITS, 9).unwrap();
        assert!(first.bottom < 50.0, "{first:?}");
        let second = room.take(around((50.0, 50.0), (30.0, 17.0)), LIMITS, 9).unwrap();
        assert!(second.top > 50.0 && !second.meets(&first), "{second:?}");
    }

    #[test]
    fn a_stroke_through_a_corner_crosses() {
        let area = Area { left: 10.0, right: 20.0, top: 10.0, bottom: 20.0 };
        assert!(area.is_crossed(&[(0.0, 0.0), (30.0, 30.0)]));
        assert!(area.is_crossed(&[(15.0, 15.0), (15.0, 15.0)]));
        assert!(!area.is_crossed(&[(0.0, 15.0), (5.0, 15.0)]));
        assert!(!area.is_crossed(&[(0.0, 25.0), (30.0, 25.0)]));
    }

    #[test]
    fn an_area_slides_back_inside() {
        let area = Area { left: 90.0, right: 120.0, top: -5.0, bottom: 12.0 };
        assert_eq!(
            area.within(LIMITS),
            Area { left: 70.0, right: 100.0, top: 0.0, bottom: 17.0 }
        );
    }
}
