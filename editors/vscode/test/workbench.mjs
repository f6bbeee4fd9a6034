// VS Code's own workbench in a headless Chromium, with its server and extension host.
import { spawn, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** One VS Code server with the package installed, a folder to work in, and user settings. */
export class Code {
  static async start({ vsix, settings = {}, env = {}, folders = 1, trusted = true, folderSettings }) {
    const code = new Code();
    code.dir = await mkdtemp(join(tmpdir(), 'newsmark-vscode-'));
    code.folder = join(code.dir, 'folder');
    await mkdir(code.folder);
    if (folders > 1) {
      await mkdir(join(code.dir, 'second'));
      code.workspace = join(code.dir, 'desk.code-workspace');
      await writeFile(code.workspace, JSON.stringify({ folders: [{ path: 'folder' }, { path: 'second' }] }));
    }
    if (folderSettings) {
      await mkdir(join(code.folder, '.vscode'));
      await writeFile(join(code.folder, '.vscode/settings.json'), JSON.stringify(folderSettings));
    }
    await mkdir(join(code.dir, 'data/User'), { recursive: true });
    await writeFile(
      join(code.dir, 'data/User/settings.json'),
      JSON.stringify({
        'workbench.startupEditor': 'none',
        'workbench.tips.enabled': false,
        'telemetry.telemetryLevel': 'off',
        'extensions.autoCheckUpdates': false,
        'security.workspace.trust.enabled': !trusted,
        'security.workspace.trust.startupPrompt': 'never',
        // Most tests are about what is checked; those of the offer set this themselves.
        'newsmark.check': 'always',
        ...settings,
      }),
    );
    const main = process.env.NEWSMARK_VSCODE_SERVER;
    const where = [
      main, '--accept-server-license-terms', '--user-data-dir', join(code.dir, 'data'),
      '--extensions-dir', join(code.dir, 'extensions'), '--server-data-dir', join(code.dir, 'server'),
    ];
    // The extension host inherits this: without the server on the PATH, only the package has one.
    const environment = { ...process.env, ...env, HOME: code.dir };
    const said = execFileSync(process.execPath, [...where, '--install-extension', vsix], { env: environment, encoding: 'utf8' });
    const installed = (await readdir(join(code.dir, 'extensions'))).filter((name) => name.startsWith('newsmark.'));
    if (installed.length !== 1) throw new Error(`the package did not install:\n${said}`);
    code.extension = join(code.dir, 'extensions', installed[0]);

    code.port = await freePort();
    // Its own process group, so that the extension host and our server end with it.
    code.process = spawn(
      process.execPath,
      [
        ...where, '--host', '127.0.0.1', '--port', String(code.port), '--without-connection-token',
        '--telemetry-level', 'off', '--enable-smoke-test-driver', ...(trusted ? ['--disable-workspace-trust'] : []),
      ],
      { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    await new Promise((resolve, reject) => {
      let output = '';
      const hear = (chunk) => {
        output += chunk;
        if (output.includes('Extension host agent listening')) resolve();
      };
      code.process.stdout.on('data', hear);
      code.process.stderr.on('data', hear);
      code.process.on('exit', () => reject(new Error(`VS Code's server ended:\n${output}`)));
    });
    return code;
  }

  remote(path) {
    return `vscode-remote://127.0.0.1:${this.port}${path}`;
  }

  url(payload) {
    const opened = this.workspace ? { workspace: this.workspace } : { folder: this.folder };
    const query = new URLSearchParams({ ...opened, payload: JSON.stringify(payload) });
    return `http://127.0.0.1:${this.port}/?${query}`;
  }

  async write(name, text) {
    await writeFile(join(this.folder, name), text);
    return join(this.folder, name);
  }

  async stop() {
    try {
      process.kill(-this.process.pid, 'SIGTERM');
    } catch {}
    await rm(this.dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.NEWSMARK_CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}

/** A page that can reach nothing but this machine. */
export async function openPage(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.route('**/*', (route) =>
    ['127.0.0.1', 'localhost'].includes(new URL(route.request().url()).hostname) ||
    /^(data|blob):/.test(route.request().url())
      ? route.continue()
      : route.abort(),
  );
  const page = await context.newPage();
  return { page, go: () => page.goto(url) };
}
