//! The page of a rule: the doc comment at the head of its file.

/// The headings of every page, in order.
pub const HEADINGS: [&str; 5] = ["What it flags", "Why it matters", "Examples", "Limits", "Settings"];

/// What an example of a page must give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// Exactly one finding of the rule.
    Flag,
    /// No finding of the rule.
    Ok,
    /// The text of the flagged example before it, once its first fix is applied; a second one behind it shows the second.
    Fixed,
}

/// One fenced example: ` ```news,flag `, ` ```news,ok `; ` ```news,fixed ` follows ` ```news,flag,fix `.
///
/// Words behind a colon set the stage: `date:2017-05-10` gives the publication date, `md` reads the example as Markdown
/// (as front matter does), `transcript:…` to the end of the line is what the file `talk.txt` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it must give.
    pub expectation: Expectation,
    /// Whether the example that follows is the text after the fix.
    pub fix: bool,
    /// Whether it is read in Markdown mode.
    pub markdown: bool,
    /// The publication date.
    pub date: Option<String>,
    /// What the transcript says that the copy names.
    pub transcript: Option<String>,
    /// The copy.
    pub text: String,
    /// Line of the page on which it begins, zero-based.
    pub line: usize,
}

/// The text of a page in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// All of it, its first line included.
    pub text: String,
}

impl Page {
    /// The leading `//!` comment of a rule's source.
    pub fn of(source: &str) -> Self {
        let mut text = String::new();
        for line in source.lines().map_while(|l| l.strip_prefix("//!")) {
            text.push_str(line.strip_prefix(' ').unwrap_or(line).trim_end());
            text.push('\n');
        }
        Self { text }
    }

    /// The headings in order; a `#` inside an example is none.
    pub fn headings(&self) -> Vec<&str> {
        self.lines().filter(|(_, fenced)| !fenced).filter_map(|(l, _)| l.strip_prefix("# ")).collect()
    }

    /// The text under `heading`, trimmed; empty where the page lacks it.
    pub fn section(&self, heading: &str) -> String {
        let is_heading = |(line, fenced): &(&str, bool)| !fenced && line.starts_with("# ");
        let lines: Vec<&str> = self
            .lines()
            .skip_while(|l| !is_heading(l) || l.0[2..] != *heading)
            .skip(1)
            .take_while(|l| !is_heading(l))
            .map(|(line, _)| line)
            .collect();
        lines.join("\n").trim().to_owned()
    }

    /// The lines, each with whether it belongs to an example.
    fn lines(&self) -> impl Iterator<Item = (&str, bool)> {
        let mut fenced = false;
        self.text.lines().map(move |line| {
            let fence = line.starts_with("```");
            fenced ^= fence;
            (line, fenced || fence)
        })
    }

    /// The first paragraph: the rule in one or two sentences.
    pub fn lead(&self) -> &str {
        self.text.split("\n\n").next().unwrap_or_default().trim()
    }

    /// The registry that the examples are read with: the fence ` ```toml ` of the page; empty where there is none.
    pub fn registry(&self) -> String {
        let lines = self.text.lines().skip_while(|l| *l != "```toml").skip(1).take_while(|l| *l != "```");
        lines.fold(String::new(), |text, line| text + line + "\n")
    }

    /// The examples in order.
    pub fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        let mut open: Option<Example> = None;
        for (number, line) in self.text.lines().enumerate() {
            match &mut open {
                Some(example) if line == "```" => {
                    example.text.truncate(example.text.trim_end().len());
                    examples.extend(open.take());
                }
                Some(example) => {
                    example.text.push_str(line);
                    example.text.push('\n');
                }
                None => open = line.strip_prefix("```news,").map(|info| example(info, number)),
            }
        }
        examples
    }
}

fn example(info: &str, line: usize) -> Example {
    let mut example = Example {
        expectation: Expectation::Ok,
        fix: false,
        markdown: false,
        date: None,
        transcript: None,
        text: String::new(),
        line,
    };
    let (words, transcript) = match info.split_once(",transcript:") {
        Some((words, transcript)) => (words, Some(transcript.to_owned())),
        None => (info, None),
    };
    example.transcript = transcript;
    for word in words.split(',') {
        match word.trim() {
            "flag" => example.expectation = Expectation::Flag,
            "fixed" => example.expectation = Expectation::Fixed,
            "fix" => example.fix = true,
            "md" => example.markdown = true,
            word => example.date = word.strip_prefix("date:").map(str::to_owned).or(example.date),
        }
    }
    example
}
