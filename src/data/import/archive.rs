//! The door to packed files: what is in a ZIP archive or a `.gz`, as far as that is of a size that
//! data has. A few thousand bytes can unpack to more than any memory holds.

use std::io::{self, Cursor, Read};

use ::zip::ZipArchive;
use flate2::read::MultiGzDecoder;

use crate::diag::{Message, say};

/// The most bytes that may come out of a file.
const MOST: u64 = 512 << 20;

/// A ZIP archive.
pub(super) struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Archive<'a> {
    /// Opens the archive in `bytes`, or says what is wrong with it.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Message> {
        ZipArchive::new(Cursor::new(bytes))
            .map(Self)
            .map_err(|it| say!("this archive cannot be read: {cause}", cause = it))
    }

    /// The names of the files in it, folders left out.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.0.file_names().flatten().map(String::from);
        names.filter(|it| !it.ends_with('/')).collect()
    }

    /// What is in the file called `name`.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, Message> {
        let file = self.0.by_name(name).map_err(|it| refused(name, &it))?;
        let mut bytes = Vec::new();
        file.take(MOST + 1).read_to_end(&mut bytes).map_err(|it| refused(name, &it))?;
        if bytes.len() as u64 > MOST { Err(too_much()) } else { Ok(bytes) }
    }

    /// Unpacks everything to nowhere, to find out that it is not too much.
    pub(super) fn measure(&mut self) -> Result<(), Message> {
        let mut left = MOST;
        for at in 0..self.0.len() {
            let file = self.0.by_index(at).map_err(|it| refused("it", &it))?;
            let mut file = file.take(left + 1);
            let size = io::copy(&mut file, &mut io::sink());
            let size = size.map_err(|it| refused("it", &it))?;
            left = left.checked_sub(size).ok_or_else(too_much)?;
        }
        Ok(())
    }
}

/// What is in a `.gz`.
pub(super) fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, Message> {
    let mut out = Vec::new();
    MultiGzDecoder::new(bytes)
        .take(MOST + 1)
        .read_to_end(&mut out)
        .map_err(|it| say!("this compressed file cannot be read: {cause}", cause = it))?;
    if out.len() as u64 > MOST { Err(too_much()) } else { Ok(out) }
}

fn refused(name: &str, error: &dyn std::fmt::Display) -> Message {
    say!("`{name}` cannot be taken out of this archive: {cause}", name, cause = error)
}

fn too_much() -> Message {
    say!(
        "more than {size} MiB come out of this file, which no table of data is",
        size = MOST >> 20
    )
}
