//! Places in registry files, and edits of them. Only this adapter reads files: those that the answer is about.

use super::Page;
use crate::knowledge::registry::write::{self, NewEntry};
use crate::lsp::convert::{self, Places};
use crate::text::{Buffer, ByteRange, Encoding};
use crate::workspace::{self, House};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types as lsp;

/// A place in the registry file `file` of the document's house.
pub fn location(page: Page<'_>, file: u32, range: ByteRange) -> Option<lsp::Location> {
    let path = page.snapshot.house.registry_files.get(file as usize)?;
    let buffer = Buffer::new(&workspace::read(path).ok()?);
    let places = Places { buffer: &buffer, encoding: page.agreement.encoding };
    Some(lsp::Location { uri: lsp::Uri::from_file_path(path)?, range: places.range(range) })
}

/// The edits of all registry files of `houses` that write `new` for `id`; none where no registry has the id. `Err` where
/// one of them has an entry `new` already.
pub fn rename(
    houses: &[Arc<House>],
    id: &str,
    new: &str,
    encoding: Encoding,
) -> Result<Vec<(lsp::Uri, Vec<lsp::TextEdit>)>, Taken> {
    let knowing = houses.iter().filter(|h| h.registry.get(id).is_some_and(|e| *e.id == *id));
    let mut files: BTreeSet<&Path> = BTreeSet::new();
    for house in knowing {
        if house.registry.get(new).is_some() {
            return Err(Taken);
        }
        files.extend(house.registry_files.iter().map(PathBuf::as_path));
    }
    let edits = files.into_iter().filter_map(|path| {
        let text = workspace::read(path).ok()?;
        let buffer = Buffer::new(&text);
        let places = Places { buffer: &buffer, encoding };
        let edit = |range| lsp::TextEdit { range: places.range(range), new_text: new.to_owned() };
        let edits: Vec<_> = write::places_of(&text, id).into_iter().map(edit).collect();
        (!edits.is_empty()).then_some((lsp::Uri::from_file_path(path)?, edits))
    });
    Ok(edits.collect())
}

/// An entry of that id is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken;

/// The action that adds `entry` to the registry: behind the entries of its class, or in a new file.
pub fn add(page: Page<'_>, entry: &NewEntry) -> Option<lsp::CodeAction> {
    let house = &page.snapshot.house;
    let edit = match file_for(house, entry.class) {
        Some(path) => append(page, path, entry)?,
        None if page.agreement.creates_files => create(page, entry)?,
        None => return None,
    };
    Some(lsp::CodeAction {
        title: format!("Add {} to the registry", entry.name),
        kind: Some(lsp::CodeActionKind::REFACTOR_REWRITE),
        edit: Some(edit),
        ..lsp::CodeAction::default()
    })
}

/// The registry file that holds entries of the class, or any.
fn file_for<'h>(house: &'h House, class: &str) -> Option<&'h Path> {
    let files = &house.registry_files;
    let named = files.iter().find(|f| f.file_stem().is_some_and(|s| s.to_string_lossy() == plural(class)));
    let holding = || {
        let entry = house.registry.entries().iter().rfind(|e| e.class.name() == class)?;
        files.get(entry.file as usize)
    };
    named.or_else(holding).or(files.first()).map(PathBuf::as_path)
}

/// What a file of entries of a class is called.
fn plural(class: &str) -> &'static str {
    match class {
        "person" => "people",
        "org" => "organisations",
        "place" => "places",
        _ => "objects",
    }
}

fn append(page: Page<'_>, path: &Path, entry: &NewEntry) -> Option<lsp::WorkspaceEdit> {
    let text = workspace::read(path).ok()?;
    let buffer = Buffer::new(&text);
    let places = Places { buffer: &buffer, encoding: page.agreement.encoding };
    let gap = match (text.is_empty(), text.ends_with('\n')) {
        (true, _) => "",
        (false, true) => "\n",
        (false, false) => "\n\n",
    };
    let range = places.range(ByteRange::empty(text.len()));
    let edit = lsp::TextEdit { range, new_text: format!("{gap}{}", entry.to_toml()) };
    let changes = [(lsp::Uri::from_file_path(path)?, vec![edit])];
    Some(lsp::WorkspaceEdit { changes: Some(changes.into()), ..lsp::WorkspaceEdit::default() })
}

fn create(page: Page<'_>, entry: &NewEntry) -> Option<lsp::WorkspaceEdit> {
    let uri = lsp::Uri::from_file_path(new_file(page, entry.class)?)?;
    let create = lsp::ResourceOp::Create(lsp::CreateFile {
        uri: uri.clone(),
        options: Some(lsp::CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) }),
        annotation_id: None,
    });
    let edit = lsp::TextEdit { range: lsp::Range::default(), new_text: entry.to_toml() };
    let text = lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![lsp::OneOf::Left(edit)],
    };
    let operations = vec![lsp::DocumentChangeOperation::Op(create), lsp::DocumentChangeOperation::Edit(text)];
    Some(lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Operations(operations)),
        ..lsp::WorkspaceEdit::default()
    })
}

/// Where the first registry file goes: where the configuration looks for one, else `entities/` beside it or the article.
fn new_file(page: Page<'_>, class: &str) -> Option<PathBuf> {
    let located = page.snapshot.house.config.as_ref();
    let beside = || convert::path(page.uri)?.parent().map(Path::to_owned);
    let root = located.and_then(|l| l.path.parent().map(Path::to_owned)).or_else(beside)?;
    let globs = located.map(|l| l.config.registry.as_slice()).unwrap_or_default();
    let simple =
        |g: &&String| !g.contains("**") && !g.contains(['?', '[', '{']) && g.matches('*').count() <= 1;
    let name = globs.iter().find(simple).map(|g| g.replace('*', plural(class)));
    Some(root.join(name.unwrap_or_else(|| format!("entities/{}.toml", plural(class)))))
}
