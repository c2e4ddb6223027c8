import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection, Evidence } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { inside } from '../shared/paths.ts';
import { readManifest } from '../shared/python/manifest.ts';
import { plainText } from '../shared/shown.ts';
import type { FoundSite, Generator, Input, SiteFacts } from './generator.ts';
import { generators } from './generators/index.ts';

/** The port that nginx listens on: no number below 1024, for its user is not root. */
const PORT = 8080;

/** Looks at a folder that a generator of sites has a configuration in, or that has pages as they are and nothing of a program. */
export function detectStatic(project: Project, given: Given, around: Around): Detection<SiteFacts> | undefined {
  const service = given.service ?? '.';
  const found = findSite({ project, service, given }, around);
  if (!found) return undefined;
  const { generator, site } = found;
  const version = given.runtimeVersion ?? site.version.value;
  refuseVersion(generator, given.runtimeVersion);
  return {
    stack: 'static',
    answers: {
      stack: 'static',
      service,
      framework: generator.id,
      packageManager: site.packageManager?.value ?? null,
      packageManagerVersion: site.packageManagerVersion?.value ?? null,
      runtimeVersion: version,
      base: 'slim',
      build: site.build?.command ?? null,
      start: null,
      port: PORT,
      healthcheck: '/healthz',
    },
    detected: evidenceOf(generator, site),
    notes: [...site.notes, ...baseNote(generator, given)],
    secrets: site.secrets,
    facts: { ...found, alone: others(around, generator).length === 0 && !isPackage(project, service) },
  };
}

/** What to tell where the folder's service is another stack's: the site is not part of it. */
export function siteBeside(project: Project, service: string): string | undefined {
  const [file] = SITE_FILES.map((name) => inside(service, name)).filter((path) => project.has(path));
  if (file === undefined) return undefined;
  return `${file} makes a site of its own, which is not part of this service: --stack static builds it.`;
}

/** Names that nothing but a generator of sites has. */
const SITE_FILES = ['hugo.toml', 'hugo.yaml', 'zola.toml', 'zensical.toml', 'mkdocs.yml', 'mkdocs.yaml', 'book.toml'];

function findSite(input: Input, around: Around): Omit<SiteFacts, 'alone'> | undefined {
  for (const generator of asked(input.given.framework)) {
    // beside any manifest a page is part of something else, unless somebody says that it is not
    const page = generator.id === 'html' && input.given.stack === undefined;
    if (page && others(around, generator).length > 0) continue;
    const site = generator.find(input);
    if (site) return { generator, site };
  }
  return undefined;
}

function asked(framework: string | null | undefined): readonly Generator[] {
  if (framework === undefined) return generators;
  const chosen = generators.find(({ id }) => id === (framework ?? 'html'));
  if (chosen) return [chosen];
  throw new UserError(
    'usage',
    `--framework ${JSON.stringify(framework)} is no generator of sites`,
    `Known: ${generators.map(({ id }) => id).join(', ')}.`,
  );
}

/** Manifests that make a folder more than pages. */
function others({ claims }: Around, { own }: Generator): string[] {
  return claims().filter((file) => !own.includes(file));
}

/** A package of Python's has documentation, and is more than that. */
function isPackage(project: Project, service: string): boolean {
  return readManifest(project, service)?.packaged ?? false;
}

function refuseVersion({ id, title }: Generator, version: string | undefined): void {
  if (version === undefined) return;
  if (id === 'html')
    throw new UserError(
      'usage',
      `--runtime-version ${JSON.stringify(version.slice(0, 40))}: pages as they are have no runtime`,
      'Leave it out.',
    );
  if (!/^\d{1,4}(\.\d{1,4}){0,2}$/.test(version))
    throw new UserError(
      'usage',
      `--runtime-version ${JSON.stringify(version.slice(0, 40))} is no version for ${title}`,
      'Give a plain one, such as 1.2 or 1.2.3.',
    );
}

/** Static files need no runtime, so the base is the build's alone. */
function baseNote({ id, title }: Generator, { base }: Given): string[] {
  if (base === undefined || base === 'slim') return [];
  const builds = ['mkdocs', 'sphinx', 'zensical'].includes(id);
  const rest = builds ? 'only builds them' : `changes nothing for ${title}`;
  return [`The pages are served by nginx-unprivileged whatever the base; --base ${plainText(base)} ${rest}.`];
}

function evidenceOf({ id }: Generator, site: FoundSite): Evidence[] {
  const { version, packageManager, packageManagerVersion, build, folder, config } = site;
  return [
    { what: 'framework', value: id, from: config },
    version,
    ...(packageManager ? [packageManager] : []),
    ...(packageManagerVersion ? [packageManagerVersion] : []),
    ...(build ? [{ what: 'build', value: build.command, from: build.from }] : []),
    { what: 'folder', value: folder.path, from: folder.from },
    ...(site.fetches === null ? [] : [{ what: 'network', value: site.fetches.why, from: site.fetches.from }]),
    { what: 'port', value: String(PORT), from: 'default' },
  ];
}
