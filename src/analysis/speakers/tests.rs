//! Who said what, on short texts of our own: one line a quotation, `first words -> source phrase`.

use crate::analysis::speakers::QuoteStatus;
use crate::analysis::{Confidence, Options, Story};
use crate::syntax::Mode;

/// `first word of the quotation -> source`, joined by `; `.
fn who(text: &str) -> String {
    let story = Story::read(text, Mode::Line, Options::default());
    let line = |q: &std::sync::Arc<crate::analysis::speakers::Quote>| {
        let part = q.parts[0];
        let prose = story.document.blocks()[part.block as usize].prose();
        let words = part.range.of(prose).trim_matches(|c: char| !c.is_alphanumeric());
        let first = words.split_whitespace().next().unwrap_or_default();
        let source = match (&q.speaker, q.status, q.missing) {
            (Some(s), ..) => s.text.clone(),
            (None, QuoteStatus::NotSpeech, _) => "no speech".into(),
            (None, _, Some(Confidence::High)) => "nobody!".into(),
            (None, ..) => "nobody".into(),
        };
        format!("{first} -> {source}")
    };
    story.article.quotes.iter().map(line).collect::<Vec<_>>().join("; ")
}

#[test]
fn the_source_may_follow_in_either_order() {
    assert_eq!(who("“We will rebuild the bridge,” Moreno said."), "We -> Moreno");
    assert_eq!(who("“We will rebuild the bridge,” said Ana Moreno, the mayor."), "We -> Ana Moreno");
    assert_eq!(
        who("\"We will rebuild the bridge,\" a spokesman for the port said on Monday."),
        "We -> a spokesman"
    );
    assert_eq!(who("“Will it rain all day again?” the farmer asked."), "Will -> the farmer");
    assert_eq!(who("“It was never going to be easy,” according to Moreno."), "It -> Moreno");
}

#[test]
fn appositions_and_relative_clauses_stand_between_source_and_verb() {
    assert_eq!(
        who("“The dam is safe for now,” Ana Moreno, an engineer from Lund, Sweden, said."),
        "The -> Ana Moreno"
    );
    assert_eq!(who("“The dam is safe for now,” Moreno, who built it, said."), "The -> Moreno");
    assert_eq!(who("“The dam is safe for now,” Rep. Ana Moreno (D-N.Y.) said."), "The -> Rep. Ana Moreno");
}

#[test]
fn the_source_may_lead_in() {
    assert_eq!(who("Moreno said: “The dam is safe for now.”"), "The -> Moreno");
    assert_eq!(who("Asked about the dam, Moreno replied, “It is safe for now.”"), "It -> Moreno");
    assert_eq!(
        who("In a letter to the board, Moreno wrote that “the dam is safe for now.”"),
        "the -> Moreno"
    );
    assert_eq!(who("Moreno left the room, saying, “I have heard enough of this.”"), "I -> Moreno");
    assert_eq!(who("Moreno: “The dam is safe for now.”"), "The -> Moreno");
}

#[test]
fn a_second_quotation_of_the_paragraph_has_the_speaker_of_the_first() {
    assert_eq!(who("“It is over,” Moreno said. “We lost, and we lost badly.”"), "It -> Moreno; We -> Moreno");
    assert_eq!(who("“It is over,” Moreno said, “and we lost it badly.”"), "It -> Moreno; and -> Moreno");
}

#[test]
fn a_quotation_may_run_over_paragraphs() {
    let text = "Moreno said: “The dam is safe for now.\n“We will look at it again in May.”\n";
    assert_eq!(who(text), "The -> Moreno");
    let text = "“The dam is safe for now,” Moreno said. “We looked.\n“We will look at it again in May.”\n";
    assert_eq!(who(text), "The -> Moreno; We -> Moreno");
}

#[test]
fn the_paragraph_before_may_lead_in() {
    let text = "Moreno put out a statement on Friday:\n“The dam is safe and it will stay safe.”\n";
    assert_eq!(who(text), "The -> Moreno");
    let text = "“The dam is safe and it will stay safe.”\n— Ana Moreno, engineer\n";
    assert_eq!(who(text), "The -> Ana Moreno");
}

#[test]
fn a_quotation_alone_behind_plain_prose_has_no_speaker() {
    let text = "The board met on Friday and sent everyone home.\n“The dam is safe and it will stay safe.”\n";
    assert_eq!(who(text), "The -> nobody!");
}

#[test]
fn words_at_a_distance_are_not_speech() {
    assert_eq!(
        who("The two sides agreed to go on with talks between the city and the “opposition”."),
        "opposition -> no speech"
    );
    assert_eq!(
        who("When asked if there was an “exit strategy,” Moreno said that there was none."),
        "exit -> no speech"
    );
}

#[test]
fn what_follows_may_report_something_else() {
    assert_eq!(
        who(
            "Even as Moreno claimed that “the dam is safe for now,” one of the engineers said the tests were not done."
        ),
        "the -> Moreno"
    );
}

#[test]
fn marks_of_every_kind_pair() {
    assert_eq!(
        who("‘It is over,’ Moreno said. ‘We lost the ’90s team’s cup.’"),
        "It -> Moreno; We -> Moreno"
    );
    assert_eq!(who("”It is over and done,“ Moreno said."), "It -> Moreno");
    assert_eq!(who("\"The door is 6'2\" high and it will do,\" Moreno said."), "The -> Moreno");
}

/// Whom the phrase of each quotation means: a name, `-` for nobody, `A or B` where both fit.
fn whom(text: &str) -> String {
    let story = Story::read(text, Mode::Line, Options::default());
    let article = &story.article;
    let one = |q: &crate::analysis::speakers::Quote| {
        let speaker = q.speaker.as_ref()?;
        let rivals: Vec<&str> =
            speaker.rivals.iter().map(|e| article.entities[*e as usize].name.as_str()).collect();
        speaker.name.clone().or_else(|| (!rivals.is_empty()).then(|| rivals.join(" or ")))
    };
    article.quotes.iter().map(|q| one(q).unwrap_or("-".into())).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_pronoun_means_who_leads_the_paragraph() {
    let text = "Mr. Paul Hansen praised Mr. Peter Olsen for his work.\n“It is a fine bridge,” he said.\n";
    assert_eq!(whom(text), "Paul Hansen");
    let text = "Mr. Paul Hansen opened the bridge.\nMr. Peter Olsen was not pleased. “It is far too narrow,” he said.\n";
    assert_eq!(whom(text), "Peter Olsen");
}

#[test]
fn a_pronoun_agrees_in_gender() {
    let text = "Paul Hansen met Anna Olsen. “The bridge is safe for now,” she said.\n";
    assert_eq!(whom(text), "Anna Olsen");
}

#[test]
fn who_is_named_in_the_quotation_is_hardly_its_speaker() {
    let text = "Mr. Paul Hansen and Mr. Peter Olsen met. “Olsen was late again today,” he said.\n";
    assert_eq!(whom(text), "Paul Hansen");
}

#[test]
fn somebody_without_a_name_speaks_as_nobody() {
    let text =
        "Paul Hansen opened the bridge.\nA man in a red coat shouted. “It is far too narrow,” he said.\n";
    assert_eq!(whom(text), "-");
}

#[test]
fn descriptions_mean_who_was_introduced_so() {
    let text = "Senator Paul Hansen met Mayor Anna Olsen.\n“The bridge will stay open,” the mayor said. “It leaks,” the lawmaker said.\n";
    assert_eq!(whom(text), "Anna Olsen; Paul Hansen");
    assert_eq!(whom("“It leaks badly every day,” the mayor, Anna Olsen, said."), "Anna Olsen");
    assert_eq!(whom("Paul Hansen opened the bridge.\n“It leaks badly every day,” the judge said.\n"), "-");
}

#[test]
fn who_is_named_beside_an_office_bears_it() {
    let text = "The governor of Kuma State, Paul Hansen, said the road was late.\n“We want it open by May,” the governor said.\n";
    assert_eq!(whom(text), "Paul Hansen");
}

#[test]
fn a_president_is_no_vice_president() {
    let text = "President Paul Hansen met Vice President Peter Olsen.\nVice President Peter Olsen spoke first.\n“We want it open by May,” the president said.\n";
    assert_eq!(whom(text), "Paul Hansen");
}

#[test]
fn several_who_speak_together_are_all_named() {
    let text = "Paul Hansen and Anna Olsen said: “We want it open by May.”\n";
    assert_eq!(whom(text), "Paul Hansen and Anna Olsen");
    let text = "Paul Hansen met Anna Olsen. “We want it open by May,” said Hansen’s lawyer, Peter Lund.\n";
    assert_eq!(whom(text), "Peter Lund");
}

#[test]
fn the_subject_of_the_sentence_before_goes_before_who_is_only_mentioned() {
    let text =
        "Anna Olsen opened the bridge. Mary Lund was proud of Olsen. “It is a fine bridge,” she said.\n";
    assert_eq!(whom(text), "Mary Lund");
}

#[test]
fn a_reason_says_whom_the_phrase_means() {
    let text = "Paul Hansen met Anna Olsen. “The bridge is safe for now,” she said.\n";
    let story = Story::read(text, Mode::Line, Options::default());
    let why = &story.article.quotes[0].why;
    assert_eq!(why, "“she said” follows the quote; “she” is Anna Olsen, whom the story speaks of here");
    let text = "“It is over. We lost.” “We go home,” Anna Olsen, who led the search, said.\n";
    let story = Story::read(text, Mode::Line, Options::default());
    assert_eq!(story.article.quotes[0].why, "Anna Olsen speaks later in the paragraph");
    assert_eq!(story.article.quotes[1].why, "“Anna Olsen … said” follows the quote");
}
