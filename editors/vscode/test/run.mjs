// Tests an installed package: node test/run.mjs PACKAGE.vsix
//
// Needs NEWSMARK_VSCODE_SERVER (server-main.js), NEWSMARK_CHROMIUM, NEWSMARK_STORY, and
// NEWSMARK_SHOTS, the folder for screenshots.
// The last line is "vscode: N passed, M failed".
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Code, openBrowser, openPage } from './workbench.mjs';
import { runHost } from './host.mjs';
import { notice, offer, tests, typeUnattributed } from './ui.mjs';

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

await test('there is a package for this platform with the server, and one for every platform without', () => {
  const python = (code, file) => execFileSync('python3', ['-c', `import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); ${code}`, file], { encoding: 'utf8' });
  const look = (file) => ({
    server: /extension\/server\/newsmark/.test(python("print('\\n'.join(z.namelist()))", file)),
    target: python("print(z.read('extension.vsixmanifest').decode())", file).match(/TargetPlatform="([^"]+)"/)?.[1],
  });
  assert.deepEqual(look(vsix), { server: true, target: `${process.platform}-${process.arch}` });
  assert.deepEqual(look(process.env.NEWSMARK_VSIX_ANY), { server: false, target: undefined });
});

async function host(how) {
  try {
    const { output, code } = await runHost({ vsix, ...how });
    const counts = output.match(/host: (\d+) passed, (\d+) failed/);
    // Besides the tests VS Code logs its own doings: those are shown only when all went wrong.
    console.log(counts ? output.replace(/^(?!ok |FAILED| {8}).*\n?/gm, '').trimEnd() : output);
    passed += Number(counts?.[1] ?? 0);
    failed += Number(counts?.[2] ?? 1);
    if (code !== 0 && counts?.[2] === '0') failed += 1;
    if (counts?.[1] === '0' && counts[2] === '0') {
      failed += 1;
      console.log(`FAILED  no test ran:\n${output}`);
    }
  } catch (error) {
    failed += 1;
    console.log(`FAILED  the extension host: ${error.stack}`);
  }
}

console.log('-- in the extension host');
await host({});
await host({ folders: 2, env: { NEWSMARK_HOST_GREP: 'several folders' } });
const named = { 'newsmark.server.path': '/bin/false' };
await host({ trusted: false, folderSettings: named, env: { NEWSMARK_HOST_GREP: 'does not trust' } });

console.log('-- in the workbench');
const browser = await openBrowser();

async function withPage(settings, body) {
  const code = await Code.start({ vsix, settings });
  try {
    await code.write('lavrov.txt', story);
    await code.write('story.md', 'Mayor Maria Keller opened the bridge on Monday.\n\n“We built it in a year and nobody helped us.”\n');
    await code.write('dated.txt', [
      'LISBON, May 10, 2017 — Mayor Maria Keller opened the bridge on Monday. The summit will be held in Oslo on June 3.',
      'Envoys signed a treaty on May 4.', '“We built it in a year,” Keller said.', 'The bridge is long.', 'It opened late.',
      '“It was too dear and nobody asked us.”', '',
    ].join('\n\n'));
    const said = '“We will not go back to that table again.”\n';
    await code.write('story.txt', said);
    await code.write('second.txt', said);
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

await withPage({ 'newsmark.check': 'ask' }, async (page) => {
  await test('an own story.txt gets one offer, and a click is enough', () => offer(page, wait), page);
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
