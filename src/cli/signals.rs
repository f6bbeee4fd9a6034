//! Being told to end while files are written.

/// From now on a request to end (Ctrl-C, SIGTERM, SIGHUP) waits for the file that is being written; no further one is
/// begun. The exit status is then 130, as after Ctrl-C.
pub(super) fn finish_writing_first() {
    // Fails only where a handler is set already, which is this one.
    let _ = ctrlc::set_handler(|| {
        crate::workspace::finish_writing();
        std::process::exit(130);
    });
}
