//! `newsmark config` and `newsmark init`, and finding the configuration for other commands.

use super::house::HouseArguments;
use super::out::{eprintln, println};
use super::report::Places;
use crate::config::{FILE_NAME, STARTER, written};
use crate::lint::{Level, LintOptions, RuleLevel, Standing};
use crate::rules::{self, Rule, Set, SettingValue};
use crate::syntax::FrontMatter;
use crate::text::ByteRange;
use crate::workspace::{self, Located};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `config`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsmark config                         what is in force in this folder
  newsmark config content/story.md        ... for an article, with overrides
  newsmark config --schema > schema.json  for an editor of newsmark.toml")]
pub struct ConfigArguments {
    /// Folder or article for which to show what is in force
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Print the JSON schema of newsmark.toml, or of registry files, for an editor
    #[arg(long, value_name = "WHICH", num_args = 0..=1, default_missing_value = "configuration")]
    schema: Option<Schema>,
}

/// Which schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Schema {
    /// Of newsmark.toml
    Configuration,
    /// Of registry files
    Registry,
}

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A newsmark.toml that is there already stays as it is.

Examples:
  newsmark init            for the folder you are in
  newsmark init content    for content/ and what is below it")]
pub struct InitArguments {
    /// Folder to write newsmark.toml into
    #[arg(default_value = ".")]
    folder: PathBuf,
}

/// What is in force for one path, and where it comes from.
struct InForce {
    located: Option<Located>,
    overrides: Vec<usize>,
    options: LintOptions,
    standing: Standing,
    matter: Option<FrontMatter>,
}

impl InForce {
    fn of(path: &Path) -> Result<Self, ()> {
        let house = HouseArguments::default().open(path)?.house;
        let matter = match path.is_file() {
            true => workspace::read(path).ok().and_then(|text| {
                FrontMatter::of(&crate::syntax::Document::parse(&text, super::lint::format_of(path, &text)))
            }),
            false => None,
        };
        let (overrides, options) = (house.overrides_for(path), house.lint_options_of(path));
        let standing = options.standing(matter.as_ref());
        Ok(Self { located: house.config, overrides, options, standing, matter })
    }

    /// `newsmark.toml:12`, for a value at `range` of the configuration.
    fn place(&self, range: ByteRange) -> String {
        let Some(located) = &self.located else { return "default".into() };
        let line = Places::new(&located.text).at(range.start as usize).line;
        format!("{FILE_NAME}:{line}")
    }

    /// What is written at the top level and in the overrides that hold, the strongest last.
    fn written(&self) -> Vec<&written::Choices> {
        let Some(located) = &self.located else { return Vec::new() };
        let config = &located.config;
        let some = self.overrides.iter().filter_map(|i| Some(&config.written.overrides.get(*i)?.choices));
        std::iter::once(&config.written.choices).chain(some).collect()
    }

    /// The place of the strongest value that `find` finds in the file.
    fn origin(&self, find: impl Fn(&written::Choices) -> Option<ByteRange>) -> String {
        let place = self.written().into_iter().rev().find_map(find);
        place.map_or_else(|| "default".into(), |range| self.place(range))
    }

    fn rule_origin(&self, id: &str, runs: bool, set: Set) -> String {
        if self.standing.levels.iter().any(|(rule, _)| *rule == id) {
            return "front matter".into();
        }
        let written = |c: &written::Choices| c.rules.iter().rev().find(|r| r.id == id).map(|r| r.range);
        match (self.origin(written), set, runs) {
            (place, ..) if place != "default" => place,
            (_, Set::OptIn, true) => format!("profile {}", self.standing.profile.name()),
            (_, Set::Publish, false) => "default; on in copy for publication".into(),
            (_, Set::OptIn, false) => "default; opt-in".into(),
            (place, ..) => place,
        }
    }
}

/// Prints what is in force, with where it comes from.
pub fn show(arguments: &ConfigArguments) -> ExitCode {
    if let Some(schema) = arguments.schema {
        let schema = match schema {
            Schema::Configuration => crate::config::schema::configuration(),
            Schema::Registry => crate::config::schema::registry(),
        };
        println!("{schema:#}");
        return ExitCode::SUCCESS;
    }
    let Ok(force) = InForce::of(&arguments.path) else { return ExitCode::from(super::MISUSE) };
    match &force.located {
        Some(located) => println!("# from {}", super::lint::shown_path(&located.path)),
        None => println!("# no {FILE_NAME} here or above: everything is at its default"),
    }
    show_lists(&force);
    show_choices(&force);
    println!("\n[rules]");
    for rule in rules::all() {
        let level = force.options.level_of(rule, &force.standing);
        let origin = force.rule_origin(rule.id, level.is_some(), rule.set);
        let settings = settings_of(rule, &force.options);
        println!("\"{}\" = {{ level = \"{}\"{settings} }} # {origin}", rule.id, level_name(rule, level));
    }
    for (index, rule) in force.options.house.rules().iter().enumerate() {
        let level = force.options.in_force(&force.standing)[rules::all().len() + index];
        let name =
            level.map_or("off", |l| l.severity(rule.severity, crate::analysis::Confidence::High).name());
        let written = force.located.as_ref().and_then(|l| {
            let named = |h: &&written::WrittenHouse| {
                h.id.as_ref().is_some_and(|id| rule.id.ends_with(&format!("/{}", id.value)))
            };
            l.config.written.house.iter().find(named).map(|h| h.range)
        });
        let origin = match force.rule_origin(rule.id, level.is_some(), Set::Copy) {
            place if place == "default" => written.map_or(place, |range| force.place(range)),
            place => place,
        };
        println!("\"{}\" = {{ level = \"{name}\" }} # {origin}", rule.id);
    }
    ExitCode::SUCCESS
}

fn show_lists(force: &InForce) {
    let Some(located) = &force.located else { return };
    let config = &located.config;
    let lists = [
        ("include", &config.include, &config.written.include),
        ("exclude", &config.exclude, &config.written.exclude),
        ("registry", &config.registry, &config.written.registry),
    ];
    for (name, list, written) in lists {
        let origin = written.as_ref().map_or_else(|| "default".into(), |p| force.place(p.range));
        println!("{name} = {list:?} # {origin}");
    }
    if let Some(prefixes) = &config.written.prefixes {
        let pairs: Vec<String> = prefixes.value.iter().map(|(k, v)| format!("{k} = {v:?}")).collect();
        println!("prefixes = {{ {} }} # {}", pairs.join(", "), force.place(prefixes.range));
    }
}

fn show_choices(force: &InForce) {
    let standing = &force.standing;
    let own = |set: bool| if set { Some("front matter".to_owned()) } else { None };
    let matter = force.matter.as_ref();
    let set = own(standing.set != force.options.set)
        .unwrap_or_else(|| force.origin(|c| c.publish.as_ref().map(|p| p.range)));
    println!("set = \"{}\" # {set}", standing.set.name());
    let profile = own(matter.is_some_and(|m| m.profile.is_some()))
        .unwrap_or_else(|| force.origin(|c| c.profile.as_ref().map(|p| p.range)));
    println!("profile = \"{}\" # {profile}", standing.profile.name());
    let config = force.located.as_ref().map(|l| &l.config);
    if let Some(year) = config.and_then(|c| c.default_year_with(&force.overrides)) {
        let origin = force.origin(|c| c.default_year.as_ref().map(|p| p.range));
        println!("default_year = {year} # {origin}");
    }
}

fn level_name(rule: &Rule, level: Option<RuleLevel>) -> &'static str {
    match level.map(|l| l.level) {
        None | Some(Level::Off) => "off",
        Some(Level::At(severity)) => severity.name(),
        Some(Level::On) => rule.severity.name(),
    }
}

fn settings_of(rule: &Rule, options: &LintOptions) -> String {
    let shown = |setting: &rules::Setting| {
        let value = match options.settings.value(rule, setting.name)? {
            SettingValue::Integer(number) => number.to_string(),
            SettingValue::Flag(flag) => flag.to_string(),
            SettingValue::Words(words) => format!("{words:?}"),
            SettingValue::Choice(word) => format!("{word:?}"),
        };
        Some(format!(", {} = {value}", setting.name))
    };
    rule.settings.iter().filter_map(shown).collect()
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
            eprintln!("newsmark: {shown} cannot be written: {}", workspace::ReadError::from(error));
            ExitCode::from(super::MISUSE)
        }
    }
}
