// Packages the extension: node scripts/package.mjs OUT.vsix [SERVER [TARGET]]
//
// With the path of a server the package holds it, and is for one platform only: TARGET in
// VS Code's words (linux-x64, darwin-arm64, win32-x64 …), by default the one we run on.
// Without, the package is for every platform and looks for the server on the PATH.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';

const [out, server, target = `${process.platform}-${process.arch}`] = process.argv.slice(2);
if (!out) {
  console.error('usage: node scripts/package.mjs OUT.vsix [SERVER [TARGET]]');
  process.exit(2);
}
const here = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => execFileSync(process.execPath, args, { cwd: here, stdio: 'inherit' });

rmSync(`${here}server`, { recursive: true, force: true });
if (server) {
  mkdirSync(`${here}server`);
  const name = `${here}server/newsmark${target.startsWith('win32') ? '.exe' : ''}`;
  copyFileSync(server, name);
  chmodSync(name, 0o755);
}
run('scripts/build.mjs');
run(
  'node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links',
  '--out', resolve(out), ...(server ? ['--target', target] : []),
);
