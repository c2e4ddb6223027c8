import { splitReference } from '../dockerfile/reference.ts';

/** What an image brings, as the table of support dates names it. */
export interface Runtime {
  readonly product: string;
  readonly version: string;
}

/** Official images by the last part of their names. */
const PRODUCTS: Readonly<Record<string, string>> = {
  node: 'node',
  python: 'python',
  golang: 'go',
  php: 'php',
  ruby: 'ruby',
  debian: 'debian',
  alpine: 'alpine',
  ubuntu: 'ubuntu',
  openjdk: 'java',
  'eclipse-temurin': 'java',
  amazoncorretto: 'java',
};

const SUITES: readonly (readonly [name: string, version: string])[] = [
  ['trixie', '13'],
  ['bookworm', '12'],
  ['debian13', '13'], // as hardened images say it
  ['debian12', '12'],
];

/**
 * The runtimes and systems that an image's name and tag tell of: `node:24-bookworm-slim` is Node.js 24 on Debian 12. What the
 * name does not tell is left out, never guessed.
 */
export function runtimesOf(image: string): Runtime[] {
  const { name, tag } = splitReference(image);
  const last = name.slice(name.lastIndexOf('/') + 1);
  const runtimes: Runtime[] = [];
  const add = (product: string, version: string | undefined) => {
    if (version !== undefined && !runtimes.some((each) => each.product === product))
      runtimes.push({ product, version });
  };
  const version = /^v?(\d+(?:\.\d+)*)(?=[^\d.]|$)/.exec(tag ?? '')?.[1];
  const product = Object.hasOwn(PRODUCTS, last) ? PRODUCTS[last] : undefined;
  if (product !== undefined && isOfficial(name)) add(product, version);
  if (/(?:^|\/)dotnet\/(?:aspnet|runtime|runtime-deps|sdk)$/.test(name)) add('dotnet', version);
  const [, distroless, line] = /\/distroless\/(nodejs|java)(\d+)-debian\d+$/.exec(name) ?? [];
  if (distroless !== undefined) add(distroless === 'java' ? 'java' : 'node', line);
  add('debian', /\/distroless\/[a-z0-9-]+-debian(\d+)$/.exec(name)?.[1]);
  if (product !== undefined && isOfficial(name)) {
    for (const [suite, number] of SUITES) if (hasPart(tag, suite)) add('debian', number);
    add('alpine', /-alpine(\d+\.\d+)/.exec(tag ?? '')?.[1]);
  }
  return runtimes;
}

/** Docker's own images, Docker Hardened Images, and copies of either behind a mirror's name. */
function isOfficial(name: string): boolean {
  return !name.includes('/') || /(?:^|\/)library\/[^/]+$/.test(name) || /^dhi\.io\/[^/]+$/.test(name);
}

function hasPart(tag: string | null, part: string): boolean {
  return (tag ?? '').split('-').includes(part);
}
