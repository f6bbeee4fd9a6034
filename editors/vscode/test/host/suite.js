// The installed package, asked through the vscode API inside the real extension host.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const bundled = (api) => path.join(extension().extensionPath, 'server', 'newsmark');
const extension = () => vscode.extensions.getExtension('newsmark.newsmark');
const folder = () => vscode.workspace.workspaceFolders[0].uri;
const story = () => fs.readFileSync(process.env.NEWSMARK_STORY, 'utf8');

async function until(what, condition, limit = Number(process.env.NEWSMARK_TEST_WAIT) || 15_000) {
  const end = Date.now() + limit;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function open(name, text) {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

const ruleOf = (diagnostic) => diagnostic.code?.value ?? diagnostic.code;
const found = (document, rule) =>
  vscode.languages
    .getDiagnostics(document.uri)
    .filter((one) => one.source === 'newsmark' && (!rule || ruleOf(one) === rule));
const unattributed = (document) =>
  until('quote/unattributed', () => {
    const all = found(document, 'quote/unattributed');
    return all.length > 0 && all;
  });

async function replace(document, line, old, text) {
  const at = document.lineAt(line).text.indexOf(old);
  assert.notEqual(at, -1, `line ${line} has no "${old}"`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(line, at, line, at + old.length), text);
  assert(await vscode.workspace.applyEdit(edit));
}

const configure = (key, value) =>
  vscode.workspace.getConfiguration('newsmark').update(key, value, vscode.ConfigurationTarget.Global);

/** Nothing is found in the document, even after a while. */
async function silent(document) {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.deepEqual(found(document), [], `${document.fileName} is checked`);
}

const noSpeaker = '“We will not go back to that table again.”\n';

describe('in a window of its own', () => {
  before(async function () {
    if (!process.env.NEWSMARK_HOST_GREP) this.skip();
    await open('first.txt', 'A story.\n');
    await until('the server', () => extension()?.isActive && extension().exports.server());
  });

  it('serves several folders, each with its own rules', async () => {
    const [one, two] = vscode.workspace.workspaceFolders;
    assert(two, 'there is one folder only');
    const placeholder = async (root) => {
      const uri = vscode.Uri.joinPath(root.uri, 'story.md');
      await vscode.workspace.fs.writeFile(uri, Buffer.from('The bridge cost TK euros.\n'));
      return vscode.workspace.openTextDocument(uri);
    };
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(one.uri, 'newsmark.toml'), Buffer.from('[rules]\n"story/placeholder" = "error"\n'));
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(two.uri, 'newsmark.toml'), Buffer.from('[rules]\n"story/placeholder" = "off"\n'));
    const first = await placeholder(one);
    const [finding] = await until('a finding', () => found(first).length > 0 && found(first));
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    await silent(await placeholder(two));
  });

  it('runs no program that a folder names which one does not trust', async () => {
    assert.equal(vscode.workspace.isTrusted, false, 'the folder is trusted');
    const { workspaceFolderValue, workspaceValue } = vscode.workspace.getConfiguration('newsmark').inspect('server.path');
    const named = fs.readFileSync(path.join(folder().fsPath, '.vscode/settings.json'), 'utf8');
    assert.match(named, /\/bin\/false/);
    assert.deepEqual([workspaceFolderValue, workspaceValue], [undefined, undefined], 'the setting of the folder counts');
    assert.equal(extension().exports.server().origin, 'bundled');
    await unattributed(await open('restricted.txt', noSpeaker));
  });
});

describe('the installed package', () => {
  let api;
  before(async () => {
    await open('first.txt', 'A story.\n');
    api = await until('activation', () => extension()?.isActive && extension().exports);
    await until('the server', () => api.server());
  });

  it('starts the server that it holds', () => {
    assert.equal(api.server().origin, 'bundled');
    assert.equal(api.server().path, bundled());
    assert(fs.statSync(bundled()).mode & 0o100, 'the server is not executable');
  });

  it('gives annotated articles their language, and leaves the others theirs', async () => {
    for (const [name, language] of [
      ['a.nm.md', 'newsmark'], ['a.wire', 'newsmark'], ['a.md', 'markdown'], ['a.txt', 'plaintext'],
    ]) {
      assert.equal((await open(name, 'A story.\n')).languageId, language, name);
    }
  });

  it('checks each of these languages', async () => {
    for (const name of ['b.nm.md', 'b.wire', 'b.md', 'b.txt']) {
      await unattributed(await open(name, noSpeaker));
    }
  });

  it('marks the right range after an emoji', async () => {
    const line = '🚢 Åbo näs. “We will not go back to that table again.” The talks ended.';
    const document = await open('emoji.txt', line + '\n');
    const all = await unattributed(document);
    assert.equal(all.length, 1);
    assert.equal(document.getText(all[0].range), line.match(/“.*”/)[0]);
  });

  it('checks a new document that has no file', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: noSpeaker });
    assert.equal(document.uri.scheme, 'untitled');
    await unattributed(document);
  });

  it('finds nothing to warn of in the bare story, and the quote whose speaker is deleted', async () => {
    const document = await open('lavrov.txt', story());
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.deepEqual(found(document).filter((one) => one.severity <= vscode.DiagnosticSeverity.Warning), []);

    const quote = document.lineAt(2).text.match(/“.*”/)[0];
    const start = Date.now();
    await replace(document, 2, 'Lavrov said', '');
    const all = await unattributed(document);
    assert(Date.now() - start >= 1_000, 'the finding did not wait for the edit to settle');
    assert.equal(all.length, 1);
    assert.equal(document.getText(all[0].range), quote);
    assert.equal(all[0].severity, vscode.DiagnosticSeverity.Warning);

    await vscode.commands.executeCommand('undo');
    await until('the finding to go', () => found(document, 'quote/unattributed').length === 0);
  });

  it('says on hover who a name is', async () => {
    const document = await open('hover.txt', story());
    const at = new vscode.Position(1, document.lineAt(1).text.indexOf('Lavrov') + 1);
    const text = await until('a hover', async () => {
      const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, at);
      return hovers.flatMap((hover) => hover.contents.map((one) => one.value ?? one)).join('\n');
    });
    assert.match(text, /Sergei Lavrov/);
    assert.match(text, /Russian Foreign Minister/);
  });

  it('outlines the events, as a tree', async () => {
    const document = await open('outline.txt', story());
    const tree = await until('an outline', () =>
      vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri));
    const all = (symbols) => symbols.flatMap((one) => [one, ...all(one.children)]);
    const events = all(tree).filter((one) => one.kind === vscode.SymbolKind.Event);
    const names = events.map((one) => one.name).join('\n');
    for (const wanted of [/press conference/, /G20 summit/, /took effect/]) assert.match(names, wanted);
    assert(tree.some((one) => one.children.length > 0), 'the outline is flat');
  });

  it('takes a changed setting without a reload: settle', async () => {
    const before = api.server();
    await configure('settle', 0);
    const document = await open('settle.txt', story());
    const start = Date.now();
    await replace(document, 2, 'Lavrov said', '');
    await unattributed(document);
    const took = Date.now() - start;
    await configure('settle', undefined);
    assert(took < 1_000, `the finding took ${took} ms`);
    assert.equal(api.server(), before, 'the server was restarted');
  });

  it('fixes what a quick fix can fix', async () => {
    const document = await open('fix.md', '“We built it in a year, and nobody believed us when we began to build it.\n\nNobody believes us now, and yet here we all are,” Maria Keller said.\n');
    const [finding] = await until('quote/multi-paragraph', () => {
      const all = found(document, 'quote/multi-paragraph');
      return all.length > 0 && all;
    });
    const fixes = await until('the fix', async () => {
      const all = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, finding.range, 'quickfix');
      return all?.find((one) => /open the paragraph/i.test(one.title));
    });
    assert(await vscode.workspace.applyEdit(fixes.edit));
    assert(document.lineAt(2).text.startsWith('“Nobody'), document.lineAt(2).text);
    await until('the finding to go', () => found(document, 'quote/multi-paragraph').length === 0);
  });

  it('renames an id in every file of the folder', async () => {
    const text = '[“We agree,”]{.quote by=keller} [Maria Keller]{.person #keller} said.\n';
    const other = await open('rename-b.nm.md', '[“Not yet,”]{.quote by=keller} Keller said.\n');
    const document = await open('rename-a.nm.md', text);
    const at = new vscode.Position(0, text.indexOf('keller}') + 1);
    const edit = await until('the edit', () =>
      vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, at, 'mk').then((e) => e, () => undefined));
    assert(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /by=mk\}.*#mk\}/);
    assert.match(other.getText(), /by=mk\}/);
    assert.doesNotMatch(document.getText() + other.getText(), /[=#]keller/);
  });

  describe('checks what opts in', () => {
    const write = async (folderName, name, text) => {
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(folder(), folderName));
      return open(`${folderName}/${name}`, text);
    };
    before(async () => {
      await configure('check', 'ask');
      await until('the server', () => api.server());
    });
    after(() => configure('check', 'always'));

    it('not a file that says nothing, until somebody asks for it; then its neighbours too', async () => {
      const document = await write('asked', 'story.txt', noSpeaker);
      await silent(document);
      await vscode.commands.executeCommand('newsmark.check');
      await unattributed(document);
      await unattributed(await write('asked', 'second.txt', noSpeaker));
      await silent(await write('unasked', 'story.txt', noSpeaker));
    });

    it('and no longer when that is taken back', async () => {
      const document = await write('back', 'story.txt', noSpeaker);
      await vscode.commands.executeCommand('newsmark.check');
      await unattributed(document);
      await vscode.commands.executeCommand('newsmark.stopChecking');
      await until('silence', () => found(document).length === 0);
    });

    it('a file whose name or front matter says so', async () => {
      await unattributed(await write('says', 'story.nm.md', noSpeaker));
      await unattributed(await write('says', 'front.md', `---\nnewsmark: 1\n---\n\n${noSpeaker}`));
    });

    it('a file whose front matter comes to say so', async () => {
      const document = await write('typed', 'story.md', `---\ntitle: x\n---\n\n${noSpeaker}`);
      await silent(document);
      await replace(document, 1, 'title: x', 'newsmark: 1');
      await unattributed(document);
    });

    it('every file below a newsmark.toml', async () => {
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(folder(), 'desk'));
      fs.writeFileSync(path.join(folder().fsPath, 'desk/newsmark.toml'), 'newsmark = 1\n');
      await unattributed(await write('desk', 'story.txt', noSpeaker));
    });
  });

  it('leaves alone what configuration excludes', async () => {
    const root = path.join(folder().fsPath, 'house');
    fs.mkdirSync(path.join(root, 'drafts'), { recursive: true });
    fs.writeFileSync(path.join(root, 'newsmark.toml'), 'exclude = ["drafts/**"]\n');
    await unattributed(await open('house/story.txt', noSpeaker));
    await silent(await open('house/drafts/story.txt', noSpeaker));
  });

  it('leaves alone files that are on no disk, and goes on', async () => {
    const files = new Map([['/story.md', Buffer.from(noSpeaker)]]);
    const changes = new vscode.EventEmitter();
    const provider = vscode.workspace.registerFileSystemProvider('newsmark-nowhere', {
      onDidChangeFile: changes.event,
      watch: () => new vscode.Disposable(() => {}),
      stat: (uri) => {
        if (!files.has(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
        return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: files.get(uri.path).length };
      },
      readFile: (uri) => files.get(uri.path),
      readDirectory: () => [],
      createDirectory() {},
      writeFile: (uri, content) => void files.set(uri.path, content),
      delete() {},
      rename() {},
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('newsmark-nowhere:/story.md'));
    await vscode.window.showTextDocument(document);
    await silent(document);
    await unattributed(await open('beside.md', noSpeaker));
    provider.dispose();
  });

  it('runs where the files are, in a remote window', () => {
    assert.equal(extension().extensionKind, vscode.ExtensionKind.Workspace);
    assert(vscode.env.remoteName || vscode.env.uiKind === vscode.UIKind.Web, 'this window is not remote');
  });

  it('gives every kind of semantic token a scope, so that themes colour it', async () => {
    const document = await open('colours.md', story());
    const legend = await until('the legend', () =>
      vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', document.uri));
    for (const language of ['newsmark', 'markdown', 'plaintext']) {
      const { scopes } = extension().packageJSON.contributes.semanticTokenScopes.find((one) => one.language === language);
      const plain = legend.tokenTypes.filter((type) => !scopes[type]);
      // What annotations are made of has colours in every theme by its standard names.
      assert.deepEqual(plain.filter((type) => !['type', 'variable', 'property', 'string', 'comment', 'operator', 'decorator', 'label'].includes(type)), [], language);
    }
  });

  it('holds every file that its manifest names', () => {
    const { contributes } = extension().packageJSON;
    const inside = (name) => path.join(extension().extensionPath, name);
    const schemas = contributes.tomlValidation.map((one) => one.url);
    for (const schema of schemas) assert.equal(JSON.parse(fs.readFileSync(inside(schema), 'utf8')).type, 'object', schema);
    const steps = contributes.walkthroughs.flatMap((one) => one.steps);
    const pictures = [...steps.map((step) => step.media.image), ...contributes.views.newsmark.map((view) => view.icon)];
    for (const picture of pictures) assert(fs.statSync(inside(picture)).size > 0, picture);
  });

  it('opens its walkthrough, whose buttons are commands that there are', async () => {
    const steps = extension().packageJSON.contributes.walkthroughs.flatMap((one) => one.steps);
    const known = await vscode.commands.getCommands();
    const named = steps.flatMap((step) => [...step.description.matchAll(/\(command:([^)]+)\)/g)].map((match) => match[1]));
    assert(named.length >= steps.length);
    for (const command of named) assert(known.includes(command), command);
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'newsmark.newsmark#start', false);
  });

  it('offers newsmark lint as a task, whose lines the problem matcher reads', async () => {
    await until('the server', () => api.server());
    const [task] = await vscode.tasks.fetchTasks({ type: 'newsmark' });
    assert.equal(task.name, 'lint');
    assert.equal(task.execution.process, bundled());
    fs.writeFileSync(path.join(folder().fsPath, 'task.txt'), noSpeaker);
    const args = [...task.execution.args.slice(0, -1), 'task.txt'];
    const { stdout } = require('node:child_process').spawnSync(task.execution.process, args, { cwd: folder().fsPath, encoding: 'utf8' });
    const [pattern] = extension().packageJSON.contributes.problemPatterns;
    const match = stdout.split('\n')[0].match(new RegExp(pattern.regexp));
    assert(match, stdout);
    assert.deepEqual([pattern.file, pattern.line, pattern.severity, pattern.code].map((group) => match[group]), ['task.txt', '1', 'warning', 'quote/unattributed']);
  });

  it('writes with its snippets what it reads without complaint', () => {
    const snippets = JSON.parse(fs.readFileSync(path.join(extension().extensionPath, 'snippets.json'), 'utf8'));
    const filled = (body) => body.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$0/g, '').replace(/\$\d/g, 'Words.');
    for (const [name, { body }] of Object.entries(snippets)) {
      const file = path.join(folder().fsPath, 'snippet.nm.md');
      fs.writeFileSync(file, `${filled(body)}\n\nA story.\n`);
      const { stdout } = require('node:child_process').spawnSync(bundled(), ['lint', '--format', 'concise', '--select', 'markup', file], { encoding: 'utf8' });
      assert.match(stdout, /no findings|: 0 |1 file checked(?!: \d)/, `${name}: ${stdout}`);
    }
  });

  it('restarts on command', async () => {
    const before = await until('the server', () => api.server());
    await vscode.commands.executeCommand('newsmark.restart');
    const after = await until('the new server', () => api.server() !== before && api.server());
    assert.equal(after.path, before.path);
    await unattributed(await open('restart.txt', noSpeaker));
  });

  describe('chooses the server', () => {
    const elsewhere = () => path.join(folder().fsPath, 'bin');
    const originalPath = process.env.PATH;
    before(() => {
      fs.mkdirSync(elsewhere());
      fs.copyFileSync(bundled(), path.join(elsewhere(), 'newsmark'));
    });
    after(async () => {
      process.env.PATH = originalPath;
      if (fs.existsSync(`${bundled()}.away`)) fs.renameSync(`${bundled()}.away`, bundled());
      await configure('server.path', undefined);
    });

    it('first the one in the setting', async () => {
      await configure('server.path', path.join(elsewhere(), 'newsmark'));
      await until('the named server', () => api.server()?.origin === 'setting');
      await configure('server.path', undefined);
      await until('the bundled server', () => api.server()?.origin === 'bundled');
    });

    it('and nothing else when that one does not work', async () => {
      await configure('server.path', '/nowhere/newsmark');
      await until('no server', () => !api.server());
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal(api.server(), undefined);
      await configure('server.path', undefined);
      await until('the bundled server', () => api.server()?.origin === 'bundled');
    });

    it('then the bundled one, then the one on the PATH', async () => {
      fs.renameSync(bundled(), `${bundled()}.away`);
      process.env.PATH = `${elsewhere()}${path.delimiter}${originalPath}`;
      await vscode.commands.executeCommand('newsmark.restart');
      await until('the server of the PATH', () => api.server()?.origin === 'PATH');
      await unattributed(await open('path.txt', noSpeaker));
    });

    it('and says so when there is none', async () => {
      process.env.PATH = '/nowhere';
      await vscode.commands.executeCommand('newsmark.restart');
      assert.equal(api.server(), undefined);
    });
  });
});
