import type { Given } from './answers.ts';
import type { FileAction, RenderedFile } from './plan.ts';

/** A small service that runs, for a folder in which there is none yet. Its files are those of `starters/<id>/`. */
export interface Starter {
  readonly id: string;
  readonly title: string;
  /** What its files do not say in a way that detection is sure of. */
  readonly answers: Given;
  /** The command that runs its tests. */
  readonly tests: string;
}

export const STARTERS: readonly Starter[] = [
  { id: 'node', title: 'Node.js', answers: { healthcheck: '/healthz' }, tests: 'npm test' },
  {
    id: 'typescript',
    title: 'TypeScript on Node.js',
    answers: { healthcheck: '/healthz' },
    tests: 'npm ci && npm test',
  },
  {
    id: 'python',
    title: 'Python',
    answers: { start: ['python', '-m', 'app'], healthcheck: '/healthz' },
    tests: 'python -m unittest',
  },
  { id: 'go', title: 'Go', answers: {}, tests: 'go test ./...' },
  { id: 'rust', title: 'Rust', answers: {}, tests: 'cargo test' },
  { id: 'java', title: 'Java', answers: { healthcheck: '/healthz' }, tests: 'mvn test' },
];

/** What stands in the files of all starters where the service's name belongs. */
const NAME = 'service-name';

/** Names that a language keeps for itself, or that would hide a folder of the starter. */
const TAKEN: readonly string[] = [
  'alloc',
  'app',
  'core',
  'main',
  'node-modules',
  'proc-macro',
  'src',
  'std',
  'test',
  'tests',
];

/**
 * The files of a starter, named after the folder.
 * @param sources the files of all starters, by their path below `starters/`
 * @param folder the folder's name, which may be anything
 */
export function starterFiles({ id }: Starter, sources: ReadonlyMap<string, string>, folder: string): RenderedFile[] {
  const name = packageName(folder);
  return [...sources]
    .filter(([path]) => path.startsWith(`${id}/`))
    .map(([path, text]) => ({ path: path.slice(id.length + 1), text: text.replaceAll(NAME, name) }));
}

/** A name that every language takes for a package: small letters, digits and hyphens, a letter first. */
function packageName(folder: string): string {
  const plain = folder
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  if (plain === '') return 'my-service';
  return TAKEN.includes(plain) ? `${plain}-service` : plain;
}

/** What happens to the files of a starter: written once, and the user's from then on, so the lock does not know them. */
export function starterActions(files: readonly RenderedFile[], read: (path: string) => string | null): FileAction[] {
  return files.map(({ path, text }) => {
    const current = read(path);
    if (current !== null) return { path, action: 'keep', reason: 'your own', text: current, current, base: null };
    return { path, action: 'create', reason: 'yours from now on', text, current, base: null };
  });
}
