"""One session for each editor whose capabilities pytest-lsp knows."""

import os
import pathlib

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SERVER = os.environ.get("NEWSMARK_BIN", str(ROOT / "target/debug/newsmark"))
EDITORS = ["neovim@0.11", "neovim@0.10", "emacs@29", "visual_studio_code@1.65"]


def remember_version(client: LanguageClient, params: types.PublishDiagnosticsParams):
    """Keeps the version of the last list too, which pytest-lsp drops."""
    client.diagnostics[params.uri] = params.diagnostics
    client.versions[params.uri] = params.version


def accept_registration(client: LanguageClient, params: types.RegistrationParams):
    """Every editor here says that it can watch files, so the server may ask."""


DEFAULT_CLIENT_FEATURES[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = remember_version
DEFAULT_CLIENT_FEATURES[types.CLIENT_REGISTER_CAPABILITY] = accept_registration


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[SERVER, "lsp"]), params=EDITORS)
async def client(request, lsp_client: LanguageClient):
    """An editor that has been through `initialize`, and that ends the session in order."""
    options = {"settle": 0}
    lsp_client.set_configuration({"newsmark": options})
    lsp_client.versions = {}
    lsp_client.agreed = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            process_id=os.getpid(),
            initialization_options=options,
            workspace_folders=[types.WorkspaceFolder(uri=(ROOT / "tests/articles").as_uri(), name="articles")],
        )
    )
    yield lsp_client
    await lsp_client.shutdown_session()
    errors = [m.message for m in lsp_client.log_messages if m.type == types.MessageType.Error]
    assert errors == []
