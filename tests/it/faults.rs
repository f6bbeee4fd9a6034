//! Full disks, folders that may not be written, signals in the middle of `--fix`: every file keeps its old text or has
//! its new one, and whoever asked is told why.
#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const NEWSMARK: &str = env!("CARGO_BIN_EXE_newsmark");

/// Copy with one safe fix, a mark at the beginning of the second paragraph, and Windows line ends.
const BROKEN: &str = "“The bridge is safe. We have tested it twice, in summer and in winter.\r\n\
    We will test it again in spring, before anybody drives across it,” Keller said.\r\n";

fn mended() -> String {
    BROKEN.replace("We will", "“We will")
}

fn newsmark(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(NEWSMARK);
    command.args(words).current_dir(folder).env_remove("GITHUB_ACTIONS").env("NO_COLOR", "1");
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// Whether this system lets us make a small disk or be somebody else; a test that cannot is no proof, and says so.
fn can(program: &str, words: &[&str]) -> bool {
    let can = Command::new(program).args(words).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    if !can {
        println!("skipped: `{program}` is not allowed here");
    }
    can
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the file is still there")
}

#[test]
fn fixing_keeps_line_ends_permissions_and_links() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("a.txt"), folder.path().join("link.txt"));
    std::fs::write(&file, BROKEN).unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o604)).unwrap();
    symlink("a.txt", &link).unwrap();
    let output = newsmark(folder.path(), &["lint", "--fix", "--quiet", "link.txt"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(text(&file), mended());
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o604);
    assert!(link.symlink_metadata().unwrap().is_symlink());
}

#[test]
fn a_full_disk_loses_nothing() {
    if !can("unshare", &["-rm", "true"]) {
        return;
    }
    // A disk of 64 kB with one page left; the copy has more than that.
    let folder = tempfile::tempdir().unwrap();
    let copy = format!("{BROKEN}{}", "The council met on Friday and voted.\r\n".repeat(700));
    std::fs::write(folder.path().join("copy"), &copy).unwrap();
    let script = format!(
        "mkdir disk && mount -t tmpfs -o size=64k none disk && cp copy disk/a.txt && cp disk/a.txt disk/b.txt; \
         {NEWSMARK} lint --fix --quiet disk/a.txt; echo \"exit $?\"; cmp copy disk/a.txt && ls -A disk"
    );
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", &script])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = said(&output);
    assert!(said.contains("the disk is full; it is left as it is"), "{said}");
    assert!(said.contains("exit 2"), "{said}");
    assert!(said.ends_with("a.txt\nb.txt\n"), "nothing is left beside the file: {said}");
}

#[test]
fn a_full_disk_is_told_when_a_report_does_not_fit() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), BROKEN).unwrap();
    for words in [
        ["lint", "--output", "json:/dev/full", "a.txt"].as_slice(),
        &["lint", "--output", "sarif:no/x", "a.txt"],
    ] {
        let output = newsmark(folder.path(), words).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("newsmark: "), "{}", said(&output));
    }
    for words in
        [["lint", "a.txt"].as_slice(), &["rules"], &["config"], &["strip", "a.txt"], &["explain", "quote"]]
    {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = newsmark(folder.path(), words).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}: {}", said(&output));
        assert!(!said(&output).contains("panicked"), "{words:?}: {}", said(&output));
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), BROKEN.repeat(4000)).unwrap();
    for words in [
        "lint a.txt",
        "rules",
        "config --schema",
        "analyze a.txt",
        "man",
        "strip a.txt",
        "explain quote/unattributed",
    ] {
        let words: Vec<&str> = words.split(' ').collect();
        let mut child =
            newsmark(folder.path(), &words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(!said(&output).contains("panicked"), "{words:?}: {}", said(&output));
        assert!(output.status.code().is_some(), "{words:?} ended by a signal");
    }
}

#[test]
fn what_may_not_be_written_stays_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let shut = folder.path().join("shut");
    std::fs::create_dir(&shut).unwrap();
    let (inside, only_read) = (shut.join("a.txt"), folder.path().join("b.txt"));
    for file in [&inside, &only_read] {
        std::fs::write(file, BROKEN).unwrap();
        std::fs::set_permissions(file, PermissionsExt::from_mode(0o444)).unwrap();
    }
    std::fs::set_permissions(&shut, PermissionsExt::from_mode(0o555)).unwrap();
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o777)).unwrap();
    let lint = ["lint", "--fix", "--quiet", "shut/a.txt", "b.txt"];
    // The superuser may write anything; be nobody for a moment.
    let superuser = can("setpriv", &["--reuid=65534", "--clear-groups", "true"]);
    let output = if superuser {
        // The test binary may lie where nobody may look; a copy lies where anybody may.
        let copy = folder.path().join("newsmark");
        std::fs::copy(NEWSMARK, &copy).unwrap();
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--clear-groups"]).arg(&copy).args(lint).current_dir(folder.path());
        command.output().unwrap()
    } else {
        newsmark(folder.path(), &lint).output().unwrap()
    };
    std::fs::set_permissions(&shut, PermissionsExt::from_mode(0o755)).unwrap();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    for name in ["shut/a.txt", "b.txt"] {
        assert!(
            said.contains(&format!("newsmark: {name}: permission denied; it may not be written")),
            "{said}"
        );
    }
    assert_eq!((text(&inside), text(&only_read)), (BROKEN.to_owned(), BROKEN.to_owned()));
}

#[test]
fn links_that_lead_in_circles_and_folders_that_cannot_be_read_end() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), BROKEN).unwrap();
    symlink(".", folder.path().join("circle")).unwrap();
    symlink("two.txt", folder.path().join("one.txt")).unwrap();
    symlink("one.txt", folder.path().join("two.txt")).unwrap();
    let output = newsmark(folder.path(), &["lint", "--all", "."]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("1 file checked"), "{}", said(&output));
    let output = newsmark(folder.path(), &["lint", "one.txt"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("newsmark: one.txt: "), "{}", said(&output));
}

/// Sends `signal` to `lint --fix` over many files, `wait` after the first of them has been mended; every file is whole,
/// and how many are mended.
fn killed(signal: &str, wait: Duration) -> usize {
    const FILES: usize = 300;
    let folder = tempfile::tempdir().unwrap();
    for i in 0..FILES {
        std::fs::write(folder.path().join(format!("{i}.txt")), BROKEN).unwrap();
    }
    let mut child = newsmark(folder.path(), &["lint", "--fix", "--all", "--quiet", "."])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = std::time::Instant::now();
    while text(&folder.path().join("0.txt")) == BROKEN && begun.elapsed() < Duration::from_secs(60) {
        std::thread::yield_now();
    }
    std::thread::sleep(wait);
    let told = Command::new("kill").arg(signal).arg(child.id().to_string()).stderr(Stdio::null()).status();
    assert!(told.is_ok());
    let status = child.wait().unwrap();
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    let texts = (0..FILES).map(|i| text(&folder.path().join(format!("{i}.txt"))));
    let mended = texts.filter(|text| {
        assert!(text == BROKEN || *text == mended(), "half a file: {text:?}");
        text != BROKEN
    });
    let mended = mended.count();
    if signal == "-TERM" {
        assert!(matches!(status.code(), Some(0 | 130)), "it ends in order: {status}");
        assert_eq!(left, FILES, "nothing is left beside the files");
    }
    mended
}

#[test]
fn a_signal_in_the_middle_of_fixing_leaves_no_half_file() {
    for signal in ["-TERM", "-KILL"] {
        let counts: Vec<usize> = [0, 1, 3, 10, 30].map(|ms| killed(signal, Duration::from_millis(ms))).into();
        println!("{signal}: files mended before the end: {counts:?}");
        assert!(counts.iter().all(|n| *n > 0));
    }
}
