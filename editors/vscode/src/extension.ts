import * as vscode from 'vscode';
import { LanguageClient, State, type LanguageClientOptions } from 'vscode-languageclient/node';
import { findServer, NoServer, type Server } from './server';
import { Status } from './status';

/** What other extensions, and the tests, may ask. */
export interface Api {
  /** The server that runs, or undefined while none does. */
  server(): Server | undefined;
}

// Newsmark works beside what else serves these languages. Files in other schemes (a commit's
// old version, a page on a remote disk) are not on the server's disk.
const selector = ['markdown', 'plaintext', 'newsmark'].flatMap((language) =>
  ['file', 'untitled'].map((scheme) => ({ language, scheme })),
);

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const output = vscode.window.createOutputChannel('Newsmark', { log: true });
  const trace = vscode.window.createOutputChannel('Newsmark Trace', { log: true });
  const status = new Status(selector);
  const session = new Session(context.extensionPath, output, trace, status);

  context.subscriptions.push(
    output,
    trace,
    status,
    session,
    vscode.commands.registerCommand('newsmark.restart', () => session.restart()),
    vscode.commands.registerCommand('newsmark.showOutput', () => output.show()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('newsmark.server.path')) {
        void session.restart();
      }
    }),
    // Trust brings a server path of the folder's own settings into force.
    vscode.workspace.onDidGrantWorkspaceTrust(() => session.restart()),
  );
  await session.restart();
  return { server: () => session.server };
}

/** One server and the client that talks to it, replaced as a whole on a restart. */
class Session implements vscode.Disposable {
  server: Server | undefined;
  private client: LanguageClient | undefined;
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly extensionPath: string,
    private readonly output: vscode.LogOutputChannel,
    private readonly trace: vscode.LogOutputChannel,
    private readonly status: Status,
  ) {}

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
        initializationOptions: { settle: settings.get('settle', 1500) },
      };
      this.client = new LanguageClient('newsmark', 'Newsmark', { command: server.path, args: ['lsp'] }, options);
      this.client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) {
          this.server = server;
          this.status.running(server);
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

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.server = undefined;
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
