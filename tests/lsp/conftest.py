"""One session for each editor whose capabilities pytest-lsp knows, and for some that can do other things."""

import os
import pathlib

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SERVER = os.environ.get("NEWSMARK_BIN", str(ROOT / "target/debug/newsmark"))
EDITORS = ["neovim@0.11", "neovim@0.10", "emacs@29", "visual_studio_code@1.65"]


def utf_8(can: types.ClientCapabilities):
    can.general.position_encodings = ["utf-8", "utf-16"]


def utf_32(can: types.ClientCapabilities):
    can.general.position_encodings = ["utf-32"]


def pulls(can: types.ClientCapabilities):
    can.text_document.diagnostic = types.DiagnosticClientCapabilities()
    can.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)


def is_pushed(can: types.ClientCapabilities):
    can.text_document.diagnostic = None


def is_bare(can: types.ClientCapabilities):
    """Can open and change documents, and nothing more."""
    can.general = can.window = None
    can.workspace = types.WorkspaceClientCapabilities()
    can.text_document = types.TextDocumentClientCapabilities(
        synchronization=types.TextDocumentSyncClientCapabilities(),
        # Without these pytest-lsp warns of answers that every client understands.
        completion=types.CompletionClientCapabilities(),
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(),
    )


# An editor with one thing changed.
VARIANTS = {
    "utf-8": ("neovim@0.11", utf_8),
    "utf-32": ("neovim@0.11", utf_32),
    "pull": ("visual_studio_code@1.65", pulls),
    "push": ("neovim@0.11", is_pushed),
    "bare": ("emacs@29", is_bare),
}


def capabilities(name: str) -> types.ClientCapabilities:
    base, change = VARIANTS.get(name, (name, None))
    can = client_capabilities(base)
    if can.general is None:
        can.general = types.GeneralClientCapabilities()
    if change:
        change(can)
    return can


def remember_version(client: LanguageClient, params: types.PublishDiagnosticsParams):
    """Keeps the version of the last list too, which pytest-lsp drops."""
    client.diagnostics[params.uri] = params.diagnostics
    client.versions[params.uri] = params.version


def accept_registration(client: LanguageClient, params: types.RegistrationParams):
    """Every editor here says that it can watch files, so the server may ask."""


DEFAULT_CLIENT_FEATURES[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = remember_version
DEFAULT_CLIENT_FEATURES[types.CLIENT_REGISTER_CAPABILITY] = accept_registration


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[SERVER, "lsp"]), params=[*EDITORS, *VARIANTS])
async def client(request, lsp_client: LanguageClient):
    """An editor that has been through `initialize`, and that ends the session in order."""
    options = {"settle": 0}
    lsp_client.set_configuration({"newsmark": options})
    lsp_client.versions = {}
    lsp_client.agreed = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities(request.param),
            process_id=os.getpid(),
            initialization_options=options,
            workspace_folders=[types.WorkspaceFolder(uri=(ROOT / "tests/articles").as_uri(), name="articles")],
        )
    )
    yield lsp_client
    await lsp_client.shutdown_session()
    errors = [m.message for m in lsp_client.log_messages if m.type == types.MessageType.Error]
    assert errors == []
