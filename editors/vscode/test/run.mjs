// Tests an installed package: node test/run.mjs PACKAGE.vsix
//
// Needs NEWSMARK_VSCODE_SERVER (server-main.js), NEWSMARK_CHROMIUM, NEWSMARK_STORY, and
// NEWSMARK_SHOTS, the folder for screenshots.
// The last line is "vscode: N passed, M failed".
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Code, openBrowser, openPage } from './workbench.mjs';
import { runHost } from './host.mjs';
import { notice, tests, typeUnattributed } from './ui.mjs';

const vsix = process.argv[2];
const story = readFileSync(process.env.NEWSMARK_STORY, 'utf8');
const wait = 20_000;
let passed = 0;
let failed = 0;

async function test(name, body, page) {
  try {
    await body();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${String(error.stack ?? error).replace(/^/gm, '        ')}`);
    const screen = `${process.env.NEWSMARK_SHOTS}/failed-${failed}.png`;
    const taken = await page?.screenshot({ path: screen }).then(() => true, () => false);
    if (taken) console.log(`        screen: ${screen}`);
  }
}

await test('the grammar colours annotations on top of Markdown', () => {
  const here = fileURLToPath(new URL('..', import.meta.url));
  const theirs = join(dirname(process.env.NEWSMARK_VSCODE_SERVER), '../extensions');
  const grammars = [
    join(here, '../grammar/newsmark.tmLanguage.json'),
    join(here, '../grammar/newsmark-annotations.tmLanguage.json'),
    join(theirs, 'markdown-basics/syntaxes/markdown.tmLanguage.json'),
    join(theirs, 'html/syntaxes/html.tmLanguage.json'),
  ];
  const tool = join(here, 'node_modules/vscode-tmgrammar-test/dist/unit.js');
  const args = [tool, ...grammars.flatMap((grammar) => ['-g', grammar]), join(here, '../grammar/test/*.nm.md')];
  try {
    // Standard error lists every language that Markdown may embed and that is not loaded here.
    execFileSync(process.execPath, args, { cwd: here, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error(error.stdout);
  }
});

console.log('-- in the extension host');
try {
  const host = await runHost({ vsix });
  const counts = host.output.match(/host: (\d+) passed, (\d+) failed/);
  // Besides the tests VS Code logs its own doings: those are shown only when all went wrong.
  console.log(counts ? host.output.replace(/^(?!ok |FAILED| {8}).*\n?/gm, '').trimEnd() : host.output);
  passed += Number(counts?.[1] ?? 0);
  failed += Number(counts?.[2] ?? 1);
  if (host.code !== 0 && counts?.[2] === '0') failed += 1;
} catch (error) {
  failed += 1;
  console.log(`FAILED  the extension host: ${error.stack}`);
}

console.log('-- in the workbench');
const browser = await openBrowser();

async function withPage(settings, body) {
  const code = await Code.start({ vsix, settings });
  try {
    await code.write('lavrov.txt', story);
    const { page, go } = await openPage(browser, code.url([]));
    await go();
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await body(page);
    await page.context().close();
  } finally {
    await code.stop();
  }
}

await withPage({ 'files.hotExit': 'off' }, async (page) => {
  for (const [name, body] of Object.entries(tests)) {
    await test(name, () => body({ page, wait }), page);
  }
}).catch((error) => {
  failed += 1;
  console.log(`FAILED  the workbench: ${error.stack}`);
});

// The same tests must fail where there is no server.
const broken = { 'newsmark.server.path': '/bin/false' };
await withPage(broken, async (page) => {
  await test('a server that does not start gives a notice with a button', () => notice(page, wait), page);
  await test('control: without a server the workbench test fails', async () => {
    const worked = await typeUnattributed(page, 4_000).then(() => true, () => false);
    if (worked) throw new Error('a squiggle without a server');
  });
});
await browser.close();
await test('control: without a server the extension host tests fail', async () => {
  const env = { NEWSMARK_HOST_GREP: 'starts the server', NEWSMARK_TEST_WAIT: '2000' };
  const host = await runHost({ vsix, settings: broken, env });
  if (host.code === 0) throw new Error(`exit code 0:\n${host.output}`);
  if (!/waited in vain for the server/.test(host.output)) throw new Error(`failed for another reason:\n${host.output}`);
});

console.log(`vscode: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
