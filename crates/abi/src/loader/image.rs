//! A look at a library's file before the system loads it. The system's loader maps a file as its header says, so that
//! one cut short (a copy that is still under way) would end the process by a signal instead of an error.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// How much of a file is searched for names, in bytes: libraries are smaller.
const MAX_SEARCHED_BYTES: u64 = 1 << 28;

/// Checks that a file is whole, where it is an ELF image of this machine's kind. Others are left to the system.
///
/// # Errors
/// What is wrong.
pub(super) fn check(path: &Path) -> Result<(), String> {
    let mut file = File::open(path).map_err(|error| error.to_string())?;
    let len = file.metadata().map_err(|error| error.to_string())?.len();
    if cfg!(all(target_os = "linux", target_pointer_width = "64", target_endian = "little")) {
        check_elf(&mut file, len)?;
    }
    Ok(())
}

/// The bytes of a file, to search for names in; empty where it cannot be read.
pub(super) fn read(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(file) = File::open(path) {
        // What was read before an error is searched all the same.
        let _ = file.take(MAX_SEARCHED_BYTES).read_to_end(&mut bytes);
    }
    bytes
}

/// Layout of a 64-bit ELF file: the System V Application Binary Interface, chapters 4 and 5.
mod elf {
    pub(super) const HEADER_BYTES: usize = 64;
    /// `\x7fELF`, 64 bit, little endian.
    pub(super) const IDENT: [u8; 6] = [0x7f, b'E', b'L', b'F', 2, 1];
    pub(super) const TYPE: usize = 16;
    pub(super) const TYPE_SHARED: u16 = 3;
    pub(super) const PROGRAM_OFFSET: usize = 32;
    pub(super) const PROGRAM_ENTRY_BYTES: usize = 54;
    pub(super) const PROGRAM_COUNT: usize = 56;
    pub(super) const SECTION_OFFSET: usize = 40;
    pub(super) const SECTION_ENTRY_BYTES: usize = 58;
    pub(super) const SECTION_COUNT: usize = 60;
    /// Bytes of one program header.
    pub(super) const PROGRAM_BYTES: usize = 56;
    pub(super) const SEGMENT_OFFSET: usize = 8;
    pub(super) const SEGMENT_BYTES: usize = 32;
}

fn check_elf(file: &mut (impl Read + Seek), len: u64) -> Result<(), String> {
    let cut_short = |_: io::Error| "it is cut short".to_owned();
    let mut header = [0; elf::HEADER_BYTES];
    if len < elf::HEADER_BYTES as u64 {
        return Err(format!("it has {len} bytes, less than the header of a library"));
    }
    file.read_exact(&mut header).map_err(cut_short)?;
    if !header.starts_with(&elf::IDENT) {
        return Err("it does not begin like a 64-bit ELF file".to_owned());
    }
    if short(&header, elf::TYPE) != elf::TYPE_SHARED {
        return Err("it is an ELF file, but not a shared object".to_owned());
    }
    if usize::from(short(&header, elf::PROGRAM_ENTRY_BYTES)) != elf::PROGRAM_BYTES {
        return Err("its ELF header is damaged".to_owned());
    }
    // The table of sections stands last, as linkers write it: where it is whole, so is what precedes it.
    let sections = u64::from(short(&header, elf::SECTION_COUNT)) * u64::from(short(&header, elf::SECTION_ENTRY_BYTES));
    if long(&header, elf::SECTION_OFFSET).checked_add(sections).is_none_or(|end| end > len) {
        return Err(format!("it is cut short: its sections reach beyond its {len} bytes"));
    }
    file.seek(SeekFrom::Start(long(&header, elf::PROGRAM_OFFSET))).map_err(cut_short)?;
    for _ in 0..short(&header, elf::PROGRAM_COUNT) {
        let mut segment = [0; elf::PROGRAM_BYTES];
        file.read_exact(&mut segment).map_err(cut_short)?;
        let end = long(&segment, elf::SEGMENT_OFFSET).checked_add(long(&segment, elf::SEGMENT_BYTES));
        if end.is_none_or(|end| end > len) {
            return Err(format!("it is cut short: a segment reaches beyond its {len} bytes"));
        }
    }
    Ok(())
}

fn short(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn long(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 8].iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A shared object of one segment with so many bytes.
    fn image(segment: u64) -> Vec<u8> {
        let mut bytes = vec![0; elf::HEADER_BYTES + elf::PROGRAM_BYTES];
        bytes[..6].copy_from_slice(&elf::IDENT);
        bytes[elf::TYPE] = 3;
        bytes[elf::PROGRAM_OFFSET] = elf::HEADER_BYTES as u8;
        bytes[elf::PROGRAM_ENTRY_BYTES] = elf::PROGRAM_BYTES as u8;
        bytes[elf::PROGRAM_COUNT] = 1;
        let at = elf::HEADER_BYTES + elf::SEGMENT_BYTES;
        bytes[at..at + 8].copy_from_slice(&segment.to_le_bytes());
        bytes
    }

    fn check_image(bytes: &[u8], problem: &str) {
        match check_elf(&mut Cursor::new(bytes), bytes.len() as u64) {
            Ok(()) => assert_eq!(problem, ""),
            Err(found) => assert!(found.contains(problem) && !problem.is_empty(), "{found}"),
        }
    }

    #[test]
    fn an_image_is_whole_or_refused() {
        let whole = image(120);
        check_image(&whole, "");
        check_image(&image(121), "a segment reaches beyond its 120 bytes");
        check_image(&image(u64::MAX), "a segment reaches beyond");
        check_image(&whole[..100], "it is cut short");
        let mut sections = whole.clone();
        sections[elf::SECTION_OFFSET] = 100;
        check_image(&sections, "");
        (sections[elf::SECTION_COUNT], sections[elf::SECTION_ENTRY_BYTES]) = (1, 64);
        check_image(&sections, "its sections reach beyond");
        check_image(&whole[..10], "it has 10 bytes");
        check_image(b"", "it has 0 bytes");
        check_image(&[b'a'; 200], "does not begin like");
        let mut program = whole.clone();
        program[elf::TYPE] = 2;
        check_image(&program, "not a shared object");
        let mut damaged = whole;
        damaged[elf::PROGRAM_ENTRY_BYTES] = 9;
        check_image(&damaged, "header is damaged");
    }
}
