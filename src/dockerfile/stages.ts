import { expand, type Lookup } from './expand.ts';
import { pairs } from './pairs.ts';
import type { Dockerfile, Instruction } from './parse.ts';
import { splitReference } from './reference.ts';
import type { Token } from './source.ts';
import { Variables } from './variables.ts';
import { unquote } from './words.ts';

/** A value and the instruction that set it. */
export interface Setting {
  /** Variables replaced; null when only the build knows it. */
  readonly value: string | null;
  readonly instruction: Instruction;
}

/** What a stage is left with; everything that its parent stage set is included. */
interface Scope {
  user: Setting | null;
  workdir: Setting | null;
  entrypoint: Instruction | null;
  cmd: Instruction | null;
  healthcheck: Instruction | null;
  readonly env: Variables;
  /** ARGs in scope. */
  readonly args: Variables;
}

/** One stage with what is known of it at its end. */
export interface Stage extends Readonly<Scope> {
  readonly index: number;
  /** Lower case, as the build compares it; null when it has none. */
  readonly name: string | null;
  /** The name as it is written behind AS. */
  readonly nameToken: Token | null;
  /** What to call it in a message: its name, or its number. */
  readonly label: string;
  readonly from: Instruction;
  /** What FROM names, as it is written. */
  readonly base: Token;
  /** The same with global ARGs replaced; null when one of them has no default. */
  readonly image: string | null;
  /** The earlier stage that FROM names. */
  readonly parent: Stage | null;
  /** The image below all parents; null when only the build knows it. */
  readonly origin: string | null;
  /** The tag of that image; where a digest stands alone, the one that a comment above FROM names, as this tool writes it. */
  readonly originTag: string | null;
  /** The instructions behind FROM. */
  readonly instructions: readonly Instruction[];
  readonly final: boolean;
  /** Whether building the final stage needs it. */
  readonly reachable: boolean;
  readonly line: number;
  readonly endLine: number;
}

type Draft = Omit<Stage, 'reachable'> & { reachable: boolean };

/** The stages of a Dockerfile in order. Instructions before the first FROM belong to none; ARGs among them are global. */
export function readStages({ instructions, comments, escape: mark }: Dockerfile): Stage[] {
  const globals = new Variables();
  const byName = new Map<string, Draft>();
  const stages: Draft[] = [];
  const said = new Map(comments.map(({ line, text }) => [line, text.replace(/^#\s*/, '').trimEnd()]));
  const groups = groupByFrom(instructions, globals, mark);
  for (const [index, group] of groups.entries()) {
    const stage = readStage(group, { index, final: index === groups.length - 1, byName, globals, mark, said });
    stages.push(stage);
    byName.set(String(index), stage);
    if (stage.name !== null) byName.set(stage.name, stage);
  }
  markReachable(stages);
  return stages;
}

/** The stage that a FROM or --from in another stage names, by name or number; undefined for an image or a context. */
export function stageNamed(stages: readonly Stage[], before: number, name: string): Stage | undefined {
  const wanted = name.toLowerCase();
  return stages.findLast((stage) => stage.index < before && (stage.name === wanted || String(stage.index) === wanted));
}

type Group = readonly [Instruction, ...Instruction[]];

function groupByFrom(instructions: readonly Instruction[], globals: Variables, mark: string): Group[] {
  const groups: [Instruction, ...Instruction[]][] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') groups.push([instruction]);
    else if (groups.length > 0) groups.at(-1)?.push(instruction);
    else if (instruction.keyword === 'ARG') declare(globals, instruction, (name) => globals.get(name), mark);
  }
  return groups;
}

function declare(into: Variables, instruction: Instruction, lookup: Lookup, mark: string): void {
  for (const { name, value } of pairs(instruction, mark)) {
    into.set(name, value === null ? null : expand(value, lookup));
  }
}

interface Context {
  readonly index: number;
  readonly final: boolean;
  readonly byName: ReadonlyMap<string, Draft>;
  readonly globals: Variables;
  readonly mark: string;
  /** Comments by their line. */
  readonly said: ReadonlyMap<number, string>;
}

function readStage([from, ...instructions]: Group, { index, final, byName, globals, mark, said }: Context): Draft {
  const [first, as, named] = from.words;
  const base: Token = first ?? { text: '', start: from.end, end: from.end };
  const image = expand(unquote(base.text, mark), (name) => platform(name, globals.get(name))) || null;
  const parent = (image !== null && /^\D/.test(image) && byName.get(image.toLowerCase())) || null;
  const nameToken = as?.text.toLowerCase() === 'as' && named ? named : null;
  const name = nameToken?.text.toLowerCase() ?? null;
  const scope = inherit(parent);
  for (const instruction of instructions) apply(scope, instruction, globals, mark);
  const place = { line: from.line, endLine: (instructions.at(-1) ?? from).endLine, final, reachable: false };
  const label = name ?? String(index);
  const origin = parent ? parent.origin : image;
  const originTag = parent ? parent.originTag : image === null ? null : tagOf(image, said.get(from.line - 1));
  const stands = { base, image, parent, origin, originTag };
  return { ...scope, ...place, ...stands, index, name, nameToken, label, from, instructions };
}

function tagOf(image: string, comment: string | undefined): string | null {
  const { name, tag, digest } = splitReference(image);
  if (tag !== null || digest === null || comment === undefined || /\s/.test(comment)) return tag;
  const noted = splitReference(comment);
  return noted.name === name && noted.digest === null ? noted.tag : null;
}

/** What BuildKit sets by itself is not in the file. */
function platform(name: string, value: string | null | undefined): string | null | undefined {
  const builtIn = /^(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)$|^TARGETSTAGE$/.test(name);
  return value === undefined && builtIn ? null : value;
}

function inherit(parent: Stage | null): Scope {
  const { user = null, workdir = null, entrypoint = null, cmd = null, healthcheck = null } = parent ?? {};
  const env = new Variables(parent?.env ?? null);
  return { user, workdir, entrypoint, cmd, healthcheck, env, args: new Variables(parent?.args ?? null) };
}

const SETS: Readonly<Record<string, 'entrypoint' | 'cmd' | 'healthcheck'>> = {
  ENTRYPOINT: 'entrypoint',
  CMD: 'cmd',
  HEALTHCHECK: 'healthcheck',
};

function apply(scope: Scope, instruction: Instruction, globals: Variables, mark: string): void {
  const { keyword, args } = instruction;
  // What neither ENV nor ARG sets can still come from the base image, so it is unknown and not empty.
  const lookup: Lookup = (name) => scope.env.get(name) ?? scope.args.get(name) ?? null;
  const value = () => expand(unquote(args.text, mark), lookup);
  const sets = Object.hasOwn(SETS, keyword) ? SETS[keyword] : undefined;
  if (sets) scope[sets] = instruction;
  else if (keyword === 'ENV') declare(scope.env, instruction, lookup, mark);
  else if (keyword === 'ARG') declareArg(scope.args, instruction, lookup, globals, mark);
  else if (keyword === 'USER') scope.user = { value: value(), instruction };
  else if (keyword === 'WORKDIR') scope.workdir = { value: joinPath(scope.workdir, value()), instruction };
}

function declareArg(into: Variables, instruction: Instruction, lookup: Lookup, globals: Variables, mark: string): void {
  for (const { name, value } of pairs(instruction, mark)) {
    into.set(name, value === null ? (globals.get(name) ?? null) : expand(value, lookup));
  }
}

function joinPath(before: Setting | null, path: string | null): string | null {
  if (path === null || path.startsWith('/') || /^[A-Za-z]:/.test(path)) return path;
  return before?.value ? `${before.value.replace(/\/$/, '')}/${path}` : null;
}

/** Every stage knows only earlier ones, so one walk from the last to the first finds all that are needed. */
function markReachable(stages: readonly Draft[]): void {
  const last = stages.at(-1);
  if (last) last.reachable = true;
  const wanted = new Set<string>();
  for (const stage of stages.toReversed()) {
    const isWanted = [stage.name, String(stage.index)].some((name) => name !== null && wanted.delete(name));
    if (isWanted) stage.reachable = true;
    if (!stage.reachable) continue;
    if (stage.parent?.name) wanted.add(stage.parent.name);
    for (const name of stageNamesUsed(stage)) wanted.add(name);
  }
}

function stageNamesUsed({ instructions }: Stage): string[] {
  const names: string[] = [];
  for (const { flags } of instructions) {
    for (const { name, value, fields } of flags) {
      if (name === 'from' && value) names.push(value.text.toLowerCase());
      for (const { text } of name === 'mount' ? fields : []) {
        if (text.toLowerCase().startsWith('from=')) names.push(text.slice(5).toLowerCase());
      }
    }
  }
  return names;
}
