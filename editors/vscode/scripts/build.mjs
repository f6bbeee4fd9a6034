// Bundles the extension, and brings in what it shares with the rest of the repository.
import { cp, copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

await build({
  entryPoints: [here('src/extension.ts')],
  outfile: here('out/extension.js'),
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
});
await cp(here('../grammar'), here('syntaxes'), {
  recursive: true,
  filter: (path) => !/[/\\]test$/.test(path) && !path.endsWith('.md'),
});
await cp(here('../schema'), here('schemas'), { recursive: true });
await copyFile(here('../../LICENSE-MIT'), here('LICENSE.txt'));
