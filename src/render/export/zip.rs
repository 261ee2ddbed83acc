//! Archives whose bytes depend on nothing but what is in them.

use std::io::{self, Cursor, Seek, Write};

use ::zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// An archive in the making.
pub struct Archive<W: Write + Seek>(ZipWriter<W>);

impl<W: Write + Seek> Archive<W> {
    /// Starts an archive that is written to `out`.
    pub fn new(out: W) -> Self {
        Self(ZipWriter::new(out))
    }

    /// Adds a file, dated 1 January 1980, the first day that the format knows.
    ///
    /// Errors: the disk refuses.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let options = SimpleFileOptions::DEFAULT.unix_permissions(0o644);
        self.0.start_file(name, options)?;
        self.0.write_all(bytes)
    }

    /// Adds a file as it is, not packed.
    ///
    /// Errors: the disk refuses.
    pub fn store(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let options = SimpleFileOptions::DEFAULT.unix_permissions(0o644);
        self.0.start_file(name, options.compression_method(CompressionMethod::Stored))?;
        self.0.write_all(bytes)
    }

    /// Writes what is left.
    ///
    /// Errors: the disk refuses.
    pub fn finish(self) -> io::Result<W> {
        Ok(self.0.finish()?)
    }
}

/// An archive of `files` in memory.
///
/// # Panics
/// Never: writing to memory cannot fail.
pub(super) fn archive<'a>(files: impl Iterator<Item = (String, &'a [u8])>) -> Vec<u8> {
    let mut archive = Archive::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.add(&name, bytes).expect("writing to memory cannot fail");
    }
    archive.finish().expect("writing to memory cannot fail").into_inner()
}
