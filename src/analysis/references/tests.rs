//! References of short texts of our own.

use super::*;
use crate::analysis::{mentions, quotes, sentences, tokens};

/// `word:role` of each reference, with the gender cues behind a bar.
fn read(prose: &str) -> String {
    let tokens = tokens::tokenize(prose);
    let sentences = sentences::split(prose, &tokens);
    let quotes = quotes::scan(prose, &tokens);
    let mentions = mentions::find(prose, &tokens, &sentences);
    let found = find(prose, &tokens, &sentences, &quotes, &mentions);
    let line = |r: &Reference| format!("{}:{:?}", r.range.of(prose), r.role);
    let cue = |c: &GenderCue| format!("{} {:?}", mentions[c.mention as usize].range.of(prose), c.gender);
    let all = found.all.iter().map(line).collect::<Vec<_>>().join(" ");
    format!("{all} | {}", found.genders.iter().map(cue).collect::<Vec<_>>().join(", "))
}

#[test]
fn subjects_stand_out_and_quoted_names_do_not_count() {
    assert_eq!(
        read("Anna Hansen thanked Peter Olsen. “Tell Mr. Berg,” he said."),
        "Anna Hansen:Topic Peter Olsen:Object he:Topic | "
    );
    assert_eq!(
        read("His lawyer said Anna Hansen would pay."),
        "His:Owner lawyer:Topic Anna Hansen:Subject | "
    );
}

#[test]
fn a_pronoun_tells_the_gender_of_the_only_person_before_it() {
    assert_eq!(
        read("Bablu Dweng, who lost his boat, was angry. He left."),
        "Bablu Dweng:Topic his:Owner He:Topic | Bablu Dweng Male, Bablu Dweng Male"
    );
}

#[test]
fn somebody_without_a_name_is_brought_in() {
    assert_eq!(read("A man in a fleece shouted. He left."), "A:Topic He:Topic | ");
    assert_eq!(read("Anna Hansen, a teacher, left."), "Anna Hansen:Topic | ");
}
