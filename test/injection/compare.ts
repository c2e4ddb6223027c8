import { auditDockerfile } from '../../src/audit/index.ts';
import { isCleanPath } from '../../src/core/path.ts';
import type { RenderedFile } from '../../src/core/plan.ts';
import { type Instruction, parseDockerfile } from '../../src/dockerfile/parse.ts';
import { type Token, tokens } from './tokens.ts';

/** What the harmless values hold: where it stands in the twin's output, the crafted value may stand. */
export const MARK = 'harmless';

export interface Files {
  readonly dockerfile: RenderedFile;
  readonly ignore: RenderedFile;
  /** Configuration of what serves, and Dockerfiles of further images. */
  readonly others: readonly RenderedFile[];
}

export interface Leniency {
  /** The harmless value's own mark, where it cannot hold the usual one. */
  readonly mark?: string;
  /** The value is a command that runs without a shell: CMD and ENTRYPOINT may hold any words, in the exec form. */
  readonly words?: boolean;
  /** The value is a chain of commands: RUN may hold any words of them, and `&&`, but nothing that a shell fills in. */
  readonly commands?: boolean;
}

const OTHERS = /^(?:[a-z0-9-]+\.)?(?:nginx\.conf|php\.ini|php-fpm\.conf|nginx\.Dockerfile(?:\.dockerignore)?)$/;

/** The files of a service by what they are; each lies below the root, beside the service's Dockerfile. */
export function sortFiles(files: readonly RenderedFile[]): Files {
  const dockerfile = files.find(({ path }) => /(?:^|\/|\.)Dockerfile$/.test(path));
  const folder = dockerfile?.path.replace(/[^/]*$/, '') ?? '';
  const own = (path: string) => isCleanPath(path) && /^[a-z0-9-]*[.A-Za-z]+$/.test(path.slice(folder.length));
  const ignore = files.find(({ path }) => path.endsWith('.dockerignore'));
  const others = files.filter((file) => file !== dockerfile && file !== ignore);
  const strange = [
    ...[dockerfile, ignore].filter((file) => file && !(file.path.startsWith(folder) && own(file.path))),
    ...others.filter(({ path }) => !path.startsWith(folder) || !OTHERS.test(path.slice(folder.length))),
  ];
  if (!dockerfile || !ignore || strange.length > 0)
    throw new Error(`files with unexpected names: ${files.map(({ path }) => JSON.stringify(path)).join(', ')}`);
  return { dockerfile, ignore, others };
}

/**
 * Where a crafted project's files differ from its harmless twin's, other than in the one value: instructions with their
 * flags and arguments, comments, lines of the other files, findings of our audit, control characters.
 * @returns one sentence each; none when only the value differs
 */
export function differences(twin: Files, crafted: Files, leniency: Leniency = {}): string[] {
  return [
    ...dockerfileDifferences(twin.dockerfile.text, crafted.dockerfile.text, leniency),
    ...lineDifferences('ignore file', twin.ignore.text, crafted.ignore.text, leniency),
    ...otherDifferences(twin.others, crafted.others, leniency),
    ...newFindings(twin, crafted),
    ...[crafted.dockerfile, crafted.ignore, ...crafted.others].flatMap(({ text }) => controls(text)),
  ];
}

function otherDifferences(twin: readonly RenderedFile[], crafted: readonly RenderedFile[], leniency: Leniency) {
  if (twin.length !== crafted.length) return [`${crafted.length} further files instead of ${twin.length}`];
  return twin.flatMap(({ path, text }, at) => {
    const other = crafted[at]?.text ?? '';
    if (path.endsWith('Dockerfile')) return dockerfileDifferences(text, other, leniency);
    return lineDifferences(path.replace(/^.*\//, ''), text, other, leniency);
  });
}

/** What no line of a file or message holds: control characters, line separators, and what nobody sees but for joiners. */
export const RAW = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;

function controls(text: string): string[] {
  const found = RAW.exec(text.replaceAll('\n', '')) ?? (text.isWellFormed() ? null : ['lone surrogate']);
  return found ? [`a control character in the output: ${JSON.stringify(found[0])}`] : [];
}

function dockerfileDifferences(twin: string, crafted: string, leniency: Leniency): string[] {
  const [ours, theirs] = [parseDockerfile(twin), parseDockerfile(crafted)];
  const directives = ({ directives: all }: typeof ours) => all.map(({ name, value }) => `${name}=${value.text}`).join();
  const out: string[] = [];
  if (directives(ours) !== directives(theirs)) out.push(`directives: ${directives(theirs)}`);
  if (ours.comments.length !== theirs.comments.length) out.push(`${theirs.comments.length} comments`);
  if (ours.instructions.length !== theirs.instructions.length)
    out.push(`${theirs.instructions.length} instructions instead of ${ours.instructions.length}`);
  ours.instructions.forEach((instruction, at) => {
    const other = theirs.instructions[at];
    if (other) out.push(...instructionDifferences(instruction, other, leniency));
  });
  return out;
}

function instructionDifferences(twin: Instruction, crafted: Instruction, leniency: Leniency): string[] {
  const { words = false, commands = false, mark = MARK } = leniency;
  const place = `line ${crafted.line} ${crafted.keyword}`;
  if (twin.keyword !== crafted.keyword) return [`${place} instead of ${twin.keyword}`];
  if (heredocs(twin) !== heredocs(crafted)) return [`${place}: a heredoc`];
  const command = twin.keyword === 'CMD' || twin.keyword === 'ENTRYPOINT';
  if (words && command && twin.json !== null && crafted.json !== null) return [];
  const [ours, theirs] = [units(twin), units(crafted)];
  if (commands && twin.keyword === 'RUN' && ours.some(({ text }) => text.includes(mark)))
    return theirs.filter(isLive).map(({ text }) => `${place}: ${text}`);
  if (ours.length !== theirs.length) return [`${place}: ${theirs.length} words instead of ${ours.length}`];
  return ours.flatMap((unit, at) =>
    fits(unit, theirs[at], mark) ? [] : [`${place}: ${theirs[at]?.text} for ${unit.text}`],
  );
}

/** What an instruction writes out: the probe's source in both, or nothing. */
function heredocs(instruction: Instruction): string {
  return JSON.stringify(instruction.heredocs.map(({ body }) => body.text));
}

/** A word may differ where the twin's holds the harmless value; operators, comments and what is filled in may not. */
function fits(twin: Token, crafted: Token | undefined, mark: string): boolean {
  if (twin.kind !== crafted?.kind || twin.expansions !== crafted.expansions) return false;
  return twin.text === crafted.text || (twin.kind === 'word' && twin.text.includes(mark));
}

/** What a chain of quoted commands never holds. */
function isLive({ kind, text, expansions }: Token): boolean {
  return expansions > 0 || kind === 'comment' || (kind === 'operator' && text !== '&' && text !== 'words');
}

/** Everything that an instruction says, in order: each field of each flag, then its words as the build reads them. */
function units(instruction: Instruction): Token[] {
  const { keyword, flags, args, json, inner } = instruction;
  const named = flags.flatMap(({ name, value }) => (value?.text ?? '').split(',').map((field) => `--${name} ${field}`));
  const language = keyword === 'RUN' || inner ? 'shell' : 'docker';
  const exec = inner?.json ?? json;
  // paths of a COPY say the same in both forms
  const form: Token = { kind: 'operator', text: exec && keyword !== 'COPY' ? 'list' : 'words', expansions: 0 };
  return [
    ...named.map(plainWord),
    form,
    ...(exec ? exec.map((word) => execWord(word, keyword)) : tokens(args.text, language)),
  ];
}

function plainWord(text: string): Token {
  return { kind: 'word', text, expansions: 0 };
}

/** BuildKit fills variables into the paths of a COPY also where they are a list; the lists of commands stay as they are. */
function execWord(text: string, keyword: string): Token {
  const expansions = keyword === 'COPY' ? (text.match(/(?<!\\)\$/g)?.length ?? 0) : 0;
  return { kind: 'word', text, expansions };
}

function lineDifferences(name: string, twin: string, crafted: string, { mark = MARK }: Leniency): string[] {
  const [ours, theirs] = [twin.split('\n'), crafted.split('\n')];
  // a pattern that cannot be written is left out
  const without = ours.filter((line) => !line.includes(mark));
  if (without.join('\n') === crafted) return [];
  if (ours.length !== theirs.length) return [`${name}: ${theirs.length} lines instead of ${ours.length}`];
  return ours.flatMap((line, at) => {
    const other = theirs[at] ?? '';
    const allowed = line.includes(mark) && shapeOf(line) === shapeOf(other);
    return line === other || allowed ? [] : [`${name}: ${JSON.stringify(other)} for ${JSON.stringify(line)}`];
  });
}

/** What makes a line of an ignore file or of nginx.conf mean something else than a name. */
function shapeOf(line: string): string {
  return `${/^[!#]?/.exec(line)?.[0]}${line.replace(/[^*?[\]{};$"'\\]/g, '')}`;
}

function newFindings(twin: Files, crafted: Files): string[] {
  const known = new Set(findings(twin));
  return findings(crafted).filter((one) => !known.has(one));
}

/** Suppressed ones too: a value that silences a rule is as bad as one that breaks it. */
function findings({ dockerfile, ignore, others }: Files): string[] {
  const dockerfiles = [dockerfile, ...others.filter(({ path }) => path.endsWith('Dockerfile'))];
  const all = dockerfiles.flatMap(({ text }) => auditDockerfile({ name: 'Dockerfile', text, ignoreFile: ignore }));
  return all.map(({ rule, suppressed }) => `${rule}${suppressed === null ? '' : ' suppressed'}`);
}
