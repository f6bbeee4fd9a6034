//! Every setting of an editor in one table, from which `package.json` of the VS Code extension and the tables of the
//! documentation are written.

/// Who acts on a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// The server, for every client; VS Code's extension has it too.
    Server,
    /// The server, for clients that set it themselves; VS Code's extension answers the question in its own way.
    OtherClients,
    /// VS Code's extension alone.
    VsCode,
}

/// What a setting may be, and what it is unless somebody sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// True or false.
    Switch(bool),
    /// A whole number of milliseconds, from zero.
    Milliseconds(u64),
    /// One of several words, each with what it means (empty: it says so itself); the first holds unless another is set.
    Choice(&'static [(&'static str, &'static str)]),
    /// Any text; empty unless set.
    Text,
}

/// Where VS Code lets a setting be set: its `scope`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// For a window.
    Window,
    /// Also for a folder of a window.
    Resource,
    /// For a machine, and for what a trusted folder says.
    Machine,
}

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name, without `newsmark.`; a dot stands between a group and its member.
    pub key: &'static str,
    /// Who acts on it.
    pub acts: For,
    /// What it may be.
    pub value: Value,
    /// Where it may be set in VS Code.
    pub scope: Scope,
    /// What it does, in Markdown, a whole sentence or more.
    pub about: &'static str,
}

use For::{OtherClients, Server, VsCode};
use Scope::{Machine, Resource, Window};
use Value::{Choice, Milliseconds, Switch, Text};

const fn setting(key: &'static str, acts: For, value: Value, scope: Scope, about: &'static str) -> Setting {
    Setting { key, acts, value, scope, about }
}

/// All settings, in the order in which they are shown.
pub const SETTINGS: [Setting; 13] = [
    setting(
        "check",
        VsCode,
        Choice(&[
            ("ask", "Checks what has opted in, and offers once for each folder to check the rest."),
            ("always", "Checks every Markdown and plain text document."),
            ("optedIn", "Checks what has opted in and never asks."),
        ]),
        Resource,
        "Which documents are checked. A document opts in by its name (`.nm.md`, `.wire`), by `newsmark:` in its front matter, or by a `newsmark.toml` in a folder above it.",
    ),
    setting(
        "onlyOptedIn",
        OtherClients,
        Switch(false),
        Window,
        "Leaves alone what has not opted in: by its name (`.nm.md`, `.wire`), by `newsmark:` in its front matter, or by a `newsmark.toml` in a folder above it.",
    ),
    setting(
        "settle",
        Server,
        Milliseconds(1500),
        Window,
        "Milliseconds that a finding about something missing (a speaker, a closing quotation mark) waits in the paragraph you are typing in. Saving, or typing elsewhere, shows it at once. `0` never waits.",
    ),
    setting(
        "inlayHints.speakers",
        Server,
        Switch(true),
        Window,
        "Shows at a quotation who \"he\" or \"the minister\" is. In VS Code this needs `editor.inlayHints.enabled`.",
    ),
    setting(
        "inlayHints.dates",
        Server,
        Switch(true),
        Window,
        "Shows which day \"May 10\" or \"Monday\" was. In VS Code this needs `editor.inlayHints.enabled`.",
    ),
    setting(
        "outline.sections",
        Server,
        Switch(true),
        Window,
        "Lists sections in the outline; without them everything stands at the top level.",
    ),
    setting(
        "outline.events",
        Server,
        Switch(true),
        Window,
        "Lists events in the outline, with date and place.",
    ),
    setting(
        "outline.quotes",
        Server,
        Switch(false),
        Window,
        "Lists quotations in the outline, under who says them.",
    ),
    setting(
        "outline.order",
        Server,
        Choice(&[("text", ""), ("date", "")]),
        Window,
        "Order of the events of a section; with `date` those without a date come last. VS Code sorts its own outline; *Newsmark: Timeline* is always in order of time.",
    ),
    setting(
        "codeLens",
        Server,
        Switch(true),
        Window,
        "Counts quotations and mentions above the first mention of everybody who is quoted. In VS Code this needs `editor.codeLens`.",
    ),
    setting(
        "diagnostics",
        OtherClients,
        Choice(&[("", ""), ("push", "")]),
        Window,
        "`\"push\"` pushes findings also to a client that could pull; read at `initialize` only.",
    ),
    setting(
        "server.path",
        VsCode,
        Text,
        Machine,
        "The `newsmark` program to run. Empty: the one that came with this extension, else the one on your `PATH`. `~` is your home folder.",
    ),
    setting(
        "trace.server",
        VsCode,
        Choice(&[("off", ""), ("messages", ""), ("verbose", "")]),
        Window,
        "Writes what VS Code and the server say to each other to the output *Newsmark Trace*.",
    ),
];
