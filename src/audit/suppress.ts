import type { Comment, Dockerfile, Instruction } from '../dockerfile/parse.ts';
import type { Finding } from './rule.ts';

/** Silenced rules → what reports say of it. A key is `own:user/root`, `hadolint:DL3002`, or `hadolint:*` for all of a tool. */
type Silenced = Map<string, string>;

/** What the comments of a Dockerfile silence. */
export interface Suppressions {
  readonly inFile: ReadonlyMap<string, string>;
  /** By the first line of the instruction that a comment stands above or in. */
  readonly byInstruction: ReadonlyMap<number, ReadonlyMap<string, string>>;
  /** All of them, for findings that have no line of their own. */
  readonly anywhere: ReadonlyMap<string, string>;
}

interface Form {
  readonly tool: string;
  readonly pattern: RegExp;
  readonly scope: 'file' | 'instruction';
  /** Turns an id as people write it into the one that aliases hold. */
  readonly id?: (written: string) => string;
}

const trivyId = (written: string) =>
  written.replace(/^(?:AVD-)?DS-?0*(\d{1,4})$/i, (_, digits: string) => `DS-${digits.padStart(4, '0')}`);
const lastSegment = (written: string) => written.slice(written.lastIndexOf('.') + 1);

const LONGEST = 1000;

/** How each tool writes it; the first group of a pattern holds the ids. */
const FORMS: readonly Form[] = [
  { tool: 'own', scope: 'file', pattern: /^#\s*secure-dockerfile\s+global\s+ignore=([\w/,-]+)/ },
  { tool: 'own', scope: 'instruction', pattern: /^#\s*secure-dockerfile\s+ignore=([\w/,-]+)/ },
  { tool: 'hadolint', scope: 'file', pattern: /^#\s*hadolint\s+global\s+ignore\s*=\s*([\w, ]+)/ },
  { tool: 'hadolint', scope: 'instruction', pattern: /^#\s*hadolint\s+ignore\s*=\s*([\w, ]+)/ },
  { tool: 'checkov', scope: 'file', pattern: /^#\s*(?:checkov|bridgecrew):skip=(\w+)/ },
  { tool: 'trivy', scope: 'instruction', pattern: /^#\s*(?:trivy|tfsec):ignore:([\w*-]+)/, id: trivyId },
  { tool: 'semgrep', scope: 'instruction', pattern: /^#\s*nosem(?:grep)?(?::\s*([\w.,\s-]+))?/, id: lastSegment },
  { tool: 'kics', scope: 'file', pattern: /^#\s*kics-scan\s+ignore\s*$/ },
  { tool: 'kics', scope: 'instruction', pattern: /^#\s*kics-scan\s+ignore-(?:line|block)\b/ },
  { tool: 'sonar', scope: 'instruction', pattern: /^#\s*NOSONAR\b/ },
];

/** Reads the suppressions of a Dockerfile: comments of ours and of other tools, and `# check=skip=…`. */
export function readSuppressions(dockerfile: Dockerfile): Suppressions {
  const inFile: Silenced = new Map();
  const byInstruction = new Map<number, Silenced>();
  const anywhere: Silenced = new Map();
  for (const comment of dockerfile.comments) {
    const { form, keys } = silencedBy(comment) ?? {};
    if (!form || !keys) continue;
    const line = form.scope === 'file' ? undefined : instructionAt(dockerfile.instructions, comment.line)?.line;
    const into =
      form.scope === 'file' ? inFile : (byInstruction.get(line ?? comment.line) ?? new Map<string, string>());
    if (form.scope === 'instruction') byInstruction.set(line ?? comment.line, into);
    add([into, anywhere], keys, `line ${comment.line}: ${comment.text.trim().slice(0, LONGEST)}`);
  }
  for (const { name, value, line } of dockerfile.directives) {
    const skip = name === 'check' ? /(?:^|;)\s*skip\s*=\s*([^;]*)/.exec(value.text)?.[1] : undefined;
    const ids = skip?.split(',').map((id) => id.trim().replace(/^all$/i, '*')) ?? [];
    add(
      [inFile, anywhere],
      ids.map((id) => `buildkit:${id}`),
      `line ${line}: # check=${value.text}`,
    );
  }
  return { inFile, byInstruction, anywhere };
}

function silencedBy(comment: Comment): { form: Form; keys: string[] } | undefined {
  const text = comment.text.slice(0, LONGEST);
  for (const form of FORMS) {
    const match = form.pattern.exec(text);
    if (!match) continue;
    const ids = match[1]?.split(/[,\s]+/).filter((id) => id !== '') ?? ['*'];
    return { form, keys: ids.map((id) => `${form.tool}:${form.id ? form.id(id) : id}`) };
  }
  return undefined;
}

function add(maps: readonly Silenced[], keys: readonly string[], text: string): void {
  for (const map of maps) for (const key of keys) if (!map.has(key)) map.set(key, text);
}

/** The instruction on or behind a line: the one around a comment, or else the next. */
function instructionAt(instructions: readonly Instruction[], line: number): Instruction | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.endLine ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return instructions[low];
}

/** Which comment covers a finding, or null. `wholeFile`: the finding has no line of its own. */
export function suppressedBy(
  finding: Finding,
  suppressions: Suppressions,
  instructions: readonly Instruction[],
  wholeFile: boolean,
): string | null {
  const keys = [`own:${finding.rule}`, ...finding.aliases, ...finding.aliases.map(wholeTool)];
  const line = instructionAt(instructions, finding.line)?.line ?? finding.line;
  const maps = wholeFile ? [suppressions.anywhere] : [suppressions.inFile, suppressions.byInstruction.get(line)];
  for (const map of maps) for (const key of keys) if (map?.has(key)) return map.get(key) ?? null;
  return null;
}

function wholeTool(alias: string): string {
  return `${alias.slice(0, alias.indexOf(':'))}:*`;
}
