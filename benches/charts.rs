//! What it costs to plan and draw a chart, beside plotters' own SVG backend and, where a Python is
//! named that has them, beside matplotlib and Vega-Lite (by `vl_convert`): the same two lines of
//! twenty points, in one run. Run it with `cargo bench --bench charts -- [PYTHON]`. Printed is CPU
//! time a chart.
#![expect(
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "a benchmark prints and reads the system"
)]

use std::{fmt::Write, process::Command};

use plotters::prelude::{
    ChartBuilder, Circle, IntoDrawingArea, IntoFont, LineSeries, PathElement, RGBColor,
};
use plotters_svg::SVGBackend;
use prokash::{
    chart::{Form, draw, plan},
    data,
    diag::{FileId, Span},
    model::{ChartRequest, Settings},
    project, render,
    source::Files,
    text::Shaper,
};
use rustix::time::{ClockId, clock_gettime};

const YEARS: std::ops::Range<i32> = 2005..2025;

/// The value of a series in a year.
fn value(series: usize, year: i32) -> f64 {
    f64::from((year * 37 + 11) % 17) + 20.0 + 15.0 * series as f64
}

fn main() {
    let python = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    let mut table = String::from("Year,Sex,Value\n");
    for year in YEARS {
        let _ = writeln!(
            table,
            "{year},,{}\n{year},Female,{}",
            value(0, year),
            value(1, year)
        );
    }
    let files = Files::from_texts([
        ("prokash.yaml", "title: x\nlanguages: [bn]\n"),
        ("data/d.csv", &*table),
        ("data/d.yaml", "title: NEET\nunit: '%'\nsource: { organisation: ILO }\n"),
    ]);
    let project = project::parse(&files).value.expect("the settings are fine");
    let settings: &Settings = &project.settings;
    let dataset = data::parse(&files, settings).value.remove(0);
    let locale = project.theme.locales.values().next().expect("a language");
    let shaper = Shaper::new(project.theme.fonts.clone());
    let request = ChartRequest { series: Some("Sex".into()), ..ChartRequest::default() };
    let span = Span::file(FileId(0));
    let planned =
        || plan(&dataset, &request, span, locale).value.expect("it can be drawn");
    let chart = planned();
    let svg = draw(&chart, Form::Wide, &shaper);
    println!("{} bytes of SVG; stock plotters {}", svg.len(), stock().len());
    let ours = each(500, || draw(&planned(), Form::Wide, &shaper).len());
    let theirs = each(500, || stock().len());
    println!("planned and drawn   {:8.3} ms", ours * 1e3);
    println!(
        "stock plotters      {:8.3} ms, ours {:.2} times",
        theirs * 1e3,
        ours / theirs
    );
    let shapes = draw(&chart, Form::Shapes, &shaper);
    let shaped = each(50, || draw(&chart, Form::Shapes, &shaper).len());
    let picture = each(20, || render::png::picture(&shapes, 2.0).map(|it| it.len()));
    println!("words as shapes     {:8.3} ms", shaped * 1e3);
    println!("PNG                 {:8.3} ms", picture * 1e3);
    for (name, script) in [("matplotlib", MATPLOTLIB), ("Vega-Lite", VEGA_LITE)] {
        if let Some(other) = python.as_deref().and_then(|it| run(it, script)) {
            println!("{name:<19} {:8.3} ms, {:.0} times ours", other * 1e3, other / ours);
        }
    }
}

/// The mean CPU seconds of one of `count` runs of `work`, after a first one that is not counted.
fn each<T>(count: u32, mut work: impl FnMut() -> T) -> f64 {
    let now = || {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
    };
    std::hint::black_box(work());
    let start = now();
    for _ in 0..count {
        std::hint::black_box(work());
    }
    (now() - start) / f64::from(count)
}

/// The same lines as plotters draws them by itself.
fn stock() -> String {
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, (680, 340)).into_drawing_area();
    let mut chart = ChartBuilder::on(&area)
        .caption("NEET", ("sans-serif", 16).into_font())
        .margin(8)
        .x_label_area_size(24)
        .y_label_area_size(32)
        .build_cartesian_2d(YEARS.start..YEARS.end - 1, 0.0..60.0)
        .expect("the axes are fine");
    chart.configure_mesh().draw().expect("drawing into memory");
    for series in 0..2 {
        let colour = RGBColor(44, 129, 106 + series as u8);
        let points = YEARS.map(|year| (year, value(series, year)));
        chart
            .draw_series(LineSeries::new(points.clone(), colour))
            .expect("drawing into memory")
            .label("Sex")
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], colour));
        chart
            .draw_series(points.map(|it| Circle::new(it, 3, colour)))
            .expect("drawing into memory");
    }
    chart.configure_series_labels().draw().expect("drawing into memory");
    drop(chart);
    drop(area);
    svg
}

/// The CPU seconds that the script says a drawing takes, where `python` can run it.
fn run(python: &str, script: &str) -> Option<f64> {
    let output = Command::new(python).args(["-c", script]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// The same lines by matplotlib; the first drawing is not counted.
const MATPLOTLIB: &str = "
import io, time, matplotlib
matplotlib.use('svg')
import matplotlib.pyplot as plt
years = list(range(2005, 2025))
def value(s, y): return (y * 37 + 11) % 17 + 20 + 15 * s
def draw():
    figure, axes = plt.subplots(figsize=(6.8, 3.4))
    for s, name in enumerate(['Both', 'Female']):
        axes.plot(years, [value(s, y) for y in years], marker='o', label=name)
    axes.set_title('NEET'); axes.set_ylabel('%'); axes.set_ylim(0); axes.grid(True); axes.legend()
    figure.savefig(io.BytesIO(), format='svg'); plt.close(figure)
draw()
start = time.process_time()
for _ in range(20): draw()
print((time.process_time() - start) / 20)
";

/// The same lines by Vega-Lite, rendered without a browser; the first drawing, which starts its
/// engine, is not counted.
const VEGA_LITE: &str = "
import time, vl_convert
def value(s, y): return (y * 37 + 11) % 17 + 20 + 15 * s
rows = [{'year': y, 'value': value(s, y), 'sex': name}
        for s, name in enumerate(['Both', 'Female']) for y in range(2005, 2025)]
spec = {'title': 'NEET', 'width': 680, 'height': 340, 'data': {'values': rows},
        'mark': {'type': 'line', 'point': True}, 'encoding': {
            'x': {'field': 'year', 'type': 'quantitative', 'axis': {'format': 'd'}, 'scale': {'zero': False}},
            'y': {'field': 'value', 'type': 'quantitative', 'title': '%'},
            'color': {'field': 'sex', 'type': 'nominal'}}}
def draw(): return vl_convert.vegalite_to_svg(spec)
draw()
start = time.process_time()
for _ in range(20): draw()
print((time.process_time() - start) / 20)
";
