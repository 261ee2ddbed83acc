//! The words within a plot of lines: names at the ends, what was stated, what happened, and the
//! values that matter.

use super::{Anchor, Area, Canvas, GAP, Ink, LINE, Plot, Room, SLACK, TEXT};
use crate::chart::{
    draw::{canvas::At, place::spread, room::around},
    spec::{Point, Series, Stated},
};

/// How wide words about a year may be.
const REMARK: f64 = 130.0;

/// Writes all words between `left` and `right`; the ones that matter most first.
pub(super) fn draw(
    plot: &Plot<'_>,
    ends: &[String],
    sides: (f64, f64),
    room: &mut Room,
    canvas: &Canvas<'_>,
) {
    let lines = plot.lines;
    names(plot, ends, sides, room, canvas);
    let limits = Area {
        left: plot.area.left,
        right: sides.1 - SLACK,
        top: plot.area.top - LINE / 2.0,
        bottom: plot.area.bottom,
    };
    let mut writer = Writer { limits, room, canvas };
    if let Some(aim) = &lines.aim {
        for stated in aim.targets.iter().rev().chain(&aim.baseline) {
            writer.beside(plot.place(stated.x, stated.y), &stated.label);
        }
    }
    for level in &lines.levels {
        writer.along(plot, level);
    }
    for (year, words) in &lines.remarks {
        let (x, _) = plot.place(*year, lines.ticks[0].0);
        writer.remark(x, words);
    }
    if lines.series.len() <= 2 {
        for series in &lines.series {
            for point in notable(series) {
                writer.value(plot.place(point.x, point.y), &point.value);
            }
        }
    }
}

/// Names behind the last points, moved apart.
fn names(
    plot: &Plot<'_>,
    ends: &[String],
    (_, right): (f64, f64),
    room: &mut Room,
    canvas: &Canvas<'_>,
) {
    let series = || plot.lines.series.iter().filter(|it| !it.points.is_empty());
    let last = series().filter_map(|it| it.points.last());
    let places: Vec<At> = last.map(|it| plot.place(it.x, it.y)).collect();
    let middles: Vec<f64> = places.iter().map(|it| it.1).collect();
    let (top, bottom) = (plot.area.top - LINE / 2.0, plot.area.bottom + LINE / 2.0);
    let placed = spread(&middles, LINE, top, bottom);
    for (((end, (x, _)), y), series) in ends.iter().zip(&places).zip(placed).zip(series())
    {
        let width = canvas.wide(end);
        let x = (x + GAP).min(right - SLACK - width);
        let at = (x, y + TEXT * 0.36);
        canvas.group(&series.name, || canvas.text(end, at, Anchor::Start, Ink::Words));
        room.write(Area::block((x, y - LINE / 2.0), (width, LINE)));
    }
}

/// The first value of a line, its highest and its lowest; the last one stands with its name.
fn notable(series: &Series) -> Vec<&Point> {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else {
        return Vec::new();
    };
    let high = series.points.iter().max_by(|a, b| a.y.total_cmp(&b.y));
    let low = series.points.iter().min_by(|a, b| a.y.total_cmp(&b.y));
    let mut notable = vec![first];
    for point in [high, low].into_iter().flatten() {
        if notable.iter().all(|it| it.x != point.x) {
            notable.push(point);
        }
    }
    notable.retain(|it| it.x != last.x);
    notable
}

/// Finds room for words and writes them there.
struct Writer<'a, 'b> {
    limits: Area,
    room: &'a mut Room,
    canvas: &'a Canvas<'b>,
}

/// Words that must be written may lie on as many marks as there are.
const MUST: usize = usize::MAX;

impl Writer<'_, '_> {
    /// Words that belong to a point, with a stroke to it where they stand away from it.
    fn beside(&mut self, at: At, words: &str) {
        let width = (self.limits.right - self.limits.left).min(REMARK * 1.6);
        let lines = self.canvas.shaper.wrap(words, TEXT, width);
        let size = self.size(&lines);
        let places = around(at, size).into_iter().map(|it| it.within(self.limits));
        let places: Vec<Area> = places.collect();
        if let Some(area) = self.room.take(places, self.limits, MUST) {
            let (x, y) = (
                at.0.clamp(area.left, area.right),
                if area.bottom < at.1 { area.bottom } else { area.top },
            );
            let outside = at.1 < area.top || at.1 > area.bottom;
            if outside && (at.1 - y).abs() > LINE * 1.4 {
                self.canvas.rule([(x, y), at], "", Ink::Muted);
            }
            self.write(&lines, area, Ink::Words);
        }
    }

    /// Words along a level, over or under it.
    fn along(&mut self, plot: &Plot<'_>, level: &Stated) {
        let (_, y) = plot.place(plot.lines.span.0, level.y);
        let lines = self.canvas.shaper.wrap(&level.label, TEXT, REMARK * 2.0);
        let size = self.size(&lines);
        let (start, end) = (plot.area.left + 4.0, plot.area.right - size.0);
        let steps = 12;
        let along = (0..=steps)
            .map(|it| start + (end - start).max(0.0) * f64::from(it) / f64::from(steps));
        let places = along.flat_map(|left| {
            [y - 3.0 - size.1, y + 3.0].map(|top| Area::block((left, top), size))
        });
        if let Some(area) = self.room.take(places, self.limits, MUST) {
            self.write(&lines, area, Ink::Words);
        }
    }

    /// Words about a year, at the top of its rule.
    fn remark(&mut self, x: f64, words: &str) {
        let lines = self.canvas.shaper.wrap(words, TEXT, REMARK);
        let size = self.size(&lines);
        let room = self.limits.bottom - self.limits.top;
        let down = (0..).map(|it| LINE / 2.0 * f64::from(it)).take_while(|it| *it < room);
        let places = down.flat_map(|down| {
            [x + 5.0, x - 5.0 - size.0]
                .map(|left| Area::block((left, self.limits.top + down), size))
        });
        let places: Vec<Area> = places.collect();
        if let Some(area) = self.room.take(places, self.limits, MUST) {
            self.write(&lines, area, Ink::Words);
        }
    }

    /// A value close to its point, if there is room.
    fn value(&mut self, at: At, words: &str) {
        let size = (self.canvas.wide(words), LINE);
        let near = around(at, size).into_iter().take(8);
        let near: Vec<Area> = near.map(|it| it.within(self.limits)).collect();
        if let Some(area) = self.room.take(near, self.limits, 0) {
            self.write(&[words.to_owned()], area, Ink::Words);
        }
    }

    fn size(&self, lines: &[String]) -> At {
        let widest = lines.iter().map(|it| self.canvas.wide(it)).fold(0.0, f64::max);
        (widest, LINE * lines.len() as f64)
    }

    fn write(&self, lines: &[String], area: Area, ink: Ink) {
        for (at, line) in lines.iter().enumerate() {
            self.canvas.text(line, (area.left, area.base(at)), Anchor::Start, ink);
        }
    }
}
