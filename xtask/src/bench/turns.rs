//! How a contestant is timed: a process of its own that holds all pages in memory and waits for its turns.
//!
//! Every line on standard input is a turn: all pages once, one thread. The answer is a line: nanoseconds by the clock,
//! nanoseconds on a processor, pages that failed. So turns of several contestants take place one after the other, and
//! what else the machine does meets all alike.

use std::io::{self, BufRead as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

/// Takes the turns that standard input asks for; `work` says whether a page went well.
pub(crate) fn serve(pages: &Path, mut work: impl FnMut(&[u8]) -> bool) -> io::Result<()> {
    let pages = read(pages)?;
    let mut output = io::stdout().lock();
    writeln!(output, "ready")?;
    output.flush()?;
    for line in io::stdin().lock().lines() {
        line?;
        let (clock, own) = (Instant::now(), Own::now());
        let failed = pages.iter().filter(|page| !work(page)).count();
        writeln!(output, "{} {} {failed}", clock.elapsed().as_nanos(), own.elapsed().as_nanos())?;
        output.flush()?;
    }
    Ok(())
}

/// The pages of a file: their number, and of each its length and bytes; numbers are little-endian, of eight bytes.
pub(crate) fn read(path: &Path) -> io::Result<Vec<Vec<u8>>> {
    let bytes = std::fs::read(path)?;
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "it ends too soon");
    let mut rest = bytes.as_slice();
    let number = |rest: &mut &[u8]| -> io::Result<usize> {
        let (head, tail) = rest.split_first_chunk::<8>().ok_or_else(damaged)?;
        *rest = tail;
        Ok(u64::from_le_bytes(*head) as usize)
    };
    let count = number(&mut rest)?;
    let mut pages = Vec::new();
    for _ in 0..count {
        let length = number(&mut rest)?;
        let (page, tail) = rest.split_at_checked(length).ok_or_else(damaged)?;
        rest = tail;
        pages.push(page.to_vec());
    }
    Ok(pages)
}

/// A clock that goes only while this thread is on a processor, where the system has one; else the wall's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own(#[cfg(unix)] Duration, #[cfg(not(unix))] Instant);

impl Own {
    /// The time now.
    #[cfg(unix)]
    pub(crate) fn now() -> Self {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Self(Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32))
    }

    /// The time now.
    #[cfg(not(unix))]
    pub(crate) fn now() -> Self {
        Self(Instant::now())
    }

    /// The time since then.
    #[cfg(unix)]
    pub(crate) fn elapsed(self) -> Duration {
        Self::now().0.saturating_sub(self.0)
    }

    /// The time since then.
    #[cfg(not(unix))]
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
