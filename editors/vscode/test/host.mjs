// Runs test/host in the extension host: the page tells VS Code to load it as its tests.
import { fileURLToPath } from 'node:url';
import { Code, openBrowser, openPage } from './workbench.mjs';

/** Gives { output, code }; code is the exit code that a desktop VS Code would have. */
export async function runHost(how) {
  const code = await Code.start(how);
  const browser = await openBrowser();
  try {
    const payload = [
      ['extensionDevelopmentPath', code.remote(code.extension)],
      ['extensionTestsPath', code.remote(fileURLToPath(new URL('host/index.js', import.meta.url)))],
    ];
    const { page, go } = await openPage(browser, code.url(payload));
    const output = [];
    const exit = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`no end after four minutes:\n${output.join('\n')}`)), 240_000).unref();
      page.exposeFunction('codeAutomationLog', (_type, args) => {
        output.push(args.join(' '));
      });
      page.exposeFunction('codeAutomationExit', (status, logs) => resolve({ status, logs }));
    });
    await go();
    const { status } = await exit;
    return { code: status, output: output.join('\n') };
  } finally {
    await browser.close();
    await code.stop();
  }
}
