//! Work on many inputs at once, with the results in the order of the inputs.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many results a thread may be ahead of what was taken. More evens out slow pages; fewer holds less in memory.
const AHEAD: usize = 16;

/// Runs `work` on every item by `threads` threads and hands the results to `take` in the items' order, whatever the
/// number of threads. An item is asked for no sooner than a thread can work on it. Nobody waits for a slow item but those that are
/// `threads * 16` items ahead of what was taken: so many results are held at most. An error of `take` ends the run.
pub(crate) fn in_order<T, R: Send, E>(
    threads: usize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if threads <= 1 {
        return items.map(work).try_for_each(take);
    }
    let line = Line::new(threads * AHEAD);
    let items = Mutex::new((0..).zip(items));
    std::thread::scope(|scope| {
        // Whatever ends this, the threads must not go on waiting.
        let _end = End(&line);
        let started = (0..threads).filter(|_| start(scope, || serve(&line, &items, &work))).count();
        if started == 0 {
            let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
            return items.by_ref().map(|(_, item)| work(item)).try_for_each(take);
        }
        while let Some(result) = line.take() {
            take(result)?;
        }
        Ok(())
    })
}

/// Starts a thread; says whether it could be started.
fn start<'scope>(scope: &'scope std::thread::Scope<'scope, '_>, run: impl FnOnce() + Send + 'scope) -> bool {
    match std::thread::Builder::new().spawn_scoped(scope, run) {
        Ok(_) => true,
        Err(error) => {
            tracing::warn!(%error, "a thread cannot be started; going on without it");
            false
        }
    }
}

/// What one thread does: the next item, until there is none.
fn serve<T, R>(line: &Line<R>, items: &Mutex<impl Iterator<Item = (usize, T)>>, work: &impl Fn(T) -> R) {
    // A thread that panics would leave a gap that is waited for.
    let end = End(line);
    loop {
        // Who waits for room keeps the others from the items: they would only wait, too.
        let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
        if !line.has_room() {
            break;
        }
        let next = items.next();
        drop(items);
        let Some((at, item)) = next else {
            line.close();
            break;
        };
        line.put(at, work(item));
    }
    std::mem::forget(end);
}

/// Items that are worked on and results that wait to be taken.
struct Line<R> {
    state: Mutex<State<R>>,
    ahead: usize,
    /// Something was taken, so that there is room ahead.
    room: Condvar,
    /// The result that is to be taken next is there, or there will be no more.
    ready: Condvar,
}

struct State<R> {
    /// How many items were given out.
    given: usize,
    /// How many results were taken.
    taken: usize,
    /// The results from there on, as far as they are there.
    results: VecDeque<Option<R>>,
    /// All items were given out.
    is_closed: bool,
    is_ended: bool,
}

impl<R> Line<R> {
    fn new(ahead: usize) -> Self {
        let results = VecDeque::with_capacity(ahead);
        let state = State { given: 0, taken: 0, results, is_closed: false, is_ended: false };
        Self { state: Mutex::new(state), ahead, room: Condvar::new(), ready: Condvar::new() }
    }

    /// Takes a place for one item more, as soon as there is room ahead; false when the run is over.
    fn has_room(&self) -> bool {
        let mut state = self.lock();
        while !state.is_ended && !state.is_closed && state.given >= state.taken + self.ahead {
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let goes_on = !state.is_ended && !state.is_closed;
        state.given += usize::from(goes_on);
        goes_on
    }

    /// There is no item for the place that was taken last, nor for any other.
    fn close(&self) {
        let mut state = self.lock();
        state.is_closed = true;
        state.given -= 1;
        self.ready.notify_all();
        self.room.notify_all();
    }

    /// Puts the result of an item where it belongs.
    fn put(&self, at: usize, result: R) {
        let mut state = self.lock();
        let place = at - state.taken;
        while state.results.len() <= place {
            state.results.push_back(None);
        }
        state.results[place] = Some(result);
        if place == 0 {
            self.ready.notify_one();
        }
    }

    /// The result that is next in order, as soon as it is there; none after the last.
    fn take(&self) -> Option<R> {
        let mut state = self.lock();
        loop {
            if state.is_ended || state.is_closed && state.taken >= state.given {
                return None;
            }
            if let Some(result) = state.results.front_mut().and_then(Option::take) {
                state.results.pop_front();
                state.taken += 1;
                self.room.notify_one();
                return Some(result);
            }
            state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Nothing panics while it holds the lock, so that what it guards is sound in any case.
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the run when it is dropped.
struct End<'l, R>(&'l Line<R>);

impl<R> Drop for End<'_, R> {
    fn drop(&mut self) {
        self.0.lock().is_ended = true;
        self.0.room.notify_all();
        self.0.ready.notify_all();
    }
}

/// The number of threads to use: as asked for, as configured, or, where that is 0, as many as the machine has.
pub(crate) fn threads(asked: Option<u32>, configured: u32) -> usize {
    Some(asked.unwrap_or(configured) as usize)
        .filter(|threads| *threads > 0)
        .or_else(|| std::thread::available_parallelism().ok().map(usize::from))
        .unwrap_or(1)
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
                items.iter(),
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
    fn no_more_results_wait_than_there_is_room_for() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let items: Vec<usize> = (0..500).collect();
        let (worked, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut taken = 0;
        let work = |_: &usize| worked.fetch_add(1, Ordering::SeqCst);
        let done: Result<(), ()> = in_order(2, items.iter(), work, |_| {
            most.fetch_max(worked.load(Ordering::SeqCst) - taken, Ordering::SeqCst);
            taken += 1;
            Ok(())
        });
        assert_eq!((done, taken), (Ok(()), 500));
        // What is being taken stands in no place any more, and each thread may be at work on one.
        assert!(most.load(Ordering::SeqCst) <= 2 * AHEAD + 3, "{most:?}");
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_ends_the_run() {
        let items: Vec<u32> = (0..200).collect();
        let work = |item: &u32| assert!(*item != 20, "the item of this test that panics");
        let _: Result<(), ()> = in_order(2, items.iter(), work, |()| Ok(()));
    }

    #[test]
    fn an_error_ends_the_run() {
        let items: Vec<u32> = (0..200).collect();
        let mut taken = 0;
        let done = in_order(
            2,
            items.iter(),
            |item| *item,
            |item| {
                taken += 1;
                if item == 20 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err("enough"), 21));
    }
}
