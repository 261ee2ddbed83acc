//! Whether the chains of sectors in an old Excel file end: the reader of workbooks follows them
//! without counting, so that a damaged file would fill the memory.

/// From here on a number stands for something else than a sector.
const RESERVED: u32 = 0xFFFF_FFFA;

/// How many sectors of the table of sectors the header names itself.
const NAMED: usize = 109;

/// Whether every chain of sectors and of small sectors ends, and each stream starts in one.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    sound(bytes).is_some()
}

fn sound(bytes: &[u8]) -> Option<()> {
    let size = match number(bytes, 30)? & 0xFFFF {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let file = File { bytes, size };
    let table = file.table()?;
    ends(&table).then_some(())?;
    let folder = file.chain(number(bytes, 48)?, &table)?;
    let small = match number(bytes, 64)? {
        0 => Vec::new(),
        _ => numbers(&file.chain(number(bytes, 60)?, &table)?).collect(),
    };
    ends(&small).then_some(())?;
    for (at, entry) in folder.chunks_exact(128).enumerate() {
        let (start, length) = (number(entry, 116)?, number(entry, 120)?);
        let table = if length < 4096 && at > 0 { &small } else { &table };
        let starts = length == 0 || start >= RESERVED || (start as usize) < table.len();
        starts.then_some(())?;
    }
    Some(())
}

struct File<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl<'a> File<'a> {
    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        let start = (at as usize).checked_add(1)?.checked_mul(self.size)?;
        let end = start.checked_add(self.size)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The sector that follows each sector.
    fn table(&self) -> Option<Vec<u32>> {
        let mut named: Vec<u32> = numbers(self.bytes.get(76..512)?).take(NAMED).collect();
        let (mut next, mut left) =
            (number(self.bytes, 68)?, self.bytes.len() / self.size);
        while next < RESERVED {
            left = left.checked_sub(1)?;
            named.extend(numbers(self.sector(next)?));
            next = named.pop()?;
        }
        let mut table = Vec::new();
        for at in named.into_iter().filter(|it| *it < RESERVED) {
            table.extend(numbers(self.sector(at)?));
        }
        Some(table)
    }

    /// What stands in the sectors from `start` on, whose chain ends.
    fn chain(&self, start: u32, table: &[u32]) -> Option<Vec<u8>> {
        let (mut found, mut next) = (Vec::new(), start);
        while next < RESERVED {
            found.extend_from_slice(self.sector(next)?);
            next = *table.get(next as usize)?;
        }
        Some(found)
    }
}

/// Whether every chain through `table` ends within it.
fn ends(table: &[u32]) -> bool {
    // Of each sector: in which walk it was met.
    let mut met = vec![0; table.len()];
    (0..table.len()).all(|start| {
        let mut at = start;
        loop {
            match met[at] {
                0 => met[at] = start + 1,
                walk => return walk != start + 1,
            }
            match table[at] {
                next if next >= RESERVED => return true,
                next if (next as usize) < table.len() => at = next as usize,
                _ => return false,
            }
        }
    })
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    numbers(bytes.get(at..at + 4)?).next()
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|it| u32::from_le_bytes([it[0], it[1], it[2], it[3]]))
}

#[cfg(test)]
mod tests {
    use super::{ends, is_sound};

    const END: u32 = 0xFFFF_FFFE;

    #[test]
    fn a_chain_that_bites_its_tail_does_not_end() {
        assert!(ends(&[1, 2, END, 2, END]));
        assert!(!ends(&[1, 2, 0]));
        assert!(!ends(&[END, 1]));
        assert!(!ends(&[7]));
    }

    #[test]
    fn what_is_cut_off_is_not_sound() {
        assert!(!is_sound(&[]));
        assert!(!is_sound(&[0; 600]));
    }
}
