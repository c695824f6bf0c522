// Bundles the browser's files with esbuild into the folder given: app (all pages), diagram and form (loaded where one is shown),
// theme (before anything is painted), styles, icons, and the notices of everything bundled.
import { build } from 'esbuild';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const out = process.argv[2];
if (!out) {
  throw new Error('Expected the folder to write to as first argument');
}
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const common = {
  bundle: true,
  minify: true,
  metafile: true,
  outdir: out,
  target: ['es2022'],
  loader: { '.woff2': 'file', '.woff': 'file', '.ttf': 'file', '.eot': 'empty', '.svg': 'dataurl' },
  assetNames: 'files/[name]-[hash]',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
  logLevel: 'warning'
};
const results = await Promise.all([
  build({
    ...common,
    entryPoints: { app: 'src/app.js', diagram: 'src/diagram.js', form: 'src/form.js' },
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]'
  }),
  build({ ...common, entryPoints: { theme: 'src/theme.js' }, format: 'iife' }),
  build({ ...common, entryPoints: { app: 'src/app.css', diagram: 'src/diagram.css', form: 'src/form.css' } })
]);
for (const file of ['icons.svg', 'mark.svg']) {
  await cp(join('src', file), join(out, file));
}
await writeFile(join(out, 'notices.txt'), await notices(results));

/** License texts of all packages of which a file went into a bundle. */
async function notices(bundles) {
  const folders = new Set();
  for (const { metafile } of bundles) {
    for (const output of Object.values(metafile.outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
        const folder = input.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//);
        if (folder && bytesInOutput > 0) {
          folders.add(folder[1]);
        }
      }
    }
  }
  const texts = await Promise.all([...folders].map(notice));
  return [
    'Entente includes the following software in the files that it sends to browsers.',
    ...texts.sort().map(text => '-'.repeat(80) + '\n' + text)
  ].join('\n\n') + '\n';
}

async function notice(folder) {
  const { name, version, license, homepage, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter(file => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')));
  const by = typeof author === 'string' ? author : author?.name;
  const head = [`${name} ${version}`, `License: ${license}`, by && `Author: ${by}`, homepage].filter(Boolean).join('\n');
  return [head, ...texts.map(text => text.trim())].join('\n\n');
}
