import type { Page } from '../lib/cases.ts';
import type { ManagerId } from '../lib/scaffold.ts';

/** A starter as its framework ships it, and with which package manager it is locked. */
export interface Starter {
  readonly name: string;
  readonly manager: ManagerId;
  /** Makes the folder `app`; versions pinned. */
  readonly scaffold: string;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly page?: Page;
  /** What it prints before it ends by itself: a program that serves nothing. */
  readonly prints?: string;
  /** Why it cannot pass without the Internet, and the words of that failure; any other fails the run. */
  readonly exception?: { readonly why: string; readonly shows: string };
}

/** A framework's own command, and what it makes. */
export type Template = Omit<Starter, 'manager'>;

/** The same template, locked by each of the managers that it offers. */
export function lockedBy(managers: readonly ManagerId[], template: Template): Starter[] {
  return managers.map((manager) => ({ ...template, manager }));
}

/** The first pages of a framework's guide, typed by hand: for those whose command fetches its templates from GitHub, or that have none. */
export function guide(name: string, ...then: string[]): string {
  return [`cp -r /guides/${name} app`, ...then].join(' && ');
}

/** An example that a package of PyPI has among its sources: a folder as `app`, or a file as one of it. */
export function fromSources(name: string, release: string, example: string, as = 'app'): string {
  const fetched = `pip download --quiet --no-deps --no-binary :all: ${name}==${release} && tar -xf ${name}-${release}.tar.gz`;
  return [fetched, ...(as === 'app' ? [] : ['mkdir app']), `cp -r ${name}-${release}/${example} ${as}`].join(' && ');
}

/** A folder of a Go module, as the module proxy serves it; the whole module with `.`. */
export function fromModule(module: string, release: string, folder: string, ...then: string[]): string {
  const path = `"$(go mod download -json ${module}@${release} | sed -n 's/^\\t"Dir": "\\(.*\\)",$/\\1/p')"/${folder}`;
  return [`cp -r ${path} app && chmod -R u+w app && cd app`, ...then].join(' && ');
}

/** What is fetched from a starter's image. */
export function pageOf(starter: Starter): Page {
  return starter.page ?? { path: '/', text: '<html' };
}

/** A page that says this. */
export function says(text: string, path = '/'): Page {
  return { path, text };
}
