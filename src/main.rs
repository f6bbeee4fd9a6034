//! The one binary: `newsmark lint`, `newsmark lsp` and the rest.

use std::process::ExitCode;

fn main() -> ExitCode {
    // The command line and the language server do not know each other: they part here.
    let mut arguments = std::env::args_os().skip(1);
    match arguments.next() {
        // `--stdio` is accepted because many editors pass it; it is the only way to speak.
        Some(first) if first == "lsp" && arguments.all(|a| a == "--stdio") => newsmark::lsp::run(),
        _ => newsmark::cli::run(),
    }
}
