import { expand } from '../dockerfile/expand.ts';
import type { Instruction } from '../dockerfile/parse.ts';
import { type Command, parseShell } from '../dockerfile/shell.ts';
import type { Stage } from '../dockerfile/stages.ts';

/** What a container starts: the words of one program, and the commands that run before it. */
export interface Started {
  readonly words: readonly string[];
  readonly before: readonly (readonly string[])[];
}

/** Why it cannot be told. */
export interface Unclear {
  readonly reason: string;
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash']);

/** ENTRYPOINT, that of the file or of the image, and CMD joined as Docker joins them; null when the file says neither. */
export function startedBy(stage: Stage, image: readonly string[]): Started | Unclear | null {
  const { entrypoint, cmd } = stage;
  const instruction = entrypoint ?? cmd;
  if (!instruction) return null;
  if (!instruction.json) return fromShell(instruction.args.text, stage);
  if (!entrypoint) return fromWords([...image, ...instruction.json], stage);
  if (!cmd) return fromWords(instruction.json, stage);
  return fromWords([...(entrypoint.json ?? []), ...(cmd.json ?? ['/bin/sh', '-c', cmd.args.text])], stage);
}

/** The line of the instruction that names the program. */
export function startLine({ entrypoint, cmd }: Stage): Instruction | null {
  return entrypoint && !entrypoint.json ? entrypoint : (cmd ?? entrypoint);
}

/** Words as they are run; `sh -c TEXT` is taken apart. */
export function fromWords(words: readonly string[], stage: Stage): Started | Unclear {
  const [first = ''] = words;
  const script = SHELLS.has(baseName(first)) && /^-[a-z]*c$/.test(words[1] ?? '') ? words[2] : undefined;
  return script === undefined ? { words, before: [] } : fromShell(script, stage);
}

/** The last command of a chain is the program; anything but a chain is for a shell to run. */
function fromShell(text: string, stage: Stage): Started | Unclear {
  const commands = parseShell(text).filter(({ words }) => words.length > 0);
  const last = commands.at(-1);
  if (!last) return { reason: 'it is empty' };
  if (commands.length > 20) return { reason: 'it is a long script' };
  if (commands.some(forShell)) return { reason: 'it needs a shell' };
  const words: string[] = [];
  for (const word of last.words) {
    const value = expand(word, (name) => stage.env.get(name) ?? null);
    if (value === null || value.includes('`')) return { reason: 'it uses a variable that only a shell fills in' };
    words.push(value);
  }
  return { words, before: commands.slice(0, -1).map((command) => command.words) };
}

function forShell({ nested, behind, redirects }: Command): boolean {
  return nested || redirects.length > 0 || behind === '|' || behind === '&' || behind === '||';
}

/** The file name of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Programs that start another one and take care of its signals and children. */
export const INITS = /^(?:tini|tini-static|dumb-init|catatonit)$/;

/** Whether a word names a script that starts another program. */
export function isScript(word: string): boolean {
  return /\.(?:sh|bash)$/.test(word) || /(?:^|[/-])entrypoint$/.test(word);
}
