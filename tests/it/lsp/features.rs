//! What an editor shows and does, one test for each feature, in words a person can read.

use super::editor::{Editor, URI};
use serde_json::{Value, json};

/// A short story with a pronoun, a second speaker and a year.
const STORY: &str = "\
LISBON, May 10, 2017 — Mayor Maria Keller opened the bridge on Monday.

“We built it in a year,” Keller said. “Nobody believed us when we began, and yet here we are.”

“It will last,” she said.

## The cost

“It was too dear,” said Thomas Berg, a council member.
";

/// An annotated story.
const ANNOTATED: &str = "\
[“We agree,”]{.quote #q1 by=keller} she said at the [press conference]{.event #presser when=2017-05-10}.

[“Not yet.”]{.quote cont=q1 by=wd:Q42} See <https://example.org/a>.
";

fn opened(text: &str) -> Editor {
    let mut editor = Editor::eager();
    editor.open_as("markdown", text);
    editor
}

fn document() -> Value {
    json!({"textDocument": {"uri": URI}})
}

/// The words at the ranges of `list`.
fn words(editor: &Editor, list: &Value) -> Vec<String> {
    let list = list.as_array().cloned().unwrap_or_default();
    list.iter().map(|item| editor.words(&item["range"]).to_owned()).collect()
}

fn texts(list: &Value, key: &str) -> Vec<String> {
    let list = list.as_array().cloned().unwrap_or_default();
    list.iter().map(|i| i[key].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn highlight_finds_every_mention_whatever_the_wording() {
    let mut editor = opened(STORY);
    let found = editor.request("textDocument/documentHighlight", editor.at("Keller said"));
    assert_eq!(words(&editor, &found), ["Maria Keller", "Keller", "she"]);
    editor.finish();
}

#[test]
fn definition_of_a_name_is_its_first_mention() {
    let mut editor = opened(STORY);
    let found = editor.request("textDocument/definition", editor.at("she said"));
    assert_eq!(editor.words(&found["range"]), "Maria Keller");
    editor.finish();
}

#[test]
fn definition_of_a_used_id_is_where_it_is_given() {
    let mut editor = opened(ANNOTATED);
    let found = editor.request("textDocument/definition", editor.at("q1 by=wd"));
    assert_eq!(found["range"]["start"]["line"], 0);
    assert_eq!(editor.words(&found["range"]), "q1");
    editor.finish();
}

#[test]
fn references_of_an_id_are_all_its_places() {
    let mut editor = opened(ANNOTATED);
    let mut params = editor.at("q1 by=keller");
    params["context"] = json!({"includeDeclaration": false});
    let used = editor.request("textDocument/references", params.clone());
    assert_eq!(used.as_array().map(Vec::len), Some(1));
    params["context"] = json!({"includeDeclaration": true});
    assert_eq!(editor.request("textDocument/references", params).as_array().map(Vec::len), Some(2));
    editor.finish();
}

#[test]
fn renaming_an_id_changes_it_everywhere() {
    let mut editor = opened(ANNOTATED);
    let prepared = editor.request("textDocument/prepareRename", editor.at("q1 by=keller"));
    assert_eq!(prepared["placeholder"], "q1");
    assert_eq!(editor.request("textDocument/prepareRename", editor.at("agree")), Value::Null);
    let mut params = editor.at("q1 by=keller");
    params["newName"] = json!("first");
    let edit = editor.request("textDocument/rename", params.clone());
    editor.apply(&edit["changes"][URI]);
    assert!(editor.text.contains(".quote #first by=keller") && editor.text.contains("cont=first"));
    params["newName"] = json!("no id");
    assert_eq!(editor.call("textDocument/rename", params)["error"]["code"], -32602);
    editor.finish();
}

#[test]
fn hints_say_who_she_is() {
    let mut editor = opened(STORY);
    let mut params = document();
    params["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = editor.request("textDocument/inlayHint", params);
    let labels = texts(&hints, "label");
    assert!(labels.contains(&"→ Keller".to_owned()), "{labels:?}");
    editor.finish();
}

#[test]
fn colours_come_for_names_and_annotations() {
    let mut editor = opened(ANNOTATED);
    let tokens = editor.request("textDocument/semanticTokens/full", document());
    let data: Vec<u64> =
        tokens["data"].as_array().expect("a list").iter().filter_map(Value::as_u64).collect();
    let kinds: Vec<u64> = data.chunks(5).map(|t| t[3]).collect();
    // class, id, key, value of the first span.
    assert!(kinds.windows(4).any(|w| w == [7, 8, 9, 10]), "{kinds:?}");
    let mut params = document();
    params["range"] = json!({"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 5}});
    let part = editor.request("textDocument/semanticTokens/range", params);
    let part: Vec<u64> = part["data"].as_array().expect("a list").iter().filter_map(Value::as_u64).collect();
    assert_eq!(part[0], 2, "the first token of the range stands on its line");
    assert!(part.len() < data.len());
    editor.finish();
}

#[test]
fn sections_and_front_matter_fold() {
    let mut editor = opened(&format!("---\nnewsmark: 1\n---\n\n# Bridge\n\n{STORY}"));
    let folds = editor.request("textDocument/foldingRange", document());
    let lines: Vec<(u64, u64)> = folds
        .as_array()
        .expect("a list")
        .iter()
        .map(|f| (f["startLine"].as_u64().unwrap_or(0), f["endLine"].as_u64().unwrap_or(0)))
        .collect();
    assert_eq!(lines, [(0, 2), (4, 14), (12, 14)]);
    editor.finish();
}

#[test]
fn a_selection_grows_by_sense() {
    let mut editor = opened(STORY);
    let mut params = document();
    params["positions"] = json!([editor.on("built")]);
    let mut range = editor.request("textDocument/selectionRange", params)[0].clone();
    let mut grown = Vec::new();
    while !range.is_null() {
        grown.push(editor.words(&range["range"]).to_owned());
        range = range["parent"].clone();
    }
    assert_eq!(
        grown[..4],
        [
            "built",
            "We built it in a year,",
            "“We built it in a year,”",
            "“We built it in a year,” Keller said."
        ]
    );
    assert_eq!(grown.last().map(String::as_str), Some(STORY));
    editor.finish();
}

#[test]
fn a_lens_counts_what_a_person_says() {
    let mut editor = opened(STORY);
    let lenses = editor.request("textDocument/codeLens", document());
    let titles: Vec<&str> =
        lenses.as_array().expect("a list").iter().filter_map(|l| l["command"]["title"].as_str()).collect();
    assert_eq!(titles, ["Maria Keller: 3 quotes, 2 mentions", "Thomas Berg: 1 quote, 1 mention"]);
    editor.finish();
}

#[test]
fn addresses_and_authorities_are_links() {
    let mut editor = opened(ANNOTATED);
    let links = editor.request("textDocument/documentLink", document());
    assert_eq!(texts(&links, "target"), ["https://www.wikidata.org/wiki/Q42", "https://example.org/a"]);
    editor.finish();
}

#[test]
fn people_are_found_in_the_workspace_by_a_few_letters() {
    let mut editor = opened(STORY);
    let found = editor.request("workspace/symbol", json!({"query": "mkell"}));
    assert_eq!(texts(&found, "name"), ["Maria Keller"]);
    assert_eq!(editor.words(&found[0]["location"]["range"]), "Maria Keller");
    editor.finish();
}

/// The labels proposed behind `typed` at the end of the story.
fn proposed(editor: &mut Editor, typed: &str) -> Vec<String> {
    editor.type_on(typed);
    editor.findings();
    let end = json!({"textDocument": {"uri": URI}, "position": editor.position(editor.text.len())});
    let items = editor.request("textDocument/completion", end);
    texts(&items, "label")
}

#[test]
fn completion_knows_where_it_is() {
    let mut editor = opened(STORY);
    let speakers = proposed(&mut editor, "\n[“Yes”]{.quote by=");
    assert_eq!(speakers[..2], ["Maria Keller", "Thomas Berg"], "the people of this story first");
    assert!(speakers.contains(&"anon".to_owned()));
    assert!(proposed(&mut editor, "anon ").contains(&"when".to_owned()));
    assert!(proposed(&mut editor, ".").contains(&".quote".to_owned()));
    assert_eq!(proposed(&mut editor, "scare}\n\nPlain words ")[..], [""; 0]);
    assert!(proposed(&mut editor, "<!-- ").contains(&"newsmark-ignore".to_owned()));
    assert!(proposed(&mut editor, "newsmark-ignore ").contains(&"quote/unattributed".to_owned()));
    editor.finish();
}

#[test]
fn a_proposal_says_more_when_it_is_asked() {
    let mut editor = opened(STORY);
    editor.type_on("\n[“Yes”]{by=");
    editor.findings();
    let end = json!({"textDocument": {"uri": URI}, "position": editor.position(editor.text.len())});
    let items = editor.request("textDocument/completion", end);
    let resolved = editor.request("completionItem/resolve", items[0].clone());
    let said = resolved["documentation"]["value"].as_str().unwrap_or_default().to_owned();
    assert!(said.starts_with("Maria Keller — person"), "{said}");
    editor.finish();
}

fn actions(editor: &mut Editor, words: &str, only: Option<&str>) -> Value {
    let (start, mut params) = (editor.on(words), document());
    params["range"] = json!({"start": start, "end": start});
    params["context"] = json!({"diagnostics": [], "only": only.map(|o| vec![o])});
    editor.request("textDocument/codeAction", params)
}

#[test]
fn a_quotation_can_be_annotated() {
    let mut editor = opened(STORY);
    let found = actions(&mut editor, "It will last", Some("refactor"));
    let titles = texts(&found, "title");
    assert_eq!(
        titles,
        ["Annotate as a quote by Maria Keller", "Mark as scare quotes", "Annotate as a quote by Thomas Berg"]
    );
    editor.apply(&found[0]["edit"]["changes"][URI]);
    assert!(
        editor.text.contains("[“It will last,”]{.quote by=\"Maria Keller\"} she said."),
        "{}",
        editor.text
    );
    editor.finish();
}

#[test]
fn a_finding_can_be_mended_or_silenced() {
    let mut editor = Editor::eager();
    let findings = editor.open_as("markdown", "The bridge cost TK euros.\n");
    assert_eq!(findings, ["warning story/placeholder: TK"]);
    let found = actions(&mut editor, "TK", Some("quickfix"));
    let silence = found.as_array().expect("a list").last().expect("an action").clone();
    assert_eq!(silence["title"], "Ignore story/placeholder in this paragraph");
    assert_eq!(silence["diagnostics"][0]["code"], "story/placeholder");
    editor.apply(&silence["edit"]["changes"][URI]);
    editor.send_whole();
    assert_eq!(editor.findings(), [""; 0]);
    editor.finish();
}

#[test]
fn hover_says_who_speaks_and_why() {
    let mut editor = opened(STORY);
    let quote = editor.request("textDocument/hover", editor.at("It will last"));
    let said = quote["contents"]["value"].as_str().unwrap_or_default().to_owned();
    assert!(said.starts_with("**Maria Keller** — “she” in the text"), "{said}");
    let name = editor.request("textDocument/hover", editor.at("Keller said"));
    let said = name["contents"]["value"].as_str().unwrap_or_default().to_owned();
    assert!(said.contains("2 mentions: lines 1, 3") && said.contains("3 quotes:"), "{said}");
    assert!(said.contains("- “It will last,” (line 5)"), "{said}");
    editor.finish();
}

#[test]
fn formatting_puts_annotations_in_order() {
    let mut editor = opened("[“Yes,”]{by=keller .quote} she said.\n\n[Berg]{ref=berg  .person} left.\n");
    let mut params = document();
    params["options"] = json!({"tabSize": 2, "insertSpaces": true});
    let edits = editor.request("textDocument/formatting", params);
    editor.apply(&edits);
    assert_eq!(editor.text, "[“Yes,”]{.quote by=keller} she said.\n\n[Berg]{.person ref=berg} left.\n");
    let found = actions(&mut editor, "Yes", Some("source.organizeAnnotations"));
    assert_eq!(texts(&found, "title"), ["Put annotations in order"]);
    editor.finish();
}

/// An editor with `capabilities` beside the usual ones, and `options`.
fn with(options: Value, path: &[&str], value: Value) -> Editor {
    let mut editor = Editor::silent();
    let mut params = super::editor::initialize(options, "utf-16");
    let mut place = &mut params["capabilities"];
    for key in path {
        place = &mut place[*key];
    }
    *place = value;
    editor.request("initialize", params);
    editor.notify("initialized", json!({}));
    editor
}

#[test]
fn proposals_have_gaps_where_the_editor_can_fill_them() {
    let item = json!({"snippetSupport": true, "documentationFormat": ["markdown"]});
    for (support, quote) in [(item, ".quote by=$1"), (json!({}), ".quote")] {
        let mut editor =
            with(json!({"settle": 0}), &["textDocument", "completion", "completionItem"], support);
        editor.open_as("markdown", "He said [“No.”]{");
        let end = json!({"textDocument": {"uri": URI}, "position": editor.position(editor.text.len())});
        let items = editor.request("textDocument/completion", end);
        let class =
            items.as_array().expect("a list").iter().find(|i| i["label"] == ".quote").expect("it").clone();
        assert_eq!(class["textEdit"]["newText"], quote);
        let resolved = editor.request("completionItem/resolve", class);
        let said = resolved["documentation"]["value"].as_str().unwrap_or_default().to_owned();
        assert!(said.starts_with("somebody's words"), "{said}");
        editor.finish();
    }
}

#[test]
fn front_matter_and_dates_are_proposed() {
    let mut editor = Editor::eager();
    let text = "---\nnewsmark: 1\ndatePublished: 2017-05-10\nprof";
    editor.open_as("markdown", &format!("{text}\n---\n\nThe vote is on [Friday]{{when=}}.\n"));
    let at = |editor: &mut Editor, offset: usize| {
        let place = json!({"textDocument": {"uri": URI}, "position": editor.position(offset)});
        texts(&editor.request("textDocument/completion", place), "label")
    };
    assert!(at(&mut editor, text.len()).contains(&"profile".to_owned()));
    let when = editor.text.find("when=").expect("it") + 5;
    let dates = at(&mut editor, when);
    assert_eq!(dates[0], "2017-05-12", "{dates:?}");
    assert!(dates.contains(&"2017-05-10".to_owned()) && dates.contains(&"YYYY-MM".to_owned()), "{dates:?}");
    editor.finish();
}

#[test]
fn markup_says_what_it_means_under_the_pointer() {
    let mut editor = opened(ANNOTATED);
    for (words, says) in [
        (".quote #q1", "**.quote** — somebody's words"),
        ("cont=q1", "**cont=** — the part of a split quotation"),
        ("2017-05-10", "**2017-05-10** — 2017-05-10, a Wednesday"),
    ] {
        let hover = editor.request("textDocument/hover", editor.at(words));
        let said = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(said.starts_with(says), "{said}");
    }
    editor.finish();
}

#[test]
fn a_configuration_is_explained_and_completed() {
    let mut editor = Editor::eager();
    let uri = "file:///desk/newsmark.toml";
    let text = "profile = \"ap\"\n[rules]\n\"quote/partial\" = ";
    let item = json!({"uri": uri, "languageId": "toml", "version": 1, "text": text});
    editor.notify("textDocument/didOpen", json!({"textDocument": item}));
    let at = |line: u32, character: u32| json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
    let hover = editor.request("textDocument/hover", at(0, 2));
    assert!(hover["contents"]["value"].as_str().is_some_and(|s| s.contains("house style")), "{hover}");
    let levels = editor.request("textDocument/completion", at(2, 18));
    assert_eq!(texts(&levels, "label"), ["off", "on", "hint", "info", "warning", "error"]);
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert_eq!(editor.request("textDocument/hover", at(0, 2)), Value::Null);
    editor.finish();
}

#[test]
fn the_outline_lists_who_is_quoted_where_that_is_wanted() {
    let options = json!({"settle": 0, "outline": {"events": false, "quotes": true}});
    let mut editor = Editor::with(options, "utf-16");
    editor.open_as("markdown", STORY);
    let found = editor.request("textDocument/documentSymbol", document());
    assert_eq!(texts(&found, "name"), ["Maria Keller", "The cost"]);
    assert_eq!(found[0]["detail"], "3 quotes");
    assert_eq!(texts(&found[0]["children"], "name")[0], "“We built it in a year,”");
    assert_eq!(texts(&found[1]["children"], "name"), ["Thomas Berg"]);
    editor.finish();
}

#[test]
fn only_colours_that_changed_are_sent_again() {
    let mut editor = opened(STORY);
    let all = editor.request("textDocument/semanticTokens/full", document());
    let mut held = numbers(&all["data"]);
    editor.insert("Mayor ", "Anna ");
    editor.findings();
    let params = json!({"textDocument": {"uri": URI}, "previousResultId": all["resultId"]});
    let delta = editor.request("textDocument/semanticTokens/full/delta", params.clone());
    let edit = &delta["edits"][0];
    let (start, deleted) = (edit["start"].as_u64().expect("it"), edit["deleteCount"].as_u64().expect("it"));
    assert!((deleted as usize) < held.len() / 2, "{delta}");
    held.splice(start as usize..(start + deleted) as usize, numbers(&edit["data"]));
    let fresh = editor.request("textDocument/semanticTokens/full", document());
    assert_eq!(held, numbers(&fresh["data"]));
    let whole = editor.request("textDocument/semanticTokens/full/delta", params);
    assert_eq!(numbers(&whole["data"]), held, "an unknown name is answered with all");
    editor.finish();
}

fn numbers(list: &Value) -> Vec<u64> {
    list.as_array().expect("a list").iter().filter_map(Value::as_u64).collect()
}

#[test]
fn a_split_quotation_can_be_parted() {
    let mut editor = opened("[“We built it,” she said, “and it will last.”]{.quote by=keller}\n");
    let found = actions(&mut editor, "“We built", Some("refactor.rewrite"));
    let titles = texts(&found, "title");
    let index = titles.iter().position(|t| t.starts_with("Split")).unwrap_or_else(|| panic!("{titles:?}"));
    editor.apply(&found[index]["edit"]["changes"][URI]);
    assert_eq!(
        editor.text,
        "[“We built it,”]{.quote #q1 by=keller} she said, [“and it will last.”]{.quote cont=q1}\n"
    );
    editor.finish();
}

#[test]
fn counts_above_people_can_be_switched_off() {
    let mut editor = Editor::with(json!({"settle": 0, "codeLens": false}), "utf-16");
    editor.open_as("markdown", STORY);
    assert_eq!(editor.request("textDocument/codeLens", document()), Value::Null);
    editor.finish();
}

#[test]
fn absurdly_many_findings_are_capped_with_a_notice() {
    let mut editor = Editor::eager();
    editor.open_as("markdown", &"The bridge cost TK euros.\n\n".repeat(700));
    editor.change(json!([]));
    let message = editor.next("textDocument/publishDiagnostics");
    let found = message["params"]["diagnostics"].as_array().expect("a list");
    assert_eq!((found.len(), &found[0]["message"]), (500, &json!("700 findings, the worst 499 are shown")));
    editor.finish();
}

#[test]
fn quotes_are_listed_by_speaker_and_those_of_nobody_first() {
    let end = "## Afterwards\n\nThe bridge is long.\n\nIt opened late.\n\n“🚢 Nobody asked us what it would cost.”\n";
    let mut editor = opened(&format!("{STORY}\n{end}"));
    let voices = editor.request("newsmark/quotes", document());
    let speakers: Vec<_> = voices.as_array().unwrap().iter().map(|v| v["speaker"].clone()).collect();
    assert_eq!(speakers, [Value::Null, "Maria Keller".into(), "Thomas Berg".into()]);
    let alone = &voices[0]["quotes"][0];
    assert_eq!(editor.words(&alone["range"]), "“🚢 Nobody asked us what it would cost.”");
    assert!(!alone["why"].as_str().unwrap().is_empty());
    editor.finish();
}

#[test]
fn names_are_listed_with_every_mention() {
    let mut editor = opened(STORY);
    let names = editor.request("newsmark/entities", document());
    let keller = names.as_array().unwrap().iter().find(|n| n["name"] == "Maria Keller").unwrap();
    assert_eq!((&keller["kind"], &keller["titles"][0]), (&json!("person"), &json!("Mayor")));
    let mentions: Vec<_> = keller["mentions"].as_array().unwrap().iter().map(|r| editor.words(r)).collect();
    assert_eq!(mentions, ["Maria Keller", "Keller"]);
    editor.finish();
}

#[test]
fn the_timeline_is_in_order_of_time_and_has_a_picture() {
    let mut editor = opened(
        "LISBON, May 10, 2017 — The summit will be held in Oslo on June 3.\n\nEnvoys signed a treaty on May 4.\n",
    );
    let line = editor.request("newsmark/timeline", document());
    let events = line["events"].as_array().unwrap();
    let shown: Vec<_> = events.iter().map(|e| e["when"].as_str().unwrap()).collect();
    assert_eq!(shown, ["2017-05-04", "2017-06-03"]);
    assert!(editor.words(&events[1]["range"]).contains("summit"), "{}", events[1]);
    assert!(line["svg"].as_str().unwrap().starts_with("<svg"));
    let gone = json!({"textDocument": {"uri": "file:///not/open.txt"}});
    assert_eq!(editor.request("newsmark/timeline", gone), Value::Null);
    editor.finish();
}
