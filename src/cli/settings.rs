//! `newsmark config` and `newsmark init`, and finding the configuration for other commands.

use crate::config::{FILE_NAME, STARTER};
use crate::lint::{Level, LintOptions};
use crate::rules::{self, Set, SettingValue};
use crate::workspace::{self, Located};
use anstream::println;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `config`.
#[derive(Debug, clap::Args)]
pub struct ConfigArguments {
    /// Folder for which to show what is in force
    #[arg(default_value = ".")]
    folder: PathBuf,
}

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub struct InitArguments {
    /// Folder to write newsmark.toml into
    #[arg(default_value = ".")]
    folder: PathBuf,
}

/// The configuration for `start`, a file or folder; messages about what is wrong with it are printed.
///
/// `Err` where there is one that cannot be used.
pub fn locate(given: Option<&Path>, start: &Path) -> Result<Option<Located>, ()> {
    let folder = if start.is_dir() { Some(start) } else { start.parent() };
    let folder = folder.filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(path) = given.map(Path::to_owned).or_else(|| workspace::find_config(folder)) else {
        return Ok(None);
    };
    let shown = super::lint::shown_path(&path);
    let located = workspace::load_config(&path).map_err(|error| eprintln!("newsmark: {shown}: {error}"))?;
    let places = super::report::Places::new(&located.text);
    for error in &located.errors {
        let at = places.at(error.range.start as usize);
        eprintln!("newsmark: {shown}:{}:{}: {}", at.line, at.column, error.message);
    }
    if located.errors.is_empty() { Ok(Some(located)) } else { Err(()) }
}

/// Prints what is in force, with where it comes from.
pub fn show(arguments: &ConfigArguments) -> ExitCode {
    let Ok(located) = locate(None, &arguments.folder) else { return ExitCode::from(super::MISUSE) };
    let options = located.as_ref().map_or_else(LintOptions::default, |l| l.config.lint_options());
    match &located {
        Some(located) => println!("# from {}", super::lint::shown_path(&located.path)),
        None => println!("# no {FILE_NAME} here or above: everything is at its default"),
    }
    println!("set = \"{}\"", options.set.name());
    if let Some(located) = &located {
        println!("include = {:?}\nexclude = {:?}", located.config.include, located.config.exclude);
        if let Some(year) = located.config.default_year {
            println!("default_year = {year}");
        }
    }
    println!("\n[rules]");
    for rule in rules::all() {
        let (level, origin) = match options.levels.get(rule.id).map(|l| l.level) {
            Some(Level::Off) => ("off", FILE_NAME),
            Some(Level::At(severity)) => (severity.name(), FILE_NAME),
            Some(Level::On) => (rule.severity.name(), FILE_NAME),
            None if options.level_of(rule, options.set).is_some() => (rule.severity.name(), "default"),
            None if rule.set == Set::Publish => ("off", "default; on in copy for publication"),
            None => ("off", "default"),
        };
        let settings: String = rule
            .settings
            .iter()
            .filter_map(|s| Some(format!(", {} = {}", s.name, shown(&options.settings.value(rule, s.name)?))))
            .collect();
        println!("\"{}\" = {{ level = \"{level}\"{settings} }} # {origin}", rule.id);
    }
    ExitCode::SUCCESS
}

fn shown(value: &SettingValue) -> String {
    match value {
        SettingValue::Integer(number) => number.to_string(),
        SettingValue::Flag(flag) => flag.to_string(),
        SettingValue::Words(words) => format!("{words:?}"),
    }
}

/// Writes a commented starter file.
pub fn init(arguments: &InitArguments) -> ExitCode {
    let path = arguments.folder.join(FILE_NAME);
    let shown = super::lint::shown_path(&path);
    if path.exists() {
        eprintln!("newsmark: {shown} exists already; it is left as it is");
        return ExitCode::from(super::MISUSE);
    }
    match workspace::write_atomically(&path, STARTER) {
        Ok(()) => {
            println!("wrote {shown}; edit `include` to say which files hold articles");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("newsmark: {shown}: {error}");
            ExitCode::from(super::MISUSE)
        }
    }
}
