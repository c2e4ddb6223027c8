// Run by kills.test.ts, which kills it: a run that writes version after version of all its files, and keeps what else stands
// in them. Arguments: the built library, the folder, the number of files.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , library, root, count] = process.argv;
const { applyChanges, repair, takeFolder } = await import(pathToFileURL(library).href);

const names = Array.from({ length: Number(count) }, (_, index) => `${index % 2 ? 'apps/api/' : ''}file-${index}`);
const text = (path) => readFileSync(join(root, path), 'utf8');
const version = (path) => Number(/^version (\d+)\n/.exec(text(path))?.[1]);

// made ready while another one is being killed
await once(process.stdin, 'data');
await takeFolder(root, { tries: 0, onWait: () => {} });
const kind = repair(root)?.kind ?? 'nothing';
process.stdout.write(JSON.stringify({ kind, found: names.map(version) }));
for (let next = Math.max(...names.map(version)) + 1; ; next += 1) {
  const changes = names.map((path) => {
    const before = text(path);
    return { path, before, after: before.replace(/^version \d+/, `version ${next}`) };
  });
  applyChanges(root, changes);
}
