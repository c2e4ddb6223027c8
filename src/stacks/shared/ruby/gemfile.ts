import type { Project } from '../../../core/project.ts';

/** A gem as the Gemfile asks for it. */
export interface GemAsk {
  readonly name: string;
  /** The groups that it is for; empty for all of the service's life. */
  readonly groups: readonly string[];
  /** A folder of the project that holds it, as it is written. */
  readonly path: string | null;
  /** The repository that it is fetched from, as it is written. */
  readonly git: string | null;
}

/** An address that gems come from. */
export interface Source {
  readonly url: string;
  readonly line: number;
}

/** What `ruby …` asks for. */
export interface RubyAsk {
  /** `~> 3.3`, `3.4.2`, all of which hold. */
  readonly versions: readonly string[];
  /** The file that it takes the version from. */
  readonly file: string | null;
  /** `jruby` and the like; null for Ruby itself. */
  readonly engine: string | null;
}

/** What a Gemfile says, as far as its lines can be read without running it: it is a program. */
export interface Gemfile {
  readonly path: string;
  readonly gems: readonly GemAsk[];
  readonly sources: readonly Source[];
  readonly ruby: RubyAsk | null;
  /** Further Gemfiles that it reads, as they are written. */
  readonly included: readonly string[];
  /** Whether it takes its gems from a gemspec, and so has to see the sources. */
  readonly gemspec: boolean;
}

const MOST_LINES = 5_000;
const LONGEST = 2_000;
/** `source "…"`, `git: "…"`; a program in the text (`#{…}`) may have quotes of its own. */
const ADDRESS =
  /\b(?:source|git)\b[ \t(:=>]{1,8}(?:"((?:[^"#\n]|#(?!\{)|#\{[^}\n]{0,200}\}){1,500})"|'([^'\n]{1,500})')/;

/** A block that is open: what it says of the gems in it. */
type Block = Partial<Omit<GemAsk, 'name'>>;

/** Reads a Gemfile (or gems.rb) as text; undefined when it is not there. */
export function readGemfile(project: Project, path: string): Gemfile | undefined {
  const text = project.text(path);
  if (text === undefined) return undefined;
  const gems: GemAsk[] = [];
  const sources: Source[] = [];
  const included: string[] = [];
  const blocks: Block[] = [];
  const found = { ruby: null as RubyAsk | null, gemspec: false };
  for (const { line, said } of statements(text)) {
    const [, verb = '', rest = ''] = /^(\w+)\b[ \t(]{0,4}(.*)$/.exec(said) ?? [];
    const address = ADDRESS.exec(said);
    if (address) sources.push({ url: address[1] ?? address[2] ?? '', line });
    if (verb === 'gem') gems.push(...gemOf(rest, blocks));
    else if (verb === 'ruby') found.ruby ??= rubyOf(rest);
    else if (verb === 'gemspec') found.gemspec = true;
    else if (verb === 'eval_gemfile') included.push(...quoted(rest).slice(0, 1));
    else if (verb === 'end') blocks.pop();
    if (/\bdo(?:[ \t]{0,4}\|[^|]{0,100}\|)?$/.test(said)) blocks.push(blockOf(verb, rest));
    else if (/^(?:if|unless|case|begin|def|while)\b/.test(said) && !/\bend$/.test(said)) blocks.push({});
  }
  return { path, gems, sources, included, ...found };
}

/** The lines of a Ruby file without comments; one that ends in a comma goes on. */
function* statements(text: string): Generator<{ line: number; said: string }> {
  let open = '';
  let first = 0;
  for (const [index, raw] of text.split('\n', MOST_LINES).entries()) {
    const said = raw
      .slice(0, LONGEST)
      .replace(/(?:^|[ \t])#(?!\{).*$/, '')
      .trim();
    if (open === '') first = index + 1;
    open = `${open} ${said}`.trim().slice(0, LONGEST);
    if (said === '' || said.endsWith(',')) continue;
    yield { line: first, said: open };
    open = '';
  }
  if (open !== '') yield { line: first, said: open };
}

function gemOf(rest: string, blocks: readonly Block[]): GemAsk[] {
  const name = /^["']([A-Za-z0-9][\w.-]{0,100})["']/.exec(rest)?.[1];
  if (name === undefined) return [];
  const own = optionsOf(rest);
  const groups = [...blocks.flatMap((block) => block.groups ?? []), ...own.groups];
  const path = own.path ?? inherited(blocks, 'path');
  return [{ name, groups, path, git: own.git ?? inherited(blocks, 'git') }];
}

function inherited(blocks: readonly Block[], key: 'path' | 'git'): string | null {
  return blocks.findLast((block) => block[key] != null)?.[key] ?? null;
}

function optionsOf(rest: string): Omit<GemAsk, 'name'> {
  const option = (names: string) =>
    new RegExp(`\\b(?:${names})(?::|["']?[ \\t]{0,4}=>)[ \\t]{0,4}["']([^"']{1,500})["']`).exec(rest)?.[1] ?? null;
  const groups =
    /\bgroups?(?::|["']?[ \t]{0,4}=>)[ \t]{0,4}(%[iw])?(\[[^\]]{0,300}\]|["':]\w{1,60})/.exec(rest)?.[2] ?? '';
  return { groups: words(groups), path: option('path'), git: option('git|github|gitlab|bitbucket|gist') };
}

function blockOf(verb: string, rest: string): Block {
  if (verb === 'group') return { groups: words(rest.replace(/\bdo\b.*$/, '').replace(/\boptional:.*$/, '')) };
  const [first = null] = quoted(rest);
  if (verb === 'path') return { path: first };
  return verb === 'git' || verb === 'github' ? { git: first } : {};
}

function rubyOf(rest: string): RubyAsk {
  const engine = /\bengine(?::|[ \t]{0,4}=>)[ \t]{0,4}["':](\w{1,40})/.exec(rest)?.[1] ?? null;
  const file =
    /\bfile(?::|[ \t]{0,4}=>)[ \t]{0,4}["']([^"']{1,200})["']/.exec(rest)?.[1] ??
    /\bread\([ \t]{0,4}["']([^"']{1,200})["']/.exec(rest)?.[1] ??
    null;
  const before = rest.replace(/\b(?:engine|engine_version|patchlevel|file)\b.*$/, '');
  return { versions: file === null ? quoted(before) : [], file, engine };
}

/** The names in `:development, :test`, `[:a, "b"]` or `%i[a b]`. */
function words(list: string): string[] {
  return [...list.matchAll(/\w{1,60}/g)].map(([name]) => name);
}

function quoted(text: string): string[] {
  return [...text.matchAll(/["']([^"'\n]{1,300})["']/g)].map((match) => match[1] ?? '');
}
