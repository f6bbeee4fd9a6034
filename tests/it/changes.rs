//! `--changed` and `--changed-lines`: what git says of real repositories.

use super::site::{Folder, GOOD, NAKED, repository};

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
fn a_story_under_a_new_name_has_changed_only_where_its_words_have() {
    let site = repository("moved");
    site.git(&["mv", "content/old.md", "content/änder ung.md"]);
    assert_eq!(site.printed("lint --changed -f concise -q").lines().count(), 2);
    assert_eq!(site.printed("lint --changed-lines -f concise -q"), "");
    let text = site.read("content/änder ung.md");
    site.write("content/änder ung.md", &format!("{text}\nThe tunnel cost TK million.\n"));
    let printed = site.printed("lint --changed-lines -f concise -q");
    assert!(printed.starts_with("content/änder ung.md:5:17: ") && printed.lines().count() == 1, "{printed}");
}

#[test]
fn lines_between_two_changes_have_not_changed_whatever_the_settings_of_git() {
    let site = repository("between");
    let story = |first: &str| format!("{first} cost TK million.\n\nIt cost TK million.\n\nThis cost TK.\n");
    site.write("content/other.md", &story("That"));
    site.git(&["commit", "-qam", "Three"]);
    site.write("content/other.md", &story("The bridge").replace("This", "The tunnel"));
    site.git(&["config", "diff.interHunkContext", "9"]);
    site.git(&["config", "diff.relative", "true"]);
    site.git(&["config", "color.ui", "always"]);
    let printed = site.printed("lint --changed-lines -f concise -q");
    let lines: Vec<&str> = printed.lines().filter_map(|l| l.split(':').nth(1)).collect();
    assert_eq!(lines, ["1", "5"], "{printed}");
}

#[test]
fn stories_in_a_submodule_have_changed_where_it_says_so() {
    let outer = Folder::new("outer");
    let site = repository("inner");
    outer.git(&["init", "-q", "-b", "main"]);
    let from = site.0.display().to_string();
    outer.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &from, "copy"]);
    outer.git(&["commit", "-qm", "Begin"]);
    let printed = |option: &str| outer.printed(&format!("lint {option} -f concise -q copy"));
    assert_eq!(printed("--changed").lines().count(), 0);
    let old = outer.read("copy/content/old.md");
    outer.write("copy/content/old.md", &format!("{old}\nThe tunnel cost TK million.\n"));
    outer.write("copy/content/new.md", NAKED);
    let check = |since: &str| {
        assert_eq!(printed(&format!("--changed{since}")).lines().count(), 4, "{since}");
        let lines = printed(&format!("--changed-lines{since}"));
        let starts: Vec<&str> = lines.lines().filter_map(|l| l.split(": ").next()).collect();
        assert_eq!(starts, ["copy/content/new.md:1:1", "copy/content/old.md:5:17"], "{since}");
    };
    check("");
    // The same once it is committed, there and then here: what its old commit is, only the outer repository knows.
    let inner = Folder(outer.0.join("copy"));
    inner.git(&["add", "-A"]);
    inner.git(&["commit", "-qm", "More"]);
    check("");
    outer.git(&["commit", "-qam", "Take in"]);
    check("=HEAD~1");
    assert_eq!(printed("--changed").lines().count(), 0);
    std::mem::forget(inner);
}

#[cfg(unix)]
#[test]
fn a_hook_of_git_sees_what_is_committed_in_a_second_working_tree_too() {
    use std::os::unix::fs::PermissionsExt;
    let site = repository("worktree");
    let hook = format!(
        "#!/bin/sh\ncd content && {} lint --changed -f concise -q . > ../seen\nexit 0\n",
        env!("CARGO_BIN_EXE_newsmark")
    );
    site.write(".git/hooks/pre-commit", &hook);
    let path = site.0.join(".git/hooks/pre-commit");
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
    site.git(&["worktree", "add", "-q", "second", "-b", "second"]);
    for place in ["", "second/"] {
        let tree = Folder(site.0.join(place));
        tree.write("content/committed.md", NAKED);
        tree.git(&["add", "content/committed.md"]);
        tree.git(&["commit", "-qm", "More"]);
        let seen = tree.read("seen");
        assert!(seen.starts_with("committed.md:1:1: ") && seen.lines().count() == 1, "{place}: {seen}");
        std::mem::forget(tree);
    }
}

#[test]
fn a_merge_and_a_head_without_a_branch_are_compared_like_any_other_work() {
    let site = repository("merge");
    site.git(&["checkout", "-qb", "left"]);
    site.write("content/left.md", NAKED);
    site.git(&["add", "-A"]);
    site.git(&["commit", "-qm", "Left"]);
    site.git(&["checkout", "-q", "main"]);
    site.write("content/right.md", NAKED);
    site.git(&["add", "-A"]);
    site.git(&["commit", "-qm", "Right"]);
    site.git(&["merge", "-q", "--no-edit", "left"]);
    let files = |base: &str| {
        let printed = site.printed(&format!("lint --changed={base} -f concise -q"));
        printed.lines().filter_map(|l| Some(l.split(':').next()?.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(files("HEAD^1"), ["content/left.md"]);
    assert_eq!(files("HEAD^2"), ["content/right.md"]);
    site.git(&["checkout", "-q", "--detach"]);
    assert_eq!(files("main~1"), ["content/left.md"]);
    site.write("content/mine.md", NAKED);
    assert_eq!(files("main"), ["content/mine.md"]);
}

#[test]
fn a_shallow_clone_knows_its_last_commit_and_says_so_of_others() {
    let site = repository("deep");
    site.write("content/new.md", NAKED);
    site.git(&["add", "-A"]);
    site.git(&["commit", "-qm", "More"]);
    let clone = Folder::new("shallow");
    clone.git(&["clone", "-q", "--depth", "1", &format!("file://{}", site.0.display()), "."]);
    assert!(clone.printed("lint --changed=origin/main").contains("no article has changed"));
    clone.write("content/mine.md", NAKED);
    for option in ["--changed", "--changed=origin/main", "--changed-lines=origin/main"] {
        let printed = clone.printed(&format!("lint {option} -f concise -q"));
        assert!(printed.starts_with("content/mine.md:1:1: ") && printed.lines().count() == 1, "{printed}");
    }
    let told = String::from_utf8(clone.run("lint --changed=HEAD~1").stderr).unwrap();
    assert!(told.contains("git knows no branch, tag or commit `HEAD~1`; in CI fetch it first"), "{told}");
}
