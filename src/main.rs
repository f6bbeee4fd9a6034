//! The one binary: `newsmark lint`, `newsmark lsp` and the rest.

fn main() -> std::process::ExitCode {
    // The command line and the language server do not know each other: they meet here.
    newsmark::cli::run(newsmark::lsp::run)
}
