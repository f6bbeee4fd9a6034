//! What `lint` chooses and how it reports, over real files and a real git repository.

use super::site::{Folder, NAKED, repository};
use serde_json::Value;
use std::path::Path;

const FORMATS: [&str; 9] =
    ["human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit"];

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
fn differences_stand_in_the_order_of_the_files_too() {
    let site = Folder::new("differences");
    for n in 0..30 {
        let copy = "“The bridge is safe. We have tested it twice, in summer and in winter.\n\
                    We will test it again, before anybody drives across it,” Keller said.\n";
        site.write(&format!("s{n:02}.txt"), &copy.repeat(1 + n * 7 % 5));
    }
    let one = site.printed("lint --all -q -f concise --diff --threads 1 .");
    assert_eq!(one.lines().filter(|l| l.starts_with("+++ ")).count(), 30);
    for threads in 2..6 {
        assert_eq!(site.printed(&format!("lint --all -q -f concise --diff --threads {threads} .")), one);
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
        assert!(coloured(&plain, &[("FORCE_COLOR", "1")]));
        assert!(!coloured(&plain, &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]), "NO_COLOR wins");
        assert!(!coloured(&plain, &[("FORCE_COLOR", "0"), ("CLICOLOR_FORCE", "1")]), "0 forbids them");
        assert!(!coloured(&format!("{plain} --color never"), &[("FORCE_COLOR", "1")]));
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
fn a_baseline_holds_for_file_names_of_every_kind_and_is_written_over_no_story() {
    let site = Folder::new("names");
    for name in ["a b.txt", " c.txt", "d\ne.txt", "-f.txt", "“g”.txt", "#h.txt"] {
        let name = if cfg!(windows) { name.replace('\n', " ") } else { name.to_owned() };
        site.write(&name, NAKED);
    }
    assert!(
        String::from_utf8(site.run("lint --all --write-baseline old .").stderr)
            .unwrap()
            .contains("6 findings")
    );
    let told = site.printed("lint --all --baseline old .");
    assert!(told.contains("6 files checked: nothing to report, 6 known to the baseline"), "{told}");
    let output = site.run("lint --all --write-baseline -f.txt .");
    assert_eq!(output.status.code(), Some(2));
    let output = site.run("lint --all --write-baseline=#h.txt .");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr).unwrap().contains("this is no baseline and is not written over")
    );
    assert_eq!(site.read("#h.txt"), NAKED);
}

#[test]
fn no_report_is_written_over_an_article_or_another_report() {
    let site = Folder::new("over");
    site.write("a.txt", NAKED);
    let told = |words: &str| {
        let output = site.run(words);
        assert_eq!(output.status.code(), Some(2), "{words}");
        String::from_utf8(output.stderr).unwrap()
    };
    let two = told("lint -o json:r -o sarif:./r a.txt");
    assert!(two.contains("./r: two reports would be written to this file; give each its own"), "{two}");
    let over = told("lint -o json:./a.txt --all .");
    assert!(over.contains("./a.txt: this is an article, and a report would be written over it"), "{over}");
    assert_eq!(site.read("a.txt"), NAKED);
}

#[test]
fn each_article_follows_the_configuration_that_is_nearest_to_it() {
    let site = repository("nearest");
    site.write("content/sports/newsmark.toml", "[rules]\n\"quote/unattributed\" = \"off\"\n");
    site.write("content/sports/a.md", NAKED);
    site.write("content/drafts/newsmark.toml", "exclude = [\"**\"]\n");
    site.write("content/drafts/a.md", NAKED);
    let found = |words: &str| {
        let printed = site.printed(&format!("lint -f concise {words}"));
        let last = printed.lines().last().unwrap_or_default().to_owned();
        (printed.lines().filter_map(|l| Some(l.split_once(".md:")?.0.to_owned())).collect::<Vec<_>>(), last)
    };
    // Rules are those of the nearest file; which files are articles the nearest one that says it tells.
    let (all, told) = found("");
    assert_eq!(all, ["content/old", "content/old", "content/other"]);
    assert!(told.starts_with("3 files checked"), "{told}");
    // Whatever is named first, as hooks name files in any order.
    let given = "--only-opted-in content/sports/a.md content/drafts/a.md content/other.md newsmark.toml";
    assert_eq!(found(given).0, ["content/other"]);
    let reversed = "--only-opted-in content/other.md content/drafts/a.md content/sports/a.md";
    assert_eq!(found(reversed).0, ["content/other"]);
    assert!(found("content/sports").1.starts_with("1 file checked: nothing to report"));
    // One that is given holds for all.
    assert!(found("--config newsmark.toml").0.contains(&"content/sports/a".to_owned()));
    // A mistake in any of them ends the run.
    site.write("content/sports/newsmark.toml", "[rulez]\n");
    let output = site.run("lint");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("content/sports/newsmark.toml:1:2: "));
}

#[test]
fn a_file_whose_name_looks_like_an_option_can_be_named() {
    let site = Folder::new("hyphen");
    site.write("-x.md", NAKED);
    for words in ["lint -q -f concise ./-x.md", "lint -q -f concise -- -x.md", "lint -q -f concise *.md"] {
        assert!(site.printed(words).contains("-x.md:1:1: warning"), "{words}");
    }
    let told = String::from_utf8(site.run("lint -x.md").stderr).unwrap();
    assert!(told.contains("tip: if the file is meant: ./-x.md"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_named_once_and_plainly() {
    use std::os::unix::fs::PermissionsExt;
    let site = Folder::new("closed");
    site.write("content/closed/a.txt", NAKED);
    let closed = site.0.join("content/closed");
    std::fs::set_permissions(&closed, PermissionsExt::from_mode(0o000)).unwrap();
    let output = site.run("lint --all content");
    let readable = std::fs::read_dir(&closed).is_ok();
    std::fs::set_permissions(&closed, PermissionsExt::from_mode(0o755)).unwrap();
    if readable {
        return; // Who may do everything meets no closed folder.
    }
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "newsmark: content/closed: permission denied\n");
}

#[test]
fn columns_do_not_count_a_byte_order_mark() {
    let site = Folder::new("mark");
    site.write("a.txt", "\u{FEFF}It cost TK million.\r\n\r\nIt cost TK.\r\n");
    let printed = site.printed("lint -f concise -q a.txt");
    let starts: Vec<&str> = printed.lines().filter_map(|l| l.split(": ").next()).collect();
    assert_eq!(starts, ["a.txt:1:9", "a.txt:3:9"]);
    let log: Value = serde_json::from_str(&site.printed("lint -f sarif a.txt")).unwrap();
    let first = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((first["startColumn"].as_u64(), first["endColumn"].as_u64()), (Some(9), Some(11)));
}

#[test]
fn mended_standard_input_is_all_that_standard_output_holds() {
    let site = Folder::new("mended");
    site.write("newsmark.toml", "exclude = [\"drafts/**\"]\n");
    let copy = "“The bridge is safe. We have tested it twice, in summer and in winter.\n\
                We will test it again, before anybody drives across it,” Keller said.\nIt cost TK.\n";
    let fixed = copy.replace("\nWe will", "\n“We will");
    let lint = |words: &str| {
        let mut command = site.command(&format!("lint {words}"));
        let piped = std::process::Stdio::piped;
        let mut child = command.stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), copy.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (text, told) = lint("--fix -f concise --stdin-filename a.txt");
    assert_eq!(text, fixed);
    assert!(
        told.starts_with("a.txt:3:9: warning[story/placeholder]"),
        "what is left is told beside it: {told}"
    );
    // What is no article is printed as it came.
    assert_eq!(lint("--fix --only-opted-in --stdin-filename drafts/a.txt").0, copy);
    assert!(lint("--only-opted-in --stdin-filename drafts/a.wire").0.contains("0 files checked"));
    assert!(lint("--diff -q --stdin-filename a.txt").0.starts_with("--- a.txt\n+++ a.txt\n@@ "));
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
        // Examples stand in the page line by line, as they are typed.
        let shown = page.split(".SH \"EXAMPLES\"\n.nf\n").nth(1).and_then(|rest| rest.split(".fi\n").next());
        let typed = help.lines().skip_while(|l| *l != "Examples:").skip(1).take_while(|l| !l.is_empty());
        let typed: String = typed
            .map(|l| format!("\\&{}\n", l.strip_prefix("  ").unwrap_or(l).replace('-', "\\-")))
            .collect();
        assert_eq!(shown, Some(typed.as_str()), "{page}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = here.printed(&format!("completions {shell}"));
        assert!(script.contains("changed-lines"), "{shell}");
        // Names of rules are completed where the shell's script can hold values.
        let values = ["bash", "zsh", "fish"].contains(&shell);
        assert!(!values || script.contains("quote/unattributed"), "{shell}");
    }
}
