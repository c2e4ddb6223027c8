import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What one page must answer. */
export interface Page {
  readonly path: string;
  readonly status?: number;
  /** A text that the body must hold. */
  readonly text?: string;
  /** Headers that it must have, each with a text that its value must hold. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A project and what must be true of its image: `projects/<name>/case.json` beside `projects/<name>/project`. */
export interface Case {
  readonly name: string;
  readonly directory: string;
  /** Flags for create besides `--yes` and `--base`. */
  readonly flags?: readonly string[];
  /** Values of `--base`; each is built and run. */
  readonly bases: readonly string[];
  /** Those of them that the short run (`E2E_CASES=telling`) takes. */
  readonly telling?: readonly string[];
  /** What it answers; none for a worker, which says something instead. */
  readonly pages: readonly Page[];
  readonly says?: string;
  /** Variables that the service itself needs to start. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Build secret id → content; `{marker}` in it becomes a value that must be found nowhere afterwards. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The command that writes the lock file, where that would name a registry: see lock.ts. */
  readonly lock?: string;
  /**
   * Images that cannot be had where the test runs → what is built in their place (`folder:stage` below `stand-ins/`). It proves
   * the Dockerfile's stages, mounts, files, user and start; never the tool that the image would have brought.
   */
  readonly standIns?: Readonly<Record<string, string>>;
  /** A private npm registry to serve while it builds: the port, and the packages of `packages/`. */
  readonly registry?: number;
  /** The same for a private index of gems. */
  readonly gems?: number;
  /** Ids of caches that stay empty here; any other that does proves nothing. */
  readonly empty?: readonly string[];
}

/** One image to prove: a case on a base. */
export interface Proof {
  readonly title: string;
  readonly base: string;
  readonly case: Case;
}

const PROJECTS = fileURLToPath(new URL('../projects/', import.meta.url));

/** Every case, sorted by name. */
export function readCases(): Case[] {
  return readdirSync(PROJECTS)
    .sort()
    .map((name) => {
      const directory = `${PROJECTS}${name}`;
      return { ...JSON.parse(readFileSync(`${directory}/case.json`, 'utf8')), name, directory };
    });
}

function titleOf({ name, standIns }: Case, base: string): string {
  return `${name} on ${base}${standIns ? ' (stand-ins for its images)' : ''}`;
}

/**
 * The proofs that are asked for.
 * @param wanted `telling`, names by comma (`vite-spa`, `express-npm-ts:alpine`), or empty for all
 * @throws Error when a name is none of the cases
 */
export function chooseProofs(cases: readonly Case[], wanted: string): Proof[] {
  const all = cases.flatMap((each) => each.bases.map((base) => ({ title: titleOf(each, base), base, case: each })));
  if (wanted === '') return all;
  if (wanted === 'telling') return all.filter((proof) => proof.case.telling?.includes(proof.base));
  return wanted.split(',').flatMap((name) => {
    const found = all.filter((proof) => name === proof.case.name || name === `${proof.case.name}:${proof.base}`);
    if (found.length === 0) throw new Error(`E2E_CASES: no case ${name}`);
    return found;
  });
}
