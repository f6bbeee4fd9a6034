//! Comparing words of the copy whatever their capitals and marks.

/// The words of `text` in small letters, without marks and possessives; a curly apostrophe counts as a straight one.
pub fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('’', "'");
    lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|w| w.trim_matches('\''))
        .map(|w| w.strip_suffix("'s").unwrap_or(w))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `words` behind one another with a space round each, so that whole words can be searched.
pub fn line(words: &[String]) -> String {
    let mut line = String::from(" ");
    for word in words {
        line.push_str(word);
        line.push(' ');
    }
    line
}

/// `text`, cut to `most` characters with an ellipsis.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_capitals_do_not_count() {
        assert_eq!(words("“We’ll see,” Trump’s aide said."), ["we'll", "see", "trump", "aide", "said"]);
        assert_eq!(shortened("one two three", 8), "one two…");
    }
}
