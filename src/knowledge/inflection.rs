//! The forms of English verbs and nouns, by the rules of spelling. The build script makes the list of forms with it.

/// The form of a verb, in the order of `VerbForm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// sign
    Base,
    /// signs
    Third,
    /// met, when the participle has the same form too
    Past,
    /// taken
    Participle,
    /// signing
    Ing,
}

/// All forms of a verb.
pub fn verb_forms(base: &str, irregular: Option<(&str, &str)>) -> Vec<(Form, String)> {
    let mut forms = vec![(Form::Base, base.to_owned()), (Form::Third, with_s(base))];
    let stem = doubled(base);
    forms.push((Form::Ing, ing(base, &stem)));
    match irregular {
        Some((past, participle)) => {
            forms.push((Form::Past, past.to_owned()));
            forms.push((Form::Participle, participle.to_owned()));
        }
        None => forms.push((Form::Past, ed(base, &stem))),
    }
    // British and American: "cancelled" and "canceled", "travelling" and "traveling".
    if base.ends_with(['l', 'p']) && stem.len() == base.len() && vowels(base) > 1 && ends_cvc(base) {
        let last = &base[base.len() - 1..];
        forms.push((Form::Past, format!("{base}{last}ed")));
        forms.push((Form::Ing, format!("{base}{last}ing")));
    }
    forms
}

/// The word with its `s`: the third person of a verb, the plural of a noun.
pub fn with_s(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y')
        && !stem.ends_with(is_vowel)
    {
        return format!("{stem}ies");
    }
    if let Some(stem) = word.strip_suffix("man") {
        return format!("{stem}men");
    }
    if let Some(stem) = word.strip_suffix("is").filter(|s| s.len() > 2) {
        return format!("{stem}es");
    }
    let hissing = ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| word.ends_with(e)) && !word.ends_with("io");
    format!("{word}{}", if hissing { "es" } else { "s" })
}

fn ed(base: &str, stem: &str) -> String {
    if base.ends_with('e') {
        return format!("{base}d");
    }
    match base.strip_suffix('y') {
        Some(short) if !short.ends_with(is_vowel) => format!("{short}ied"),
        _ => format!("{stem}ed"),
    }
}

fn ing(base: &str, stem: &str) -> String {
    if let Some(short) = base.strip_suffix("ie") {
        return format!("{short}ying");
    }
    match base.strip_suffix('e') {
        Some(short) if !short.ends_with(['e', 'o', 'y']) && short.len() > 1 => format!("{short}ing"),
        _ => format!("{stem}ing"),
    }
}

/// The base with its last consonant doubled where a short stressed vowel stands before it: *stop*, *admit*.
fn doubled(base: &str) -> String {
    const STRESSED_LAST: [&str; 12] = [
        "admit", "commit", "permit", "submit", "refer", "prefer", "occur", "incur", "deter", "recur",
        "transfer", "control",
    ];
    let stressed =
        vowels(base) == 1 || STRESSED_LAST.contains(&base) || base.ends_with("set") || base.ends_with("cut");
    if stressed && ends_cvc(base) { format!("{base}{}", &base[base.len() - 1..]) } else { base.to_owned() }
}

/// Whether the word ends in consonant, one vowel, consonant; `w`, `x` and `y` are never doubled.
fn ends_cvc(base: &str) -> bool {
    let mut last = base.chars().rev();
    let (Some(c), Some(v), Some(b)) = (last.next(), last.next(), last.next()) else { return false };
    !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y') && is_vowel(v) && (!is_vowel(b) || base.contains("qu"))
}

fn vowels(word: &str) -> usize {
    let mut count = 0;
    let mut in_vowel = false;
    for c in word.chars() {
        let vowel = is_vowel(c);
        count += usize::from(vowel && !in_vowel);
        in_vowel = vowel;
    }
    count
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_spelling_rules() {
        let forms = |base| verb_forms(base, None).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(forms("stop"), ["stop", "stops", "stopping", "stopped"]);
        assert_eq!(
            forms("cancel"),
            ["cancel", "cancels", "canceling", "canceled", "cancelled", "cancelling"]
        );
        assert_eq!(forms("die"), ["die", "dies", "dying", "died"]);
        assert_eq!(forms("study"), ["study", "studies", "studying", "studied"]);
        assert_eq!(with_s("crisis"), "crises");
    }
}
