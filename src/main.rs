//! The one binary: `newsmark lint`, `newsmark lsp` and the rest.

fn main() -> std::process::ExitCode {
    newsmark::cli::run()
}
