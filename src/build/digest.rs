//! Fingerprints of what a build sees.

/// A fingerprint: equal for equal bytes, and for no others that anyone will meet.
pub(super) type Digest = [u8; 16];

/// Makes a fingerprint of several parts. Each is taken with its length, so that parts cannot run
/// into each other.
#[derive(Default)]
pub(super) struct Fingerprint(blake3::Hasher);

impl Fingerprint {
    /// A fingerprint of things of the kind `what`.
    pub(super) fn of(what: &str) -> Self {
        Self::default().with(what.as_bytes())
    }

    /// The same with one more part.
    pub(super) fn with(mut self, part: &[u8]) -> Self {
        self.add(part);
        self
    }

    /// Takes one more part.
    pub(super) fn add(&mut self, part: &[u8]) {
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// The fingerprint of all parts.
    pub(super) fn done(&self) -> Digest {
        let mut digest = Digest::default();
        digest.copy_from_slice(&self.0.finalize().as_bytes()[..16]);
        digest
    }
}

/// The fingerprint of a file's bytes.
pub(super) fn bytes(bytes: &[u8]) -> Digest {
    Fingerprint::of("bytes").with(bytes).done()
}
