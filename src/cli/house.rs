//! The configuration and registry that a subcommand works under, and the arguments that choose them.

use super::lint::shown_path;
use super::out::eprintln;
use super::report::Places;
use crate::workspace::{self, House, Sheet};
use std::path::{Path, PathBuf};

/// Arguments of every subcommand that reads articles.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Configuration and registry")]
pub(super) struct HouseArguments {
    /// Configuration to use [default: the newsmark.toml that is nearest to the articles]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Look for no configuration and no registry
    #[arg(long)]
    pub no_config: bool,

    /// Registry files to use instead of those found; may be given several times
    #[arg(long, value_name = "FILE")]
    pub registry: Vec<PathBuf>,
}

/// A house as a subcommand uses it.
pub(super) struct Opened {
    /// The configuration and registry.
    pub house: House,
    /// Whether a registry file has errors; they have been printed.
    pub failed: bool,
}

impl Opened {
    /// Whether a registry file has errors, those of other folders that were read meanwhile among them; these are printed.
    pub fn finish(&self) -> bool {
        complain_of_others(&self.house) || self.failed
    }
}

impl HouseArguments {
    /// The house for an article at `start`, a file or folder; what is wrong with it is printed.
    ///
    /// `Err` where the configuration cannot be used.
    pub fn open(&self, start: &Path) -> Result<Opened, ()> {
        let folder = if start.is_dir() { Some(start) } else { start.parent() };
        let folder = folder.filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        // Its globs start from its folder, which a bare name does not have.
        let given = self.config.as_ref().map(|c| std::path::absolute(c).unwrap_or_else(|_| c.clone()));
        let config = given.or_else(|| workspace::find_config(&folder));
        let house = match (self.no_config, self.registry.is_empty()) {
            (true, _) => House::given(None, &self.registry),
            (false, false) => House::given(config.as_deref(), &self.registry),
            (false, true) => House::under(config.as_deref(), &folder, &[]),
        };
        house.sheets.iter().for_each(complain_of);
        let failed = house.sheets.iter().any(Sheet::failed);
        match house.sheets.iter().any(|s| s.failed() && config.as_ref() == Some(&s.path)) {
            true => Err(()),
            false => Ok(Opened { house, failed }),
        }
    }

    /// The same for the first of `paths`; standard input stands in the folder one is in.
    pub fn open_first(&self, paths: &[PathBuf]) -> Result<Opened, ()> {
        let first = paths.iter().find(|p| p.as_os_str() != "-");
        self.open(first.map_or(Path::new("."), PathBuf::as_path))
    }
}

/// Prints what is wrong in the registry files of other folders that were read for articles there, and says whether
/// anything is.
pub(super) fn complain_of_others(house: &House) -> bool {
    let sheets = house.sheets_elsewhere();
    sheets.iter().for_each(complain_of);
    sheets.iter().any(|s| s.failed())
}

/// Prints what is wrong in a file of the house.
fn complain_of(sheet: &Sheet) {
    let (shown, places) = (shown_path(&relative(&sheet.path)), Places::new(&sheet.text));
    for slip in &sheet.slips {
        let at = places.at(slip.range.start as usize);
        let help = slip.help.as_ref().map(|h| format!("; {h}")).unwrap_or_default();
        eprintln!("newsmark: {shown}:{}:{}: {}{help}", at.line, at.column, slip.message);
    }
}

/// A path below the folder one is in without that folder in front.
pub(super) fn relative(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).map_or_else(|_| path.to_owned(), Path::to_owned)
}
