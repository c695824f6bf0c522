// Checks the diagrams of a folder with the rules of Camunda Modeler for the platform version that each names, and fails on errors. What the application asks
// of a diagram beyond them is checked by DeploymentRule, in the tests and at every deployment.
import { build } from 'esbuild';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
const bundle = join('node_modules', `.lint-${process.pid}.mjs`);
await build({
  stdin: { contents: "export { Linter } from '@camunda/linting';", resolveDir: '.' },
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  outfile: bundle,
  logLevel: 'error'
});
const { Linter } = await import(pathToFileURL(bundle));
await rm(bundle);

const files = (await readdir(folder)).filter(name => name.endsWith('.bpmn')).sort();
let errors = 0;
for (const file of files) {
  const xml = await readFile(join(folder, file), 'utf8');
  if (!/modeler:executionPlatformVersion="8\./.test(xml)) {
    report(file, 'error', 'definitions', 'names no modeler:executionPlatformVersion, so that no rule is applied', 'platform');
  }
  try {
    for (const { category, id, message, rule } of await new Linter().lint(xml)) {
      report(file, category === 'warn' ? 'warning' : category === 'rule-error' ? 'error' : category, id, message, rule);
    }
  } catch (unreadable) {
    report(file, 'error', '-', unreadable.message, 'xml');
  }
}
console.log(`Linted ${files.length} diagrams: ${errors} errors`);
process.exitCode = errors === 0 ? 0 : 1;

function report(file, category, element, message, rule) {
  errors += category === 'error' ? 1 : 0;
  console.log(`${file}: ${category}: ${element}: ${message} (${rule})`);
}
