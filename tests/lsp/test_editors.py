"""What a writer meets, in each editor."""

import asyncio
import re

import pytest
from lsprotocol import types

STORY = """\
LISBON, May 10, 2017 — Mayor Maria Keller opened the bridge on Monday.

“We built it in a year,” Keller said. “Nobody believed us when we began, and yet here we are.”

“𝔸 bridge 🇵🇹 will last,” she said.

## The cost

It was TK euros, said Thomas Berg, a council member.
"""


# The line ends of the protocol; U+2028 is none.
LINE_END = re.compile("\r\n|\n|\r")


class Document:
    """A document that is open in `client`; keeps the editor's copy of the text."""

    def __init__(self, client, text, language="markdown", uri="untitled:story"):
        self.client, self.text, self.uri, self.version = client, text, uri, 1
        item = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    @property
    def id(self):
        return types.TextDocumentIdentifier(uri=self.uri)

    @property
    def encoding(self):
        chosen = self.client.agreed.capabilities.position_encoding
        return getattr(chosen, "value", chosen) or "utf-16"

    def units(self, text):
        if self.encoding == "utf-8":
            return len(text.encode())
        return len(text) if self.encoding == "utf-32" else len(text.encode("utf-16-le")) // 2

    def position(self, index):
        lines = LINE_END.split(self.text[:index])
        return types.Position(line=len(lines) - 1, character=self.units(lines[-1]))

    def on(self, words):
        """The position one letter into the first `words`."""
        return self.position(self.text.index(words) + 1)

    def index(self, position):
        starts = [0, *(end.end() for end in LINE_END.finditer(self.text))]
        start = starts[position.line]
        line = LINE_END.split(self.text[start:])[0]
        return start + next(i for i in range(len(line) + 1) if self.units(line[:i]) >= position.character)

    def words(self, range_):
        return self.text[self.index(range_.start) : self.index(range_.end)]

    def insert(self, behind, words):
        at = self.text.index(behind) + len(behind)
        place = types.Range(start=self.position(at), end=self.position(at))
        self.text = self.text[:at] + words + self.text[at:]
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version),
                content_changes=[types.TextDocumentContentChangePartial(range=place, text=words)],
            )
        )

    async def findings(self):
        """What the editor shows, pushed or pulled, whichever was agreed."""
        if self.client.agreed.capabilities.diagnostic_provider:
            report = await self.client.text_document_diagnostic_async(
                types.DocumentDiagnosticParams(text_document=self.id)
            )
            found = report.items
        else:
            # Every version is published, also one without findings.
            while self.client.versions.get(self.uri) != self.version:
                await asyncio.wait_for(self.client.wait_for_notification("textDocument/publishDiagnostics"), 30)
            found = self.client.diagnostics[self.uri]
        return [f"{d.code}: {self.words(d.range)}" for d in found]


@pytest.fixture
def document(client):
    return lambda *args, **kwargs: Document(client, *args, **kwargs)


async def test_findings_follow_the_text(client, document):
    story = document(STORY)
    assert await story.findings() == ["story/placeholder: TK"]
    story.insert("𝔸 bridge 🇵🇹", " of stone")
    assert await story.findings() == ["story/placeholder: TK"]
    story.insert("It was ", "XXX or ")
    assert await story.findings() == ["story/placeholder: XXX", "story/placeholder: TK"]


TRAPS = "é “𝔸” 🇫🇷 👩‍👩‍👧 e\u0301\u2028 "


async def test_columns_behind_every_trap(client, document):
    """Characters outside the basic plane, flags, families, combining marks, all line ends, U+2028: in one text."""
    story = document(f"{TRAPS}It cost TK.\r\n\r\n{TRAPS}It cost XXX.\r\r{TRAPS}It cost TK.\n", language="plaintext")
    expected = ["story/placeholder: TK", "story/placeholder: XXX", "story/placeholder: TK"]
    assert await story.findings() == expected
    # Typed behind the traps, and into them: between the two halves of a flag, behind a combining mark.
    for behind, words in [("It cost XXX", "𝔸🇵🇹"), ("\r\r" + TRAPS, "👩‍👧 "), ("🇫", "x"), ("e\u0301", "\u0301")]:
        story.insert(behind, words)
        assert (await story.findings())[0] == expected[0]
    story.insert("\r\n\r\n", "TK ")
    assert (await story.findings())[:2] == ["story/placeholder: TK", "story/placeholder: TK"]


async def test_hover_names_the_speaker(client, document):
    story = document(STORY)
    hover = await client.text_document_hover_async(
        types.HoverParams(text_document=story.id, position=story.on("bridge 🇵🇹"))
    )
    assert "Maria Keller" in hover.contents.value
    assert story.words(hover.range) == "“𝔸 bridge 🇵🇹 will last,”"


async def test_the_outline_has_the_sections(client, document):
    story = document(STORY)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=story.id))
    assert "The cost" in [s.name for s in symbols]


async def test_every_mention_is_highlighted(client, document):
    story = document(STORY)
    found = await client.text_document_document_highlight_async(
        types.DocumentHighlightParams(text_document=story.id, position=story.on("Keller said"))
    )
    assert [story.words(h.range) for h in found] == ["Maria Keller", "Keller", "she"]


async def test_she_is_explained(client, document):
    story = document(STORY)
    whole = types.Range(start=types.Position(0, 0), end=types.Position(99, 0))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(text_document=story.id, range=whole))
    assert "→ Keller" in [h.label for h in hints]


async def test_a_quotation_can_be_annotated(client, document):
    story = document(STORY)
    place = story.on("bridge 🇵🇹")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=story.id,
            range=types.Range(start=place, end=place),
            context=types.CodeActionContext(diagnostics=[]),
        )
    )
    action = next(a for a in actions if a.title == "Annotate as a quote by Maria Keller")
    for edit in reversed(action.edit.changes[story.uri]):
        start, end = story.index(edit.range.start), story.index(edit.range.end)
        story.text = story.text[:start] + edit.new_text + story.text[end:]
    assert '[“𝔸 bridge 🇵🇹 will last,”]{.quote by="Maria Keller"} she said.' in story.text


async def test_completion_proposes_the_people_of_the_story(client, document):
    story = document(STORY + "\n[“Yes”]{.quote by=")
    items = await client.text_document_completion_async(
        types.CompletionParams(text_document=story.id, position=story.position(len(story.text)))
    )
    items = getattr(items, "items", items)
    assert [i.label for i in items][:2] == ["Maria Keller", "Thomas Berg"]
    resolved = await client.completion_item_resolve_async(items[0])
    assert "Maria Keller" in resolved.documentation.value


async def test_answers_to_everything_else_can_be_read(client, document):
    """The types of the client are strict: an answer of the wrong form is an error here."""
    story = document(STORY)
    params = {"text_document": story.id}
    at = {**params, "position": story.on("Keller said")}
    await client.text_document_definition_async(types.DefinitionParams(**at))
    await client.text_document_references_async(
        types.ReferenceParams(**at, context=types.ReferenceContext(include_declaration=True))
    )
    await client.text_document_prepare_rename_async(types.PrepareRenameParams(**at))
    await client.text_document_folding_range_async(types.FoldingRangeParams(**params))
    await client.text_document_selection_range_async(types.SelectionRangeParams(**params, positions=[at["position"]]))
    await client.text_document_code_lens_async(types.CodeLensParams(**params))
    await client.text_document_document_link_async(types.DocumentLinkParams(**params))
    await client.text_document_formatting_async(
        types.DocumentFormattingParams(**params, options=types.FormattingOptions(tab_size=2, insert_spaces=True))
    )
    tokens = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(**params))
    assert len(tokens.data) % 5 == 0 and tokens.data
    delta = await client.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(**params, previous_result_id=tokens.result_id)
    )
    assert not delta.edits
    line = types.Range(start=types.Position(0, 0), end=types.Position(1, 0))
    part = await client.text_document_semantic_tokens_range_async(types.SemanticTokensRangeParams(**params, range=line))
    assert 0 < len(part.data) < len(tokens.data)
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams(query="keller"))
    assert "Maria Keller" in [s.name for s in found]


async def test_nothing_is_left_of_a_document_that_is_closed(client, document):
    story = document("One TK.\n", uri="untitled:Notiz%20(1)%20%C3%A9.md")
    assert await story.findings() == ["story/placeholder: TK"]
    client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=story.id))
    if client.agreed.capabilities.diagnostic_provider:
        assert await story.findings() == []
    else:
        while client.diagnostics[story.uri]:
            await asyncio.wait_for(client.wait_for_notification("textDocument/publishDiagnostics"), 30)
    hover = await client.text_document_hover_async(
        types.HoverParams(text_document=story.id, position=types.Position(0, 1))
    )
    assert hover is None


async def test_snippets_are_sent_to_those_who_can_use_them(client, document):
    story = document("He said [“No.”]{")
    items = await client.text_document_completion_async(
        types.CompletionParams(text_document=story.id, position=story.position(len(story.text)))
    )
    item = next(i for i in getattr(items, "items", items) if i.label == ".quote")
    completion = client.capabilities.text_document.completion
    can = completion and completion.completion_item and completion.completion_item.snippet_support
    assert ("$" in item.text_edit.new_text) == bool(can)


async def test_notebooks_are_let_be(client, document):
    cell = document("It cost TK.\n", uri="vscode-notebook-cell:/desk/a.ipynb#W0")
    story = document("It cost TK.\n")
    assert await story.findings() == ["story/placeholder: TK"]
    assert cell.uri not in client.diagnostics


async def test_two_documents_do_not_mix(client, document):
    first = document("One TK.\n", uri="untitled:one")
    second = document("Nothing here.\n", uri="file:///c%3A/desk/two.txt", language="plaintext")
    assert await second.findings() == []
    assert await first.findings() == ["story/placeholder: TK"]


async def test_the_registry_beside_the_articles_is_in_force(client, document):
    story = document("Foreign Minister Sergey Lavrov left Hamburg on Monday.\n\nLavrov said little.\n")
    assert await story.findings() == ["entity/spelling: Sergey Lavrov"]
    at = {"text_document": story.id, "position": story.on("Sergey Lavrov")}
    hover = await client.text_document_hover_async(types.HoverParams(**at))
    assert "Sergei Lavrov" in hover.contents.value and "Not: Sergey Lavrov" in hover.contents.value
    found = await client.text_document_definition_async(types.DefinitionParams(**at))
    first = found[0] if isinstance(found, list) else found
    target = first.target_uri if isinstance(first, types.LocationLink) else first.uri
    assert target.endswith("/tests/articles/entities.toml")
    whole = types.Range(start=story.on("Sergey Lavrov"), end=story.on("Sergey Lavrov"))
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=story.id, range=whole, context=types.CodeActionContext(diagnostics=[])
        )
    )
    mend = next(a for a in actions if a.title == "Use house spelling: Sergei Lavrov")
    assert [e.new_text for e in mend.edit.changes[story.uri]] == ["Sergei Lavrov"]
