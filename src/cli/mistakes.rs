//! What to say of a command line that cannot be read, beyond what the parser says.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error};
use std::path::Path;

/// What other tools call a subcommand, and what it is here.
const SUBCOMMANDS: [(&str, &str); 15] = [
    ("check", "newsmark lint"),
    ("run", "newsmark lint"),
    ("fix", "newsmark lint --fix"),
    ("diff", "newsmark lint --diff"),
    ("format", "newsmark fmt"),
    ("rule", "newsmark explain"),
    ("list", "newsmark rules"),
    ("server", "newsmark lsp"),
    ("serve", "newsmark lsp"),
    ("json", "newsmark analyze"),
    ("completion", "newsmark completions"),
    ("settings", "newsmark config"),
    ("clean", "newsmark strip"),
    ("names", "newsmark entities"),
    ("version", "newsmark --version"),
];

/// What other tools call an option, and what to do here.
const OPTIONS: [(&str, &str); 32] = [
    ("--exclude", "list files to leave out under `exclude` in newsmark.toml (`newsmark init` writes one)"),
    ("--include", "list files to check under `include` in newsmark.toml (`newsmark init` writes one)"),
    (
        "--ext",
        "list files to check under `include` in newsmark.toml, or name them with a glob: 'content/**/*.html'",
    ),
    ("--disable", "--ignore RULE leaves a rule out"),
    ("--enable", "--select RULE runs a rule"),
    ("--rule", "--select RULE runs a rule alone"),
    ("--rules", "`newsmark rules` lists them; --select RULE runs one"),
    ("--list-rules", "`newsmark rules` lists them"),
    ("--explain", "`newsmark explain RULE` prints the page of a rule"),
    ("--min-severity", "--show LEVEL chooses what is reported, --fail-on LEVEL what counts"),
    ("--severity", "--show LEVEL chooses what is reported, --fail-on LEVEL what counts"),
    ("--level", "--show LEVEL chooses what is reported, --fail-on LEVEL what counts"),
    ("--exit-zero", "--fail-on never ends with 0 whatever is found"),
    ("--jobs", "--threads N sets the number of threads"),
    ("-j", "--threads N sets the number of threads"),
    ("--output-format", "--format FORMAT chooses how findings are printed"),
    ("--output-file", "--output FORMAT:FILE writes a report to a file"),
    ("--reporter", "--format FORMAT chooses how findings are printed"),
    ("--dry-run", "--diff prints what --fix would change"),
    ("--stdin", "`-` in place of a file is standard input; --stdin-filename says what it is called"),
    ("--no-color", "--color never"),
    ("--force-exclude", "--only-opted-in holds files that are named to newsmark.toml, too"),
    ("--files", "--show-files prints the files that would be checked"),
    ("--no-exit", "--fail-on never ends with 0 whatever is found"),
    ("--minAlertLevel", "--show LEVEL chooses what is reported, --fail-on LEVEL what counts"),
    ("--glob", "a glob can stand where files are named: 'content/**/*.md'"),
    ("--watch", "`newsmark lsp` tells an editor of findings while you write"),
    ("--no-cache", "there is no cache: every run reads all files anew"),
    ("--staged", "--changed checks what differs from the last commit; in a hook use pre-commit (docs/ci.md)"),
    ("--since", "--changed=BASE checks what differs from a branch, tag or commit"),
    ("--extend-select", "naming an opt-in rule under `rules` in newsmark.toml switches it on"),
    ("-v", "--version prints the version; --show hint reports everything"),
];

/// The error with what helps a person on, as far as we know better than the parser.
pub(super) fn explained(mut error: Error) -> Error {
    let tip = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            context(&error, ContextKind::InvalidSubcommand).and_then(|w| subcommand(&w))
        }
        ErrorKind::UnknownArgument => {
            // That a misspelt option could be meant as the name of a file is hardly ever true.
            error.remove(ContextKind::Suggested);
            let wrong = context(&error, ContextKind::InvalidArg).unwrap_or_default();
            let suggested = context(&error, ContextKind::SuggestedArg).is_some();
            let tip = file_like_an_option().or_else(|| elsewhere(&wrong));
            if tip.is_some() {
                // The usage that the parser shows is that of the option it took for similar.
                error.remove(ContextKind::SuggestedArg);
                usage().map(|usage| error.insert(ContextKind::Usage, ContextValue::StyledStr(usage)));
            }
            tip.or_else(|| if suggested { None } else { owner(&wrong) })
        }
        ErrorKind::MissingRequiredArgument => missing(),
        _ => None,
    };
    if let Some(tip) = tip {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
    }
    error
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    error.get(kind).map(ToString::to_string)
}

/// The words of the command line, without the program.
fn words() -> Vec<String> {
    std::env::args_os().skip(1).map(|w| w.to_string_lossy().into_owned()).collect()
}

fn subcommand(wrong: &str) -> Option<String> {
    if let Some((_, ours)) = SUBCOMMANDS.iter().find(|(theirs, _)| *theirs == wrong) {
        return Some(format!("`{ours}` does that"));
    }
    let path =
        wrong == "." || wrong == "-" || wrong.contains(['.', '/', '\\', '*']) || Path::new(wrong).exists();
    if path {
        return Some(format!("to check it: newsmark lint {}", words().join(" ")));
    }
    // The parser itself looks for similar names, though not behind `help`.
    let command = super::Arguments::command();
    let near = |name: &str| strsim::damerau_levenshtein(name, wrong);
    let nearest = command.get_subcommands().map(Command::get_name).min_by_key(|name| near(name))?;
    (near(nearest) <= 2 && words().first().is_some_and(|w| w == "help"))
        .then(|| format!("newsmark help {nearest}"))
}

/// The subcommand that is given, if there is one by that name.
fn given(words: &[String], command: &Command) -> Option<String> {
    words.iter().find_map(|w| command.find_subcommand(w)).map(|c| c.get_name().to_owned())
}

/// How the subcommand that is given is used.
fn usage() -> Option<StyledStr> {
    let mut command = super::Arguments::command();
    command.build();
    let given = given(&words(), &command)?;
    Some(command.find_subcommand_mut(given)?.render_usage())
}

/// What does here what other linters have an option for.
fn elsewhere(wrong: &str) -> Option<String> {
    let given = given(&words(), &super::Arguments::command());
    let ours = || OPTIONS.iter().find(|(theirs, _)| *theirs == name(wrong));
    if given.is_none_or(|c| c == "lint") { ours().map(|(_, tip)| (*tip).to_owned()) } else { None }
}

/// A file whose name begins with a hyphen.
fn file_like_an_option() -> Option<String> {
    let words = words();
    let file =
        words.iter().take_while(|w| *w != "--").find(|w| w.starts_with('-') && Path::new(w).is_file())?;
    Some(format!("if the file is meant: ./{file}"))
}

/// The commands that have the option.
fn owner(wrong: &str) -> Option<String> {
    let (words, command) = (words(), super::Arguments::command());
    let long = name(wrong).strip_prefix("--")?;
    let has = |command: &&Command| command.get_arguments().any(|a| a.get_long() == Some(long));
    if given(&words, &command).is_none() && command.find_subcommand("lint").as_ref().is_some_and(has) {
        return Some(format!("it belongs to lint: newsmark lint {}", words.join(" ")));
    }
    let owners: Vec<&str> = command.get_subcommands().filter(has).map(Command::get_name).collect();
    (!owners.is_empty()).then(|| format!("--{long} belongs to {}", owners.join(", ")))
}

/// The option without its value.
fn name(wrong: &str) -> &str {
    wrong.split('=').next().unwrap_or(wrong)
}

fn missing() -> Option<String> {
    let tip = match words().first()?.as_str() {
        "explain" => "`newsmark rules` lists the rules; for example: newsmark explain quote/unattributed",
        "completions" => {
            "for example: newsmark completions bash > ~/.local/share/bash-completion/completions/newsmark"
        }
        _ => "name a file, or `-` for standard input",
    };
    Some(tip.to_owned())
}
