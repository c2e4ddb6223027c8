import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { type Random, randomDigest } from './random.ts';

/** Changes a Dockerfile in one way, or leaves it when there is nothing to change. Line ends are `\n` in and out. */
export type Edit = (text: string, random: Random) => string;

interface Span {
  readonly keyword: string;
  /** Lines from, and up to but without. */
  readonly from: number;
  readonly to: number;
}

function spansOf(text: string): Span[] {
  return parseDockerfile(text).instructions.map(({ keyword, line, endLine }) => ({
    keyword,
    from: line - 1,
    to: endLine,
  }));
}

function replaceLines(text: string, { from, to }: { from: number; to: number }, lines: readonly string[]): string {
  const all = text.split('\n');
  return [...all.slice(0, from), ...lines, ...all.slice(to)].join('\n');
}

function linesOf(text: string, { from, to }: Span): string[] {
  return text.split('\n').slice(from, to);
}

/** Instructions that people add; `#` stands for a number, so that no two are the same. */
const ADDED = [
  'ENV TZ#=Europe/Berlin',
  'ENV LOG_LEVEL#=debug \\\n    LOG_COLOR#=no',
  'LABEL org.example.team#="payments"',
  'ARG VERSION#=dev',
  'COPY certs/ca-#.crt /usr/local/share/ca-certificates/',
  'COPY --from=ghcr.io/org/tool:# /tool /usr/local/bin/tool#',
  'RUN apt-get update \\\n && apt-get install -y --no-install-recommends \\\n      ca-certificates \\\n      tool# \\\n && rm -rf /var/lib/apt/lists/*',
  'RUN apk add --no-cache tini# curl#',
  'RUN mkdir -p /data# && chown 1000:1000 /data#',
  'RUN set -eux; \\\n    if [ -f "file#" ]; then \\\n      rm file#; \\\n    fi',
  'RUN <<EOF\necho first#\n# no comment#\nFROM nothing#\nEOF',
  'COPY <<EOF /etc/app#.conf\nkey = value#\nEOF',
  'EXPOSE 9#',
  'VOLUME /data#',
  'SHELL ["/bin/bash", "-#"]',
  '# a note of ours, number #\nRUN echo noted#',
  '# TODO #',
];

export const insertInstruction: Edit = (text, random) => {
  const span = random.pick(spansOf(text));
  const added = random
    .pick(ADDED)
    .replaceAll('#', (mark, at, whole: string) =>
      /^#|\n#/.test(whole.slice(Math.max(0, at - 1), at + 1)) && /^# /.test(whole.slice(at, at + 2))
        ? mark
        : String(random.below(900) + 100),
    );
  const around = random.pick([[added], ['', added], [added, '']]);
  const at = random.chance(50) ? span.to : span.from;
  return replaceLines(text, { from: at, to: at }, around.join('\n').split('\n'));
};

export const deleteInstruction: Edit = (text, random) => {
  const spans = spansOf(text).filter(({ keyword }) => keyword !== 'FROM');
  return spans.length === 0 ? text : replaceLines(text, random.pick(spans), []);
};

export const moveInstruction: Edit = (text, random) => {
  const spans = spansOf(text).filter(({ keyword }) => keyword !== 'FROM');
  if (spans.length < 3) return text;
  const [span, to] = [random.pick(spans), random.pick(spans)];
  const moved = linesOf(text, span);
  if (to.from === span.from) return text;
  const without = replaceLines(text, span, []);
  const at = to.from < span.from ? to.from : to.to - (span.to - span.from);
  return replaceLines(without, { from: at, to: at }, moved);
};

/** Changes, adds or takes away one word of one instruction. */
export const changeWord: Edit = (text, random) => {
  const { instructions } = parseDockerfile(text);
  const { keyword, words, flags, heredocs } = random.pick(instructions);
  // the image and the stage's name are for other edits: what else names the stage follows it
  const tokens = [...(keyword === 'FROM' ? [] : words), ...flags].filter(
    ({ start, end }) => !/["'[\]{}$\\\n]|^\S*(?:&&|\|)|@sha256:/.test(text.slice(start, end)),
  );
  if (tokens.length === 0 || heredocs.length > 0) return text;
  const { start, end } = random.pick(tokens);
  const word = text.slice(start, end);
  const name = `w${random.below(9000) + 1000}`;
  const flag = word.startsWith('--') ? `--x-${name}` : `${word} ${name}`;
  const next = random.pick([`${word}${name}`, flag, word.startsWith('--') ? `${word} --${name}=1` : `${name}`]);
  if (/^(?:CMD|NONE|AS)$/i.test(word)) return text;
  return text.slice(0, start) + next + text.slice(end);
};

export const changeComment: Edit = (text, random) => {
  const { comments } = parseDockerfile(text);
  if (comments.length === 0) return text;
  const { line } = random.pick(comments);
  const written = text.split('\n')[line - 1] as string;
  const next = random.pick([
    [],
    [`${written} (ours)`],
    [`# rewritten ${random.below(1000)}`],
    [written, `# and ${random.below(1000)}`],
  ]);
  return replaceLines(text, { from: line - 1, to: line }, next);
};

export const deleteHeader: Edit = (text) => text.replace(/^((?:# \w+=.*\n)*)\n*(?:#.*\n)+\n/, '$1\n');

/** What Renovate does: one image, everywhere, has another digest. */
export const moveDigest: Edit = (text, random) => {
  const digests = [...new Set(text.match(/sha256:[0-9a-f]{64}/g))];
  return digests.length === 0 ? text : text.replaceAll(random.pick(digests), randomDigest(random));
};

/** What Renovate does with a tag that it may raise. */
export const moveTag: Edit = (text, random) =>
  text.replaceAll(/(node):(\d+)(-\S+)?@sha256:[0-9a-f]{64}/g, `$1:${30 + random.below(60)}$3@${randomDigest(random)}`);

export const renameStage: Edit = (text, random) => {
  const names = [...text.matchAll(/^FROM .* AS (\S+)$/gm)].map((match) => match[1] as string);
  if (names.length === 0) return text;
  const name = random.pick(names);
  return text.replaceAll(
    new RegExp(`( AS |--from=|,from=|^FROM )${name}(?=[\\s,]|$)`, 'gm'),
    `$1${name.replace(/-renamed.*/, '')}-renamed${random.below(1000)}`,
  );
};

export const addStage: Edit = (text, random) => {
  const spans = spansOf(text).filter(({ keyword }) => keyword === 'FROM');
  const name = `extra${random.below(1000)}`;
  const stage = [`FROM debian:trixie-slim@${randomDigest(random)} AS ${name}`, '', `RUN echo ${name}`, ''];
  if (random.chance(30)) return `${text}\n${stage.join('\n')}`;
  const { from } = random.pick(spans);
  const above = text.split('\n')[from - 1]?.startsWith('#') ? from - 1 : from;
  return replaceLines(text, { from: above, to: above }, stage);
};

/** Adds a word, a command or a mount to a RUN. */
export const extendRun: Edit = (text, random) => {
  const runs = parseDockerfile(text).instructions.filter(
    ({ keyword, heredocs }) => keyword === 'RUN' && heredocs.length === 0,
  );
  if (runs.length === 0) return text;
  const run = random.pick(runs);
  const id = String(random.below(9000) + 1000);
  const [at, added] = random.pick([
    [run.end, ` \\\n && echo done${id}`],
    [run.name.end, ` --mount=type=cache,target=/cache${id} \\\n   `],
    [run.args.start, `echo first${id} && `],
    [run.end, `; echo last${id}`],
  ] as const);
  return text.slice(0, at) + added + text.slice(at);
};

export const addBlankLine: Edit = (text, random) => {
  const { from } = random.pick(spansOf(text));
  return replaceLines(text, { from, to: from }, ['']);
};

export const indentWithTabs: Edit = (text) => text.replaceAll(/^ {4}/gm, '\t');

export const EDITS: readonly Edit[] = [
  insertInstruction,
  insertInstruction,
  insertInstruction,
  deleteInstruction,
  moveInstruction,
  changeWord,
  changeWord,
  changeWord,
  changeComment,
  deleteHeader,
  moveDigest,
  moveDigest,
  moveTag,
  renameStage,
  addStage,
  extendRun,
  extendRun,
  addBlankLine,
  indentWithTabs,
];

/** How editors save a file; most leave it as it is. */
export const FORMATS: readonly Edit[] = [
  (text) => text,
  (text) => text,
  (text) => text,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.trimEnd(),
  (text) => `\uFEFF${text}`,
];

/** How our own templates change. */
export const UPGRADES: readonly Edit[] = [
  insertInstruction,
  deleteInstruction,
  moveInstruction,
  changeWord,
  changeWord,
  changeComment,
  moveDigest,
  moveDigest,
  moveDigest,
  moveTag,
  addStage,
  extendRun,
];
