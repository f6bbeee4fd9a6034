"""One session for each editor whose capabilities pytest-lsp knows."""

import os
import pathlib

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SERVER = os.environ.get("NEWSMARK_BIN", str(ROOT / "target/debug/newsmark"))
EDITORS = ["neovim_v0.11.0", "neovim_v0.10.0", "emacs_v29.1", "visual_studio_code_v1.65.2"]


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[SERVER, "lsp"]), params=EDITORS)
async def client(request, lsp_client: LanguageClient):
    """An editor that has been through `initialize`, and that ends the session in order."""
    options = {"settle": 0}
    lsp_client.set_configuration({"newsmark": options})
    await lsp_client.initialize_session(
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
