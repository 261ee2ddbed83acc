//! The door to resvg: a drawing without words as letters → PNG.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{Options, Tree},
};

/// The picture of `svg` on white, `scale` pixels for one of the drawing; its words must be shapes, since no font is known here. `None`
/// where it is no SVG.
pub fn picture(svg: &str, scale: f32) -> Option<Vec<u8>> {
    let tree = Tree::from_str(svg, &Options::default()).ok()?;
    let size = tree.size().to_int_size().scale_by(scale)?;
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    pixels.fill(Color::WHITE);
    let transform = Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    encode(&pixels)
}

/// How wide and high the drawing in `svg` is.
pub fn size(svg: &[u8]) -> Option<(u32, u32)> {
    let size = Tree::from_data(svg, &Options::default()).ok()?.size().to_int_size();
    Some((size.width(), size.height()))
}

/// The pixels, all of them opaque, as PNG: by number where a palette holds them, which takes a third
/// of the space.
fn encode(pixels: &Pixmap) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    let numbered = by_number(pixels);
    let data = if let Some((palette, numbers)) = numbered {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette);
        encoder.set_filter(Filter::NoFilter);
        numbers
    } else {
        encoder.set_color(ColorType::Rgb);
        pixels.data().chunks_exact(4).flat_map(|it| [it[0], it[1], it[2]]).collect()
    };
    encoder.write_header().ok()?.write_image_data(&data).ok()?;
    Some(file)
}

/// A palette of at most 256 colours and each pixel's number in it; of colours that no eye tells
/// apart the first one stands for all. `None` where there are more.
fn by_number(pixels: &Pixmap) -> Option<(Vec<u8>, Vec<u8>)> {
    /// Most of a picture is flat: so many pixels beside each other are looked at together.
    const BLOCK: usize = 40;
    let mut palette = Palette::default();
    let mut numbers = Vec::with_capacity(pixels.data().len() / 4);
    for block in pixels.data().chunks(BLOCK * 4) {
        if block[4..] == block[..block.len() - 4] {
            let number = palette.number([block[0], block[1], block[2]])?;
            numbers.extend_from_slice(&[number; BLOCK][..block.len() / 4]);
            continue;
        }
        for pixel in block.chunks_exact(4) {
            numbers.push(palette.number([pixel[0], pixel[1], pixel[2]])?);
        }
    }
    Some((palette.colours, numbers))
}

/// The colours of a picture.
struct Palette {
    /// Red, green and blue of each, one behind the other.
    colours: Vec<u8>,
    /// Their numbers, by their leading bits.
    numbers: Vec<Option<u8>>,
}

impl Palette {
    /// Colours that agree in so many leading bits a channel look the same.
    const BITS: u32 = 5;

    /// The number of a colour, or of one that looks the same; `None` where there is no room for it.
    fn number(&mut self, [red, green, blue]: [u8; 3]) -> Option<u8> {
        let leading = |it: u8| usize::from(it >> (8 - Self::BITS));
        let key =
            (leading(red) << Self::BITS | leading(green)) << Self::BITS | leading(blue);
        if self.numbers[key].is_none() {
            let number = u8::try_from(self.colours.len() / 3).ok()?;
            self.colours.extend([red, green, blue]);
            self.numbers[key] = Some(number);
        }
        self.numbers[key]
    }
}

impl Default for Palette {
    fn default() -> Self {
        Self { colours: Vec::new(), numbers: vec![None; 1 << (Self::BITS * 3)] }
    }
}

#[cfg(test)]
mod tests {
    use super::picture;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 4\">\
                       <rect width=\"4\" height=\"4\" fill=\"#2c816a\"/></svg>";

    #[test]
    fn a_picture_has_the_colours_of_its_drawing() {
        let file = picture(SVG, 2.0).unwrap();
        let mut reader =
            png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (16, 8));
        assert_eq!(
            reader.info().palette.as_deref(),
            Some(&b"\x2c\x81\x6a\xff\xff\xff"[..])
        );
        let mut numbers = vec![0; 16 * 8];
        reader.next_frame(&mut numbers).unwrap();
        assert_eq!(numbers[..16], [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
        assert!(picture("no drawing", 1.0).is_none());
    }
}
