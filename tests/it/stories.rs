//! Cases that are stories: lines that begin with `> `, one paragraph a line, and below them what must be found.

use std::fmt::Debug;
use std::path::Path;

/// Checks the cases of `tests/FOLDER/*.md`: `read` gives what is found in a story, `complaint` what is wrong with one line
/// of what must be found.
pub fn check<Found: Debug>(
    folder: &str,
    read: impl Fn(&str) -> Found,
    complaint: impl Fn(&str, &Found) -> Option<String>,
) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    files.retain(|f| !f.ends_with("README.md"));
    files.sort();
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for (number, part) in source.split("\n\n").enumerate().filter(|(_, p)| p.starts_with("> ")) {
            let copy: Vec<&str> = part.lines().filter_map(|l| l.strip_prefix("> ")).collect();
            let found = read(&(copy.join("\n\n") + "\n"));
            cases += 1;
            for line in part.lines().filter(|l| !l.starts_with("> ")) {
                let told = complaint(line, &found);
                wrong.extend(told.map(|told| format!("{name}, part {number}: {told}; found {found:?}")));
            }
        }
    }
    assert!(cases > 10, "{cases} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
