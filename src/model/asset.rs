//! Files of `content/` that are no pages.

use super::Route;
use crate::diag::FileId;

/// A file that is copied to the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The file.
    pub file: FileId,
    /// Where its copy is.
    pub route: Route,
    /// What it looks like, where it is an image.
    pub image: Option<Image>,
}

/// An image as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The format of the file.
    pub format: ImageFormat,
    /// How wide it is shown at the most, in pixels.
    pub width: u32,
    /// How high it is then, in pixels.
    pub height: u32,
    /// Where the lighter copy is that pages show in place of a file too heavy for a phone.
    pub lighter: Option<Route>,
}

/// The formats of images.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    /// Photographs.
    Jpeg,
    /// Screens and diagrams.
    Png,
    /// What moves.
    Gif,
    /// Either.
    Webp,
    /// Drawings.
    Svg,
}

impl Asset {
    /// What pages show or lead to.
    pub fn shown(&self) -> &Route {
        self.image.as_ref().and_then(|it| it.lighter.as_ref()).unwrap_or(&self.route)
    }
}

impl ImageFormat {
    /// Its media type.
    pub fn media(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }
}
