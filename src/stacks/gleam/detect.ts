import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection } from '../../core/stack.ts';
import { openIn, openNote } from '../shared/credentials.ts';
import { listeningEvidence } from '../shared/listens.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { refuseBase } from './bases.ts';
import { gleamSources, listensOn } from './listens.ts';
import { type GleamManifest, readGleamManifest } from './manifest.ts';
import { gleamVersion } from './versions.ts';

/** What detection found beyond the answers. */
export interface GleamFacts {
  readonly manifest: GleamManifest;
  readonly otp: string;
  /** The build's context: the service's folder, or `.` where a dependency lies outside of it. */
  readonly context: string;
  /** The service's folder, seen from there. */
  readonly folder: string;
  /** Whether there is something to start: a library has no main. */
  readonly starts: boolean;
  readonly readsPort: boolean;
  readonly healthSeen: boolean;
}

/** Frameworks that are told apart, and the packages that each is found by. */
export const FRAMEWORKS = [
  { id: 'wisp', title: 'Wisp', packages: ['wisp'] },
  { id: 'mist', title: 'Mist', packages: ['mist'] },
] as const;

/** What an export of Gleam is started by. */
const START = ['/app/entrypoint.sh', 'run'];

/** Looks at a folder with a gleam.toml. */
export function detectGleam(project: Project, given: Given, around?: Around): Detection<GleamFacts> | undefined {
  const service = given.service ?? '.';
  const manifest = readGleamManifest(project, service);
  if (!manifest) return undefined;
  refuseBase(given.base, manifest.mix);
  const version = gleamVersion(project, service, manifest, given, around);
  const listens = listensOn(project, service, manifest.dependencies);
  const framework = FRAMEWORKS.find((each) => each.packages.some((name) => manifest.dependencies.has(name)));
  const main = inside(service, `src/${manifest.name ?? ''}.gleam`);
  const starts = manifest.target === 'erlang' && hasMain(project, service, main);
  const outside = manifest.folders.some((folder) => relativeTo(service, folder) === undefined);
  return {
    stack: 'gleam',
    answers: {
      stack: 'gleam',
      service,
      framework: framework?.id ?? null,
      packageManager: null,
      runtimeVersion: version.version,
      base: 'slim',
      build: null,
      ...(starts ? { start: START } : {}),
      port: listens.port?.port ?? null,
      healthcheck: listens.port === null ? null : (listens.health?.path ?? '/'),
    },
    detected: [
      ...version.evidence,
      ...(manifest.lock === null ? [] : [{ what: 'lock', value: 'manifest.toml', from: manifest.lock }]),
      ...(framework ? [{ what: 'framework', value: framework.id, from: `${manifest.path} dependencies` }] : []),
      ...(starts ? [{ what: 'start', value: START.join(' '), from: main }] : []),
      ...listeningEvidence(listens.port, listens.health),
    ],
    notes: [...version.notes, ...notesOn(manifest), ...credentialNotes(project, manifest), ...listens.notes],
    secrets: [],
    facts: {
      manifest,
      otp: version.otp,
      context: outside ? '.' : service,
      folder: outside && service !== '.' ? service : '.',
      starts,
      readsPort: listens.readsPort,
      healthSeen: listens.health !== null,
    },
  };
}

function hasMain(project: Project, service: string, main: string): boolean {
  const source = gleamSources(project, service).find(({ path }) => path === main);
  return /^pub fn main\(/m.test(source?.text ?? '');
}

function notesOn({ path, target, lock, dependencies }: GleamManifest): string[] {
  return [
    ...(target === 'javascript'
      ? [
          `${path} has JavaScript as its target, which this stack does not run: bundle it, and serve it with what serves its pages.`,
        ]
      : []),
    ...(lock === null && dependencies.size > 0
      ? [
          `${path} has dependencies and there is no manifest.toml: run gleam deps download and commit it, or nothing holds them to what you tested.`,
        ]
      : []),
  ];
}

/** Addresses of git with a password in them. */
function credentialNotes(project: Project, { path, lock }: GleamManifest): string[] {
  const open = [path, ...(lock === null ? [] : [lock])].flatMap((file) => openIn(project, file));
  return open.map((place) => openNote(place, { goes: 'build' }));
}
