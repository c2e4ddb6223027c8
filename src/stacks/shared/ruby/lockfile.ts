import type { Project } from '../../../core/project.ts';

/** A gem as the lock file has it. */
export interface LockedGem {
  readonly version: string;
  /** The platforms that it has a compiled form for: `x86_64-linux-gnu`; empty where there is the source only. */
  readonly platforms: readonly string[];
  readonly needs: readonly string[];
  /** Whether it is fetched, and not a folder of the project. */
  readonly fetched: boolean;
}

/** What Gemfile.lock (or gems.locked) says. */
export interface Lock {
  readonly path: string;
  readonly gems: ReadonlyMap<string, LockedGem>;
  /** The gems that the Gemfile names. */
  readonly direct: readonly string[];
  /** The platforms that it was made for: `ruby`, `x86_64-linux`, `arm64-darwin-23`. */
  readonly platforms: readonly string[];
  readonly ruby: string | null;
  readonly bundler: string | null;
  readonly checksums: boolean;
  /** Where gems come from, with the line: indexes and repositories. */
  readonly remotes: readonly { readonly url: string; readonly line: number; readonly git: boolean }[];
}

const MOST_LINES = 100_000;

interface Draft {
  version: string;
  platforms: string[];
  needs: string[];
  readonly fetched: boolean;
}

/** Reads a lock file of Bundler; undefined when it is not there. */
export function readLock(project: Project, path: string): Lock | undefined {
  const text = project.text(path);
  if (text === undefined) return undefined;
  const gems = new Map<string, Draft>();
  const lists: Record<string, string[]> = { PLATFORMS: [], DEPENDENCIES: [], 'RUBY VERSION': [], 'BUNDLED WITH': [] };
  const remotes: { url: string; line: number; git: boolean }[] = [];
  let section = '';
  let last: Draft | undefined;
  let checksums = false;
  for (const [index, raw] of text.split('\n', MOST_LINES).entries()) {
    const line = raw.trimEnd().slice(0, 500);
    if (/^[A-Z]/.test(line)) section = line;
    else if (Object.hasOwn(lists, section)) lists[section]?.push(...(/^ {2,3}(\S.*)$/.exec(line)?.slice(1) ?? []));
    else if (section === 'CHECKSUMS') checksums ||= / sha\d{3}=/.test(line);
    else if (/^(?:GEM|GIT|PATH|PLUGIN SOURCE)$/.test(section)) {
      const remote = /^ {2}remote: (\S{1,500})$/.exec(line)?.[1];
      if (remote !== undefined && section !== 'PATH')
        remotes.push({ url: remote, line: index + 1, git: section === 'GIT' });
      last = addGem(gems, line, section !== 'PATH') ?? last;
      const need = /^ {6}([\w.-]{1,100})/.exec(line)?.[1];
      if (need !== undefined) last?.needs.push(need);
    }
  }
  return {
    path,
    gems,
    direct: (lists.DEPENDENCIES ?? []).map((line) => line.replace(/[ !(].*$/, '')),
    platforms: lists.PLATFORMS ?? [],
    ruby: /^ruby (\d{1,2}\.\d{1,2}\.\d{1,3})/.exec(lists['RUBY VERSION']?.[0] ?? '')?.[1] ?? null,
    bundler: /^\d{1,2}(?:\.\d{1,4}){1,3}$/.exec(lists['BUNDLED WITH']?.[0] ?? '')?.[0] ?? null,
    checksums,
    remotes,
  };
}

/** `    nokogiri (1.18.10-x86_64-linux-gnu)`: a version never has a dash of its own. */
function addGem(gems: Map<string, Draft>, line: string, fetched: boolean): Draft | undefined {
  const [, name, version = '', platform] =
    /^ {4}([\w.-]{1,100}) \(([^\s)-]{1,60})(?:-([^\s)]{1,60}))?\)$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const draft = gems.get(name) ?? { version, platforms: [], needs: [], fetched };
  if (platform !== undefined) draft.platforms.push(platform);
  gems.set(name, draft);
  return draft;
}
