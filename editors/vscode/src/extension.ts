import * as vscode from 'vscode';
import { LanguageClient, State, vsdiag, type LanguageClientOptions, type Middleware } from 'vscode-languageclient/node';
import { Copy } from './copy';
import { copySelector, Panels, type Timeline } from './panels';
import { Picture } from './picture';
import { findServer, NoServer, type Server } from './server';
import { Status } from './status';
import { Tasks } from './tasks';

/** What other extensions, and the tests, may ask. */
export interface Api {
  /** The server that runs, or undefined while none does. */
  server(): Server | undefined;
}

// Newsmark works beside what else serves these languages. Files in other schemes (a commit's
// old version, a page on a remote disk) are not on the server's disk.
// The configuration is no copy; the server completes and explains it.
const selector = [...copySelector, { scheme: 'file', pattern: '**/newsmark.toml' }];

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const output = vscode.window.createOutputChannel('Newsmark', { log: true });
  const trace = vscode.window.createOutputChannel('Newsmark Trace', { log: true });
  const status = new Status(copySelector);
  const copy = new Copy(context.globalState);
  const session = new Session(context.extensionPath, output, trace, status, copy);
  const panels = new Panels(session.ask, (document) => copy.isChecked(document));
  const picture = new Picture();
  session.onStart = () => panels.refresh();

  /** Checks the document in front, and its neighbours, from now on. */
  const checkThis = async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !vscode.languages.match(copySelector, document)) {
      void vscode.window.showInformationMessage('Newsmark checks plain text and Markdown: open such a file first.');
    } else if (!copy.isChecked(document)) {
      await copy.check(document);
      await session.restart();
    }
  };
  const look = async () => {
    const document = vscode.window.activeTextEditor?.document;
    status.checks(!document || copy.isChecked(document));
    if (document && vscode.languages.match(copySelector, document) && copy.takeOffer(document)) {
      const name = document.isUntitled ? 'this document' : vscode.workspace.asRelativePath(document.uri);
      const choice = await vscode.window.showInformationMessage(
        `Newsmark can check ${name}: who says each quote, who each name is, what happened when.`,
        'Check This File', 'Not in This Folder',
      );
      if (choice === 'Check This File') {
        await copy.check(document);
        await session.restart();
        status.checks(true);
      }
    }
  };
  const showTimeline = async () => {
    const document = panels.document ?? vscode.window.activeTextEditor?.document;
    const timeline = document && (await session.ask<Timeline>('newsmark/timeline', document));
    if (timeline) {
      picture.show(document.uri.path.split('/').pop() ?? '', timeline.svg);
    } else {
      void vscode.window.showInformationMessage('Newsmark draws the timeline of an article that it checks: open one first.');
    }
  };

  context.subscriptions.push(
    output,
    trace,
    status,
    session,
    panels,
    picture,
    vscode.commands.registerCommand('newsmark.restart', () => session.restart()),
    vscode.commands.registerCommand('newsmark.showOutput', () => output.show()),
    vscode.commands.registerCommand('newsmark.check', checkThis),
    vscode.commands.registerCommand('newsmark.stopChecking', async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document) {
        await copy.forget(document);
        await session.restart();
        await look();
      }
    }),
    vscode.commands.registerCommand('newsmark.showTimeline', showTimeline),
    vscode.commands.registerCommand('newsmark.fixAll', () =>
      vscode.commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.newsmark', apply: 'first' })),
    vscode.tasks.registerTaskProvider('newsmark', new Tasks(() => session.server?.path)),
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document !== vscode.window.activeTextEditor?.document) return;
      if (document.isUntitled) void look();
      // Copy that says so in a front matter just typed.
      if (session.missed(document)) void session.restart().then(look);
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('newsmark.server.path') || change.affectsConfiguration('newsmark.check')) {
        void session.restart();
      }
    }),
    // Trust brings a server path of the folder's own settings into force.
    vscode.workspace.onDidGrantWorkspaceTrust(() => session.restart()),
  );
  await session.restart();
  void look();
  return { server: () => session.server };
}

/** One server and the client that talks to it, replaced as a whole on a restart. */
class Session implements vscode.Disposable {
  server: Server | undefined;
  /** Told when a server answers. */
  onStart = () => {};
  /** What the server was told of. */
  private readonly open = new Set<string>();
  private client: LanguageClient | undefined;
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly extensionPath: string,
    private readonly output: vscode.LogOutputChannel,
    private readonly trace: vscode.LogOutputChannel,
    private readonly status: Status,
    private readonly copy: Copy,
  ) {}

  /** Asks the server for a list of ours; undefined while there is none, or for what it does not know. */
  readonly ask = async <T>(method: string, document: vscode.TextDocument): Promise<T | undefined> => {
    if (!this.server || !this.open.has(document.uri.toString())) return undefined;
    const params = { textDocument: { uri: document.uri.toString() } };
    return (await this.client?.sendRequest<T | null>(method, params).catch(() => undefined)) ?? undefined;
  };

  /** Whether the document has become copy since it was opened. */
  missed(document: vscode.TextDocument): boolean {
    const served = vscode.languages.match(copySelector, document) > 0;
    return this.server !== undefined && served && !this.open.has(document.uri.toString()) && this.copy.isChecked(document);
  }

  /** Restarts run one after the other: two servers on one document would report everything twice. */
  restart(): Promise<void> {
    this.queue = this.queue.then(async () => {
      await this.stop();
      await this.start();
    });
    return this.queue;
  }

  dispose(): Promise<void> {
    this.queue = this.queue.then(() => this.stop());
    return this.queue;
  }

  private async start(): Promise<void> {
    const settings = vscode.workspace.getConfiguration('newsmark');
    this.status.starting();
    try {
      const server = await findServer(settings.get('server.path', ''), this.extensionPath);
      this.output.info(`server: ${server.path} (${server.origin}), version ${server.version}`);
      const options: LanguageClientOptions = {
        documentSelector: selector,
        outputChannel: this.output,
        traceOutputChannel: this.trace,
        synchronize: { configurationSection: 'newsmark' },
        middleware: this.onlyCopy(),
        initializationOptions: { settle: settings.get('settle', 1500) },
      };
      this.client = new LanguageClient('newsmark', 'Newsmark', { command: server.path, args: ['lsp'] }, options);
      this.client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) {
          this.server = server;
          this.status.running(server);
          this.onStart();
        } else if (newState === State.Stopped) {
          this.server = undefined;
          this.status.stopped('the server has stopped');
        }
      });
      await this.client.start();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.output.error(why);
      this.status.stopped(why);
      // Not awaited: the notice stays until it is read, and a restart must not wait for that.
      void this.tell(error instanceof NoServer ? why : `Newsmark could not start: ${why}`);
    }
  }

  /** The server is told of nothing that has not opted in. */
  private onlyCopy(): Middleware {
    const known = (uri: vscode.Uri) => this.open.has(uri.toString());
    return {
      didOpen: async (document, next) => {
        if (this.copy.isChecked(document)) {
          this.open.add(document.uri.toString());
          await next(document);
        }
      },
      didChange: async (change, next) => (known(change.document.uri) ? next(change) : undefined),
      didSave: async (document, next) => (known(document.uri) ? next(document) : undefined),
      didClose: async (document, next) => {
        if (this.open.delete(document.uri.toString())) await next(document);
      },
      provideDiagnostics: (document, previous, token, next) =>
        known(document instanceof vscode.Uri ? document : document.uri)
          ? next(document, previous, token)
          : { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] },
    };
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.server = undefined;
    this.open.clear();
    try {
      await client?.dispose();
    } catch (error) {
      // A server that has crashed cannot be asked to stop; it is gone all the same.
      this.output.warn(`while stopping: ${error instanceof Error ? error.message : error}`);
    }
  }

  private async tell(message: string): Promise<void> {
    const choice = await vscode.window.showErrorMessage(message, 'Set Server Path', 'Show Output');
    if (choice === 'Set Server Path') {
      // The path belongs to the machine that the server runs on; a remote one has its own page.
      const page = vscode.env.remoteName ? 'openRemoteSettings' : 'openSettings';
      await vscode.commands.executeCommand(`workbench.action.${page}`, { query: 'newsmark.server.path' });
    } else if (choice === 'Show Output') {
      this.output.show();
    }
  }
}
