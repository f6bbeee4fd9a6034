//! Lines answered by several threads, and the answers written in the order of the lines.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::num::NonZeroUsize;
use std::panic;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many answers may wait for an earlier one, so that one long article does not gather all behind it in memory.
const AHEAD: usize = 256;

/// Reads `input` line by line, and writes what `answer` makes of each line that is not blank to `output`, in the order
/// of the lines, with so many threads. `answer` is given the line with its end, and its number from 1 on.
///
/// What it fails with, as a line that cannot be read or an answer that cannot be written, ends the run once all answers
/// before it are written.
pub(super) fn in_order<A>(
    input: impl BufRead + Send,
    output: impl Write + Send,
    threads: NonZeroUsize,
    answer: A,
) -> io::Result<()>
where
    A: Fn(&str, usize) -> io::Result<Vec<u8>> + Sync,
{
    let lines = Mutex::new(Lines { input, number: 0, turn: 0 });
    let written = Written { output, turn: 0, waiting: BTreeMap::new(), failed: None, panicked: None };
    let answers = Answers { written: Mutex::new(written), moved: Condvar::new() };
    let work = || worker(&lines, &answers, &answer);
    std::thread::scope(|scope| {
        for _ in 1..threads.get() {
            scope.spawn(work);
        }
        work();
    });
    let mut written = answers.lock();
    if let Some(message) = written.panicked.take() {
        drop(written);
        panic::resume_unwind(message);
    }
    written.failed.take().map_or(Ok(()), Err)?;
    written.output.flush()
}

fn worker<A>(lines: &Mutex<Lines<impl BufRead>>, answers: &Answers<impl Write>, answer: &A)
where
    A: Fn(&str, usize) -> io::Result<Vec<u8>>,
{
    let mut line = String::new();
    loop {
        let read = lines.lock().unwrap_or_else(PoisonError::into_inner).next(&mut line);
        let (turn, answered) = match read {
            None => return,
            Some((turn, Err(error))) => (turn, Ok(Err(error))),
            Some((turn, Ok(number))) => {
                (turn, panic::catch_unwind(panic::AssertUnwindSafe(|| answer(&line, number))))
            }
        };
        if !answers.give(turn, answered) {
            return;
        }
    }
}

/// The lines that are still to be read.
struct Lines<R> {
    input: R,
    /// Of the line read last, from 1 on.
    number: usize,
    /// Of the line read next, among those that are answered.
    turn: usize,
}

impl<R: BufRead> Lines<R> {
    /// Reads the next line that is not blank; its turn, and its number or why it cannot be read.
    fn next(&mut self, line: &mut String) -> Option<(usize, io::Result<usize>)> {
        loop {
            line.clear();
            self.number += 1;
            let read = match self.input.read_line(line) {
                Ok(0) => return None,
                Ok(_) if line.trim().is_empty() => continue,
                Ok(_) => Ok(self.number),
                Err(error) => Err(io::Error::new(error.kind(), format!("line {}: {error}", self.number))),
            };
            self.turn += 1;
            return Some((self.turn - 1, read));
        }
    }
}

/// An answer, or why there is none.
type Answered = std::thread::Result<io::Result<Vec<u8>>>;

struct Written<W> {
    output: W,
    /// Whose answer is written next.
    turn: usize,
    waiting: BTreeMap<usize, Answered>,
    failed: Option<io::Error>,
    panicked: Option<Box<dyn std::any::Any + Send>>,
}

impl<W: Write> Written<W> {
    fn ended(&self) -> bool {
        self.failed.is_some() || self.panicked.is_some()
    }

    /// Writes all answers whose turn it is.
    fn write(&mut self) {
        while let Some(answered) = self.waiting.remove(&self.turn) {
            self.turn += 1;
            match answered {
                Ok(Ok(answer)) => self.failed = self.output.write_all(&answer).err(),
                Ok(Err(error)) => self.failed = self.output.flush().err().or(Some(error)),
                Err(message) => self.panicked = Some(message),
            }
            if self.ended() {
                return;
            }
        }
    }
}

struct Answers<W> {
    written: Mutex<Written<W>>,
    /// Told whenever an answer has been written or the run has ended.
    moved: Condvar,
}

impl<W: Write> Answers<W> {
    fn lock(&self) -> MutexGuard<'_, Written<W>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes an answer in, and writes it and those that waited for it as soon as it is its turn. Whether to go on.
    fn give(&self, turn: usize, answered: Answered) -> bool {
        let mut written = self
            .moved
            .wait_while(self.lock(), |w| turn >= w.turn + AHEAD && !w.ended())
            .unwrap_or_else(PoisonError::into_inner);
        if written.ended() {
            return false;
        }
        written.waiting.insert(turn, answered);
        if written.turn == turn {
            written.write();
            self.moved.notify_all();
        }
        !written.ended()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn answered(input: &str, threads: usize) -> (io::Result<()>, String) {
        let mut output = Vec::new();
        let result = in_order(input.as_bytes(), &mut output, threads.try_into().unwrap(), |line, number| {
            // The first lines take longest, so that the answers behind them must wait.
            std::thread::sleep(Duration::from_micros(if number < 4 { 3000 } else { 10 }));
            match line.trim() {
                "bad" => Err(io::Error::other(format!("line {number} is bad"))),
                "worse" => panic!("line {number} is worse"),
                good => Ok(format!("{number} {good}\n").into_bytes()),
            }
        });
        (result, String::from_utf8(output).unwrap())
    }

    #[test]
    fn answers_stand_in_the_order_of_their_lines() {
        let input: String = (1..1000).map(|n| format!("{n}\n\n")).collect();
        let expected: String = (1..1000).map(|n| format!("{} {n}\n", 2 * n - 1)).collect();
        for threads in [1, 2, 5] {
            let (result, output) = answered(&input, threads);
            result.unwrap();
            assert_eq!(output, expected);
        }
    }

    #[test]
    fn what_stands_before_a_bad_line_is_written() {
        let input = format!("a\nb\nbad\n{}", "c\n".repeat(600));
        for threads in [1, 2, 5] {
            let (result, output) = answered(&input, threads);
            assert_eq!(result.unwrap_err().to_string(), "line 3 is bad");
            assert_eq!(output, "1 a\n2 b\n");
        }
    }

    #[test]
    fn a_fault_of_ours_ends_the_run_instead_of_hanging_it() {
        let input = format!("a\nworse\n{}", "c\n".repeat(600));
        let fault = panic::catch_unwind(|| answered(&input, 3)).unwrap_err();
        assert_eq!(fault.downcast_ref::<String>().unwrap(), "line 2 is worse");
    }

    #[test]
    fn nothing_is_read_behind_an_output_that_is_closed() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let input = "a\n".repeat(5000);
        let result = in_order(input.as_bytes(), Closed, 2.try_into().unwrap(), |_, number| {
            assert!(number < 2000, "line {number} is read, though nobody listens");
            Ok(b"answer".to_vec())
        });
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
