// Loaded by VS Code's extension host: runs suite.js with mocha.
const path = require('node:path');
const Mocha = require('mocha');

exports.run = () =>
  new Promise((resolve, reject) => {
    const mocha = new Mocha({ ui: 'bdd', timeout: 30_000 });
    mocha.addFile(path.join(__dirname, 'suite.js'));
    if (process.env.NEWSMARK_HOST_GREP) mocha.grep(process.env.NEWSMARK_HOST_GREP);
    // The page sees what is logged here as bare arguments: one plain line a test.
    mocha.reporter(
      class {
        constructor(runner) {
          runner.on('pass', (test) => console.log(`ok      ${test.fullTitle()}`));
          runner.on('fail', (test, error) =>
            console.log(`FAILED  ${test.fullTitle()}\n${String(error.stack ?? error).replace(/^/gm, '        ')}`));
        }
      },
    );
    const runner = mocha.run((failures) => {
      console.log(`host: ${runner.stats.passes} passed, ${runner.stats.failures} failed`);
      failures ? reject(new Error(`${failures} failed`)) : resolve();
    });
  });
