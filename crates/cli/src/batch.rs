//! Work on many inputs at once, with the results in the order of the inputs.

use rayon::prelude::*;

/// How many inputs of a chunk each thread gets. More evens out slow pages; fewer holds fewer results in memory.
const PER_THREAD: usize = 8;

/// Runs `work` on every item by `threads` threads and hands the results to `take` in the items' order, whatever the
/// number of threads. At most `threads * 8` results are held at once. An error of `take` ends the run.
pub(crate) fn in_order<T: Sync, R: Send, E>(
    threads: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.min(items.len());
    let pool = if threads > 1 { pool(threads) } else { None };
    let Some(pool) = pool else {
        return items.iter().try_for_each(|item| take(work(item)));
    };
    for chunk in items.chunks(threads * PER_THREAD) {
        // One item a task: pages differ in size by a thousand times.
        let results: Vec<R> = pool.install(|| chunk.par_iter().with_max_len(1).map(&work).collect());
        results.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

/// The number of threads to use: as asked for, as configured, or as many as the machine has.
pub(crate) fn threads(asked: Option<usize>, configured: u32) -> usize {
    asked
        .or(Some(configured as usize).filter(|threads| *threads > 0))
        .or_else(|| std::thread::available_parallelism().ok().map(usize::from))
        .unwrap_or(1)
}

fn pool(threads: usize) -> Option<rayon::ThreadPool> {
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => Some(pool),
        Err(error) => {
            tracing::warn!(%error, "no threads can be started; going on with one");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_for_any_number_of_threads() {
        let items: Vec<u32> = (0..200).collect();
        for threads in [1, 2, 3, 8, 500] {
            let mut found = Vec::new();
            let done: Result<(), ()> = in_order(
                threads,
                &items,
                |item| item * 2,
                |double| {
                    found.push(double);
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
            assert_eq!(found, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_the_run() {
        let items: Vec<u32> = (0..200).collect();
        let mut taken = 0;
        let done = in_order(
            2,
            &items,
            |item| *item,
            |item| {
                taken += 1;
                if item == 20 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err("enough"), 21));
    }
}
