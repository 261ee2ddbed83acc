//! Colours of series. The theme's style sheet has the same ones, as `--s1` to `--s6`, and others
//! for dark screens; these are for files, which have no style sheet.

/// The colours of series on white. Each has a contrast of at least 4.5 : 1 with white, and any two
/// stay apart for readers who are colour-blind: see the test.
pub(super) const SERIES: [&str; 6] =
    ["#2c816a", "#0b2f5c", "#c80cb4", "#7a7801", "#5c2a04", "#1d0d0b"];

/// The colours of classes from the lowest to the highest, on white: one hue, ever darker, so that
/// their order is seen without colour. The lower ones need an outline to stand out from the ground.
pub(super) const STEPS: [&str; 5] =
    ["#e0f2ec", "#aadac9", "#68b3a0", "#2c816a", "#0b4638"];

/// From which class on text is written in the colour of the ground.
pub(super) const STRONG: usize = 3;

/// What is around classes and parts of bars.
pub(super) const EDGE: &str = "#7d8b86";

/// Dashes that tell lines apart without colour, as SVG writes them; the first line is whole.
pub(super) const DASHES: [&str; 6] =
    ["", "8 3", "14 4", "9 3 2 3", "5 3", "14 3 2 3 2 3"];

/// The dashes of a line to what nobody observed.
pub(super) const EXPECTED: &str = "2 4";

/// What text is written in.
pub(super) const INK: &str = "#1c2321";

/// What axes and secondary text are drawn in.
pub(super) const MUTED: &str = "#56605d";

/// What grid lines are drawn in.
pub(super) const GRID: &str = "#dfe4e2";

#[cfg(test)]
mod tests {
    use super::{EDGE, INK, SERIES, STEPS, STRONG};

    type Rgb = [f64; 3];

    /// Machado, Oliveira and Fernandes 2009, severity 1.0: none, protanopia, deuteranopia,
    /// tritanopia.
    const VISIONS: [[f64; 9]; 4] = [
        [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0],
        [
            0.152_286, 1.052_583, -0.204_868, 0.114_503, 0.786_281, 0.099_216,
            -0.003_882, -0.048_116, 1.051_998,
        ],
        [
            0.367_322, 0.860_646, -0.227_968, 0.280_085, 0.672_501, 0.047_413, -0.011_82,
            0.042_94, 0.968_881,
        ],
        [
            1.255_528, -0.076_749, -0.178_779, -0.078_411, 0.930_809, 0.147_602,
            0.004_733, 0.691_367, 0.303_9,
        ],
    ];

    fn linear(colour: &str) -> Rgb {
        [1, 3, 5].map(|at| {
            let share =
                f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if share <= 0.040_45 {
                share / 12.92
            } else {
                libm::pow((share + 0.055) / 1.055, 2.4)
            }
        })
    }

    fn luminance([r, g, b]: Rgb) -> f64 {
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(linear(a)) + 0.05, luminance(linear(b)) + 0.05);
        (a / b).max(b / a)
    }

    fn lab(rgb: Rgb, vision: &[f64; 9]) -> Rgb {
        let [r, g, b] = [0, 3, 6].map(|i| {
            let seen: f64 = (0..3).map(|k| vision[i + k] * rgb[k]).sum();
            seen.clamp(0.0, 1.0)
        });
        let f =
            |t: f64| if t > 0.008_856 { libm::cbrt(t) } else { 7.787 * t + 16.0 / 116.0 };
        let x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.950_47);
        let y = f(luminance([r, g, b]));
        let z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn every_series_stands_out_from_the_ground() {
        for colour in SERIES {
            let contrast = contrast(colour, "#ffffff");
            assert!(contrast >= 4.5, "{colour} {contrast:.2}");
        }
    }

    #[test]
    fn every_class_carries_text_and_has_an_outline_that_is_seen() {
        for (at, colour) in STEPS.iter().enumerate() {
            let text = if at < STRONG { INK } else { "#ffffff" };
            let contrast = contrast(colour, text);
            assert!(contrast >= 4.5, "{colour} {contrast:.2}");
        }
        assert!(contrast(EDGE, "#ffffff") >= 3.0);
    }

    /// Machado's matrices keep grey grey, so what differs in lightness differs for every reader.
    #[test]
    fn every_class_is_darker_than_the_one_below_it() {
        for pair in STEPS.windows(2) {
            let lightness = |it: &str| lab(linear(it), &VISIONS[0])[0];
            let step = lightness(pair[0]) - lightness(pair[1]);
            assert!(step >= 10.0, "{pair:?} {step:.1}");
        }
    }

    #[test]
    fn every_two_series_stay_apart_for_every_reader() {
        let mut alike = Vec::new();
        for (i, a) in SERIES.iter().enumerate() {
            for b in &SERIES[i + 1..] {
                for (at, vision) in VISIONS.iter().enumerate() {
                    let (x, y) = (lab(linear(a), vision), lab(linear(b), vision));
                    let square: f64 = (0..3).map(|k| (x[k] - y[k]) * (x[k] - y[k])).sum();
                    let distance = square.sqrt();
                    if distance < 10.0 {
                        alike.push(format!("{a} {b} vision {at}: {distance:.1}"));
                    }
                }
            }
        }
        assert!(alike.is_empty(), "{alike:#?}");
    }
}
