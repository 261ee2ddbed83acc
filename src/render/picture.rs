//! The door to images that authors put beside their texts: how big they are, and copies that a slow
//! phone can load.
//!
//! A copy has no more pixels than a page shows on a sharp screen. It stands upright, whichever way
//! the camera was held, and carries nothing else that the camera noted, such as the place.

use std::{io::Cursor, sync::Arc};

use super::png;
use crate::model::{Image, ImageFormat, Route};
use image::{
    DynamicImage, ImageDecoder, ImageFormat as Kind, ImageReader, ImageResult,
    codecs::jpeg::JpegEncoder, imageops::FilterType, metadata::Orientation,
};

/// Changes when the same image comes out otherwise.
const EDITION: u32 = 1;

/// No copy is wider than so many pixels: the text's width on a sharp screen.
const WIDTH: u32 = 1280;

/// No copy is higher than so many pixels.
const HEIGHT: u32 = 1600;

/// A file of so many bytes is shown as it is.
const LIGHT: u64 = 150_000;

/// How well a photograph is kept, of 100.
const QUALITY: u8 = 78;

/// What the image is whose file begins with `start` and has `size` bytes; its lighter copy, where it
/// needs one, will be at `lighter`. `None` where it is no image, or one in a format that browsers do not show.
pub fn look(start: &[u8], size: u64, lighter: &Route) -> Option<Image> {
    let reader = ImageReader::new(Cursor::new(start)).with_guessed_format().ok()?;
    let Some(format) = reader.format().and_then(known) else { return drawing(start) };
    let mut decoder = reader.into_decoder().ok()?;
    let (mut width, mut height) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if is_lying(orientation) {
        (width, height) = (height, width);
    }
    let can = matches!(format, ImageFormat::Jpeg | ImageFormat::Png);
    let too_big = width > WIDTH || height > HEIGHT || size > LIGHT;
    let heavy = too_big || orientation != Orientation::NoTransforms;
    let lighter = (can && heavy).then(|| lighter.clone());
    if lighter.is_some() {
        (width, height) = fit(width, height);
    }
    Some(Image { format, width, height, lighter })
}

/// An image's file: its media type and its bytes.
pub type File = (&'static str, Arc<[u8]>);

/// Finds the image that the site has there.
pub type At<'a> = &'a dyn Fn(&str) -> Option<File>;

/// The lighter copy of the image whose file has these `bytes`; a damaged file is shown as it is.
pub fn lighter(bytes: &[u8], image: &Image) -> Vec<u8> {
    scaled(bytes, image).unwrap_or_else(|| bytes.to_vec())
}

fn scaled(bytes: &[u8], image: &Image) -> Option<Vec<u8>> {
    let upright = decode(bytes).ok()?;
    let same = (upright.width(), upright.height()) == (image.width, image.height);
    let scaled = if same {
        upright
    } else {
        upright.resize_exact(image.width, image.height, FilterType::CatmullRom)
    };
    let mut copy = Vec::new();
    if image.format == ImageFormat::Jpeg {
        let encoder = JpegEncoder::new_with_quality(&mut copy, QUALITY);
        scaled.to_rgb8().write_with_encoder(encoder).ok()?;
    } else {
        scaled.write_to(&mut Cursor::new(&mut copy), Kind::Png).ok()?;
    }
    Some(copy)
}

/// What [`lighter`] and [`still`] make of the same bytes changes with this.
pub fn edition() -> u32 {
    EDITION
}

/// The image, or the first picture of one that moves, as PNG.
pub fn still(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut copy = Vec::new();
    decode(bytes).ok()?.write_to(&mut Cursor::new(&mut copy), Kind::Png).ok()?;
    Some(copy)
}

/// The image as it is meant to be seen.
fn decode(bytes: &[u8]) -> ImageResult<DynamicImage> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image)
}

fn known(format: Kind) -> Option<ImageFormat> {
    Some(match format {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::Gif => ImageFormat::Gif,
        Kind::WebP => ImageFormat::Webp,
        _ => return None,
    })
}

/// Whether the camera was held on its side.
fn is_lying(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// The size of the lighter copy of an image of this size.
fn fit(width: u32, height: u32) -> (u32, u32) {
    let scale = (f64::from(WIDTH) / f64::from(width))
        .min(f64::from(HEIGHT) / f64::from(height))
        .min(1.0);
    let scaled = |it: u32| (libm::round(f64::from(it) * scale) as u32).max(1);
    (scaled(width), scaled(height))
}

/// What the SVG is that `file` holds.
fn drawing(file: &[u8]) -> Option<Image> {
    let (width, height) = png::size(file)?;
    Some(Image { format: ImageFormat::Svg, width, height, lighter: None })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat as Kind, RgbImage};

    use super::{HEIGHT, WIDTH, lighter, look, still};
    use crate::model::{ImageFormat, Route};

    fn file(width: u32, height: u32, kind: Kind) -> Vec<u8> {
        let image = RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 256) as u8])
        });
        let mut file = Vec::new();
        image.write_to(&mut Cursor::new(&mut file), kind).unwrap();
        file
    }

    #[test]
    fn a_small_image_is_shown_as_it_is() {
        let file = file(40, 30, Kind::Png);
        let found = look(&file, file.len() as u64, &Route::new("images/a.png")).unwrap();
        assert_eq!((found.format, found.width, found.height), (ImageFormat::Png, 40, 30));
        assert_eq!(found.lighter, None);
    }

    #[test]
    fn a_photograph_gets_a_copy_for_phones() {
        let photo = file(3000, 2000, Kind::Jpeg);
        let route = Route::new("images/a.jpg");
        let found = look(&photo[..60_000], photo.len() as u64, &route).unwrap();
        assert_eq!((found.width, found.height), (WIDTH, 853));
        assert_eq!(found.lighter, Some(route));
        let copy = lighter(&photo, &found);
        let seen = image::load_from_memory(&copy).unwrap();
        assert_eq!((seen.width(), seen.height()), (WIDTH, 853));
        assert!(copy.len() < photo.len() / 3);
    }

    #[test]
    fn a_photograph_stands_upright() {
        // A camera held on its side notes that in an Exif block.
        let photo = file(400, 300, Kind::Jpeg);
        let exif =
            b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let length = (exif.len() as u16 + 2).to_be_bytes();
        let marked = [&photo[..2], b"\xFF\xE1", &length, exif, &photo[2..]].concat();
        let route = Route::new("images/a.jpg");
        let found = look(&marked, marked.len() as u64, &route).unwrap();
        assert_eq!((found.width, found.height), (300, 400));
        let copy = lighter(&marked, &found);
        assert!(!copy.windows(4).any(|it| it == b"Exif"));
        let seen = image::load_from_memory(&copy).unwrap();
        assert_eq!((seen.width(), seen.height()), (300, 400));
    }

    #[test]
    fn a_tall_image_is_not_endless_and_a_moving_one_stands_still_on_paper() {
        let tall = file(100, 5000, Kind::Png);
        let found = look(&tall, tall.len() as u64, &Route::new("images/a.png")).unwrap();
        assert_eq!((found.width, found.height), (32, HEIGHT));
        let png = still(&file(8, 8, Kind::Gif)).unwrap();
        assert_eq!(image::guess_format(&png).unwrap(), Kind::Png);
        assert!(look(b"no image", 8, &Route::new("images/a.png")).is_none());
    }
}
