//! What `lint` chooses and how it reports, over real files and a real git repository.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("newsmark-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
        command.args(words.split_whitespace()).current_dir(&self.0);
        for name in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, words: &str) -> Output {
        self.command(words).output().unwrap()
    }

    /// What it prints.
    fn printed(&self, words: &str) -> String {
        String::from_utf8(self.run(words).stdout).unwrap()
    }

    fn git(&self, words: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"])
            .args(words)
            .current_dir(&self.0)
            .output()
            .unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const NAKED: &str = "“We will not pay for this bridge, and neither will our children.”\n";
const GOOD: &str = "“We will not pay for this bridge, and neither will our children,” Anna Keller said.\n";
const FORMATS: [&str; 9] =
    ["human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit"];

/// A repository with two stories that have nothing but faults.
fn repository(name: &str) -> Folder {
    let site = Folder::new(name);
    site.git(&["init", "-q", "-b", "main"]);
    site.write("newsmark.toml", "include = [\"content/**\"]\n");
    site.write("content/old.md", &format!("The bridge cost TK million.\n\n{NAKED}"));
    site.write("content/other.md", NAKED);
    site.git(&["add", "-A"]);
    site.git(&["commit", "-qm", "Begin"]);
    site
}

#[test]
fn only_changed_files_are_checked() {
    let site = repository("changed");
    assert!(site.printed("lint --changed -f concise").contains("no article has changed"));
    site.write("content/new story.md", NAKED);
    let printed = site.printed("lint --changed -f concise -q");
    assert!(printed.starts_with("content/new story.md:1:1: ") && printed.lines().count() == 1, "{printed}");
    // The same from a folder below, for a file by its name, and for a glob.
    let below =
        site.command("lint --changed -f concise -q").current_dir(site.0.join("content")).output().unwrap();
    assert!(String::from_utf8_lossy(&below.stdout).starts_with("new story.md:1:1: "));
    assert_eq!(site.printed("lint --changed -f concise -q content/old.md"), "");
    assert_eq!(site.printed("lint --changed -f concise -q content/*.md"), printed);
}

#[test]
fn a_branch_answers_for_its_own_changes_only() {
    let site = repository("branch");
    site.git(&["checkout", "-qb", "mine"]);
    site.write("content/mine.md", NAKED);
    site.git(&["add", "-A"]);
    site.git(&["commit", "-qm", "Mine"]);
    site.git(&["checkout", "-q", "main"]);
    site.write("content/other.md", GOOD);
    site.git(&["commit", "-qam", "Theirs"]);
    site.git(&["checkout", "-q", "mine"]);
    let printed = site.printed("lint --changed=main -f concise -q");
    assert!(printed.starts_with("content/mine.md:1:1: ") && printed.lines().count() == 1, "{printed}");
}

#[test]
fn only_changed_lines_are_reported() {
    let site = repository("lines");
    let old = site.read("content/old.md");
    assert_eq!(site.printed("lint --changed-lines -f concise -q"), "");
    site.write("content/old.md", &format!("{old}\nThe tunnel cost TK million.\n"));
    let printed = site.printed("lint --changed-lines -f concise -q");
    assert!(printed.starts_with("content/old.md:5:17: ") && printed.lines().count() == 1, "{printed}");
    // A base may be given with either option.
    assert_eq!(site.printed("lint --changed-lines=main -f concise -q"), printed);
    assert_eq!(site.printed("lint --changed=main --changed-lines -f concise -q"), printed);
    // All lines of a file that git does not know are changed ones.
    site.write("content/new.md", NAKED);
    assert_eq!(site.printed("lint --changed-lines -f concise -q").lines().count(), 2);
}

#[test]
fn who_deletes_the_line_with_the_speaker_hears_of_it() {
    let site = Folder::new("deletion");
    site.git(&["init", "-q", "-b", "main"]);
    site.write("a.nm.md", &format!("Anna Keller, the mayor, spoke on Monday.\nShe said:\n{NAKED}"));
    site.git(&["add", "-A"]);
    site.git(&["commit", "-qm", "Begin"]);
    assert_eq!(site.printed("lint -f concise -q ."), "");
    site.write("a.nm.md", NAKED);
    let printed = site.printed("lint --changed-lines -f concise -q .");
    assert!(printed.contains("quote/unattributed"), "{printed}");
}

#[test]
fn what_git_cannot_tell_is_said_with_what_to_do() {
    let site = repository("bases");
    let output = site.run("lint --changed=nowhere");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told.contains("git knows no branch, tag or commit `nowhere`") && told.contains("fetch-depth"),
        "{told}"
    );
    let told = String::from_utf8(site.run("lint --changed main").stderr).unwrap();
    assert!(told.contains("write --changed=main"), "{told}");
    let bare = Folder::new("bare");
    let told = String::from_utf8(bare.run("lint --changed").stderr).unwrap();
    assert!(told.contains("no git repository"), "{told}");
}

#[test]
fn globs_and_ignore_files_choose() {
    let site = Folder::new("globs");
    for name in ["a/one.txt", "a/b/two.txt", "a/three.md", "a/hidden/four.txt"] {
        site.write(name, NAKED);
    }
    site.write(".gitignore", "hidden/\n");
    let found = |words: &str| {
        let printed = site.printed(words);
        printed.lines().map(|l| l.split(':').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("lint -q -f concise a/*.txt"), ["a/one.txt"]);
    assert_eq!(found("lint -q -f concise a/**/*.txt"), ["a/b/two.txt", "a/one.txt"]);
    assert_eq!(found("lint -q -f concise **/*.{txt,md}"), ["a/b/two.txt", "a/one.txt", "a/three.md"]);
    assert_eq!(found("lint -q -f concise --all ."), ["a/b/two.txt", "a/one.txt", "a/three.md"]);
    assert_eq!(found("lint -q -f concise a/one.txt a/*.txt a/one.txt"), ["a/one.txt"]);
    let output = site.run("lint a/*.html");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a/*.html: no file matches this glob"));
}

#[test]
fn hooks_that_name_every_file_check_articles_only() {
    let site = repository("hooks");
    site.write("README.md", NAKED);
    let printed = site.printed("lint -q -f concise --only-opted-in README.md content/other.md");
    assert!(printed.starts_with("content/other.md:1:1") && printed.lines().count() == 1, "{printed}");
}

#[test]
fn the_order_is_the_same_whatever_the_threads() {
    let site = Folder::new("threads");
    for n in 0..60 {
        site.write(
            &format!("s{n:02}.txt"),
            &format!("It cost TK {n} million.\n\n{NAKED}").repeat(1 + n * 7 % 5),
        );
    }
    let one = site.printed("lint --all -f jsonl --threads 1 .");
    assert!(one.lines().count() > 100);
    for threads in 2..6 {
        assert_eq!(site.printed(&format!("lint --all -f jsonl --threads {threads} .")), one);
    }
}

#[test]
fn no_format_leaks_copy_when_snippets_are_off() {
    let site = Folder::new("secret");
    // Each finding here quotes copy in its message, help, reason, fix, other places or the comment that silences it.
    site.write(
        "s.nm.md",
        "---\nnewsmark: true\ndate: 2017-05-10\n---\n\
         Zanzibar met Wolfgang Quixotic on Monday, May 9, 2017. Mayor Wolfgang Quixotic left. President Wolfgang \
         Quixotic came back to TK Zanzibar.\n\n“The zeppelin is safe. We have tested it.\n\nWe will test it \
         again, before any zeppelin flies,” Quixotic said.\n\n\
         <!-- newsmark-ignore quote/unattributed : Quixotic asked for it -->\n\
         “The zeppelin will not fly, whatever Zanzibar may say of it.”\n",
    );
    site.write("newsmark.toml", "[rules]\n\"all\" = \"warning\"\n");
    let secrets = ["Quixotic", "Wolfgang", "zeppelin", "Zanzibar", "TK", "Tuesday", "asked"];
    let outputs: Vec<String> = FORMATS.iter().map(|f| format!("-o {f}:report.{f}")).collect();
    let outputs = outputs.join(" ");
    for (option, leaks) in [("", true), ("--no-snippets", false)] {
        let selection = "quote,entity,date,story,source,quote/partial,quote/nesting";
        let output = site
            .run(&format!("lint --no-config --show hint {option} --select {selection} {outputs} s.nm.md"));
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        let printed =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        let reports = FORMATS.iter().map(|f| (*f, site.read(&format!("report.{f}"))));
        for (format, report) in reports.chain([("standard output", printed)]) {
            assert!(report.contains("quote/") && report.contains("s.nm.md"), "{format}: {report}");
            // Pages of rules, which SARIF carries, speak of TK, too.
            let results = report.split("\"results\":").last().unwrap().split("\"rules\":").next().unwrap();
            let found: Vec<&str> = secrets.into_iter().filter(|s| results.contains(s)).collect();
            assert_eq!(!found.is_empty(), leaks, "{format} with {found:?}: {results}");
        }
    }
}

#[test]
fn colours_follow_the_conventions() {
    let site = Folder::new("colours");
    site.write("a.txt", NAKED);
    let coloured = |words: &str, set: &[(&str, &str)]| {
        let output = site.command(words).envs(set.iter().copied()).output().unwrap();
        output.stdout.contains(&0x1B)
    };
    for format in ["human", "concise"] {
        let plain = format!("lint -f {format} a.txt");
        assert!(!coloured(&plain, &[]), "a pipe gets no colours");
        assert!(coloured(&plain, &[("CLICOLOR_FORCE", "1")]));
        assert!(!coloured(&plain, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), "NO_COLOR wins");
        assert!(coloured(&format!("{plain} --color always"), &[("NO_COLOR", "1")]), "the option wins");
        assert!(coloured(&format!("--colour=always {plain}"), &[]));
        assert!(!coloured(&format!("{plain} --color never"), &[("CLICOLOR_FORCE", "1")]));
    }
    assert!(!coloured("lint -f jsonl a.txt", &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_baseline_holds_from_everywhere_and_while_lines_move() {
    let site = repository("baseline");
    let printed = String::from_utf8(site.run("lint --write-baseline old.txt").stderr).unwrap();
    assert!(printed.contains("3 findings written to old.txt"), "{printed}");
    let baseline = site.read("old.txt");
    assert!(
        !baseline.contains("bridge") && baseline.contains(" quote/unattributed content/old.md\n"),
        "{baseline}"
    );
    assert!(site.printed("lint --baseline old.txt").contains("nothing to report, 3 known to the baseline"));
    let below = site.command("lint -f concise -q --baseline ../old.txt ./other.md old.md");
    let output = { below }.current_dir(site.0.join("content")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    // Lines move, a line is broken in another place, one finding is mended, another comes in.
    site.write(
        "content/old.md",
        &format!("A new lede.\n\n{}\nIt was on Monday, May 9, 2017.\n", NAKED.replace(" and", "\nand")),
    );
    let output = site.run("lint --baseline old.txt -o sarif:r.sarif -f concise");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.starts_with("content/old.md:6:11: error[date/weekday]"), "{printed}");
    assert!(printed.contains("1 finding is in the baseline and no more in the copy"), "{printed}");
    let log: Value = serde_json::from_str(&site.read("r.sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let mut states: Vec<&str> = results.iter().map(|r| r["baselineState"].as_str().unwrap()).collect();
    states.sort();
    assert_eq!(states, ["absent", "new", "unchanged", "unchanged"]);
    // Half a run cannot say that something is gone.
    assert!(!site.printed("lint --baseline old.txt --select quote").contains("no more in the copy"));
}

#[test]
fn services_get_paths_from_the_root_of_the_checkout() {
    let site = repository("root");
    for (variable, format, path) in [
        ("GITHUB_WORKSPACE", "github", "file=content/other.md,"),
        ("CI_PROJECT_DIR", "gitlab", "\"path\": \"content/other.md\""),
        ("GITHUB_WORKSPACE", "sarif", "\"uri\": \"content/other.md\""),
    ] {
        let mut command = site.command(&format!("lint -f {format} other.md"));
        let output = command.current_dir(site.0.join("content")).env(variable, &site.0).output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.contains(path), "{format}: {printed}");
    }
}

#[test]
fn fingerprints_are_each_their_own_and_stay() {
    let site = Folder::new("prints");
    site.write("a.txt", &format!("TK and TK.\n\n{NAKED}"));
    site.write("b.txt", NAKED);
    let prints = || {
        let issues: Value = serde_json::from_str(&site.printed("lint -f gitlab a.txt b.txt")).unwrap();
        let prints = issues.as_array().unwrap().iter().map(|i| i["fingerprint"].as_str().unwrap().to_owned());
        prints.collect::<Vec<_>>()
    };
    let first = prints();
    assert_eq!(first.len(), 4);
    assert_eq!(first.iter().collect::<std::collections::HashSet<_>>().len(), 4);
    let text = site.read("a.txt");
    site.write("a.txt", &format!("Something new comes before it.\n\n{text}"));
    assert_eq!(prints(), first);
}

#[test]
fn junit_fails_where_the_run_fails() {
    let site = Folder::new("junit");
    site.write("a.txt", NAKED);
    std::fs::write(site.0.join("latin.txt"), b"caf\xE9").unwrap();
    let strict = site.printed("lint -f junit a.txt latin.txt");
    assert!(
        strict.contains("tests=\"2\" failures=\"1\" errors=\"1\"") && strict.contains("<failure "),
        "{strict}"
    );
    let mild = site.printed("lint -f junit --fail-on error a.txt");
    assert!(mild.contains("failures=\"0\"") && mild.contains("<system-out>line 1, column 1: "), "{mild}");
}

#[test]
fn an_unreadable_file_shows_in_every_service() {
    let site = Folder::new("unreadable");
    std::fs::write(site.0.join("latin.txt"), b"caf\xE9").unwrap();
    for format in ["sarif", "github", "gitlab", "checkstyle", "junit"] {
        let output = site.run(&format!("lint -f {format} latin.txt"));
        assert_eq!(output.status.code(), Some(2));
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.contains("latin.txt") && printed.contains("not UTF-8"), "{format}: {printed}");
    }
}

#[test]
fn the_limit_of_warnings_is_one_that_may_pass() {
    let site = Folder::new("limits");
    site.write("a.txt", &format!("TK and TK.\n\n{NAKED}"));
    let status = |words: &str| site.run(&format!("lint -q {words} a.txt")).status.code();
    assert_eq!(status("--max-warnings 3"), Some(0));
    assert_eq!(status("--max-warnings 2"), Some(1));
    assert_eq!(status("--fail-on error"), Some(0));
    let output = site.run("lint --statistics a.txt");
    let told = String::from_utf8(output.stderr).unwrap();
    let rows: Vec<Vec<&str>> = told.lines().map(|l| l.split_whitespace().collect()).collect();
    assert_eq!(rows, [["2", "warning", "story/placeholder"], ["1", "warning", "quote/unattributed"]]);
}

#[test]
fn standard_input_is_read_as_the_file_it_is_called() {
    let site = repository("stdin");
    site.write(
        "newsmark.toml",
        "[[overrides]]\nfiles = [\"drafts/**\"]\nrules = { \"quote/unattributed\" = \"off\" }\n",
    );
    let lint = |name: &str| {
        let mut command = site.command("lint -f concise -q --stdin-filename");
        let mut child = command
            .arg(name)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), NAKED.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    };
    assert!(lint("content/a.md").starts_with("content/a.md:1:1: "));
    assert_eq!(lint("drafts/a.md"), "");
}

#[test]
fn every_command_teaches_with_examples_and_has_a_page() {
    let here = Folder::new("pages");
    let top = here.printed("--help");
    let commands = top.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let commands: Vec<&str> =
        commands.filter_map(|l| l.split_whitespace().next()).filter(|c| *c != "help").collect();
    assert!(commands.len() > 12, "{top}");
    assert_eq!(here.run("man --all pages").status.code(), Some(0));
    assert!(Path::new(&here.0.join("pages/newsmark.1")).exists());
    for command in commands {
        let help = here.printed(&format!("{command} --help"));
        assert!(help.contains("Examples:"), "{command}: {help}");
        // What the examples show can be read by the parser, up to files that are not there.
        for line in help.lines().skip_while(|l| *l != "Examples:").filter(|l| l.starts_with("  newsmark ")) {
            assert!(line.trim_start().starts_with(&format!("newsmark {command}")), "{line}");
        }
        let page = here.read(&format!("pages/newsmark-{command}.1"));
        assert!(page.contains(".SH NAME") && page.contains(&format!("newsmark\\-{command}")), "{page}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(here.printed(&format!("completions {shell}")).contains("changed-lines"), "{shell}");
    }
}
