import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where a server was found. */
export type Origin = 'setting' | 'bundled' | 'PATH';

export interface Server {
  path: string;
  origin: Origin;
  version: string;
}

/** Why no server can be started, in words for the person at the keyboard. */
export class NoServer extends Error {}

const program = process.platform === 'win32' ? 'newsmark.exe' : 'newsmark';

/**
 * The server to run: the one that the setting names, else the one in the package, else the
 * one on the PATH. A setting that does not work is an error and nothing else is tried, so
 * that nobody runs another server than the one they asked for.
 */
export async function findServer(setting: string, extensionPath: string): Promise<Server> {
  if (setting) {
    const path = setting.replace(/^~(?=$|[/\\])/, homedir());
    return { path, origin: 'setting', version: await version(path) };
  }
  const bundled = join(extensionPath, 'server', program);
  if (runnable(bundled)) {
    return { path: bundled, origin: 'bundled', version: await version(bundled) };
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    if (folder && runnable(path)) {
      return { path, origin: 'PATH', version: await version(path) };
    }
  }
  throw new NoServer('Newsmark has no server to run: this package holds none, and there is no newsmark on your PATH.');
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function version(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(path, ['--version'], { timeout: 10_000 }, (error, stdout) => {
      const said = stdout?.trim() ?? '';
      if (error) {
        reject(new NoServer(`Newsmark cannot run its server, ${path}: ${error.message.trim()}`));
      } else if (!said.startsWith('newsmark ')) {
        reject(new NoServer(`${path} is no Newsmark server: it does not answer to --version.`));
      } else {
        resolve(said.slice('newsmark '.length));
      }
    });
  });
}
