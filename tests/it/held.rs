//! Files of the project that the program writes: held current, or written anew under `UPDATE=1`.

use std::path::{Path, PathBuf};

/// A file of the project.
pub fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// What a file of the project says; nothing where there is none.
pub fn read(name: &str) -> String {
    std::fs::read_to_string(file(name)).unwrap_or_default().replace("\r\n", "\n")
}

/// Compares `text` with the file, or writes it under `UPDATE=1`.
pub fn hold(name: &str, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(file(name).parent().unwrap()).unwrap();
        std::fs::write(file(name), text).unwrap();
        return;
    }
    assert!(read(name) == text, "{name} is not current: run the tests with UPDATE=1");
}
