//! `textDocument/completion` and `completionItem/resolve`

use super::Page;
use super::hover::content;
use crate::config::assist;
use crate::features::completion::{self, About, Item, ItemKind};
use crate::lsp::document::Kind;
use serde_json::{Value, json};
use tower_lsp::ls_types as lsp;

/// Characters behind which proposals are wanted.
pub const TRIGGERS: [&str; 6] = ["{", ".", "=", "\"", ",", "/"];

/// The proposals at `position`, best first.
pub fn complete(page: Page<'_>, position: lsp::Position) -> lsp::CompletionResponse {
    let offset = page.places().offset(position);
    let found = match page.snapshot.kind {
        Kind::Article => completion::complete(page.reading(), offset),
        Kind::Config => assist::complete(&page.snapshot.buffer.to_text(), offset),
        Kind::Foreign => completion::Completion::default(),
    };
    let range = page.places().range(found.range);
    let items = found.items.into_iter().enumerate().map(|(rank, item)| proposal(page, item, rank, range));
    lsp::CompletionResponse::Array(items.collect())
}

fn proposal(page: Page<'_>, item: Item, rank: usize, range: lsp::Range) -> lsp::CompletionItem {
    let data = match &item.about {
        About::Nothing => None,
        About::Entity(key) => Some(json!({"uri": page.uri, "entity": key})),
        About::Entry(id) => Some(json!({"uri": page.uri, "entry": id})),
        About::Rule(id) => Some(json!({"uri": page.uri, "rule": id})),
        About::Word(word) => Some(json!({"uri": page.uri, "words": completion::word_text(word)})),
    };
    let snippet = item.snippet.filter(|_| page.agreement.snippets);
    let format = snippet.is_some().then_some(lsp::InsertTextFormat::SNIPPET);
    let new_text = snippet.unwrap_or(item.insert);
    lsp::CompletionItem {
        kind: Some(kind(item.kind)),
        detail: (!item.detail.is_empty()).then_some(item.detail),
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(item.label.clone()),
        label: item.label,
        text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit { range, new_text })),
        insert_text_format: format,
        data,
        ..lsp::CompletionItem::default()
    }
}

fn kind(kind: ItemKind) -> lsp::CompletionItemKind {
    match kind {
        ItemKind::Class => lsp::CompletionItemKind::CLASS,
        ItemKind::Key => lsp::CompletionItemKind::PROPERTY,
        ItemKind::Value => lsp::CompletionItemKind::VALUE,
        ItemKind::Entity(_) => lsp::CompletionItemKind::CONSTANT,
        ItemKind::Id => lsp::CompletionItemKind::REFERENCE,
        ItemKind::Rule => lsp::CompletionItemKind::UNIT,
        ItemKind::Directive => lsp::CompletionItemKind::KEYWORD,
    }
}

/// The document that a proposal belongs to, from what was sent with it.
pub fn document(item: &lsp::CompletionItem) -> Option<lsp::Uri> {
    item.data.as_ref()?.get("uri")?.as_str()?.parse().ok()
}

/// What is to be said about a proposal.
pub fn documentation(page: Page<'_>, data: &Value) -> Option<lsp::Documentation> {
    let text = |key: &str| data.get(key).and_then(Value::as_str);
    if let Some(words) = text("words") {
        let words = content(words.to_owned(), page.agreement.markdown_proposals);
        return Some(lsp::Documentation::MarkupContent(words));
    }
    let about = match (text("entity"), text("entry"), text("rule")) {
        (Some(key), ..) => About::Entity(key.to_owned()),
        (None, Some(id), _) => About::Entry(id.to_owned()),
        (None, None, Some(id)) => About::Rule(crate::rules::get(id)?.id),
        (None, None, None) => return None,
    };
    let words = completion::resolve(page.reading(), &about)?;
    Some(lsp::Documentation::MarkupContent(content(words, page.agreement.markdown_proposals)))
}
