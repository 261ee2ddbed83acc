//! The door to the QR code: a picture that leads a phone from paper to the page.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// A QR code.
#[derive(Debug, Clone, Serialize)]
pub struct Code {
    /// How many squares it is wide and high, the white around it left out.
    pub size: usize,
    /// Its dark squares, as the data of an SVG path with one unit a square.
    pub path: String,
}

impl Code {
    /// The code of `address`; `None` where it is too long for one.
    pub(super) fn of(address: &str) -> Option<Self> {
        // A quarter of it may be lost in copying and folding.
        let code = QrCode::with_error_correction_level(address, EcLevel::Q).ok()?;
        let size = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(size).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run[0] == Color::Dark {
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{x} {y}h{0}v1h-{0}z", run.len());
                }
                x += run.len();
            }
        }
        Some(Self { size, path })
    }
}
