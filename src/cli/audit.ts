import { auditDockerfile, byPlace, counts, type Finding, LEVELS, type Level } from '../audit/index.ts';
import { jsonReport, type Target } from '../audit/reporters/json.ts';
import type { Painter } from '../audit/reporters/painter.ts';
import { textReport } from '../audit/reporters/text.ts';
import { EXIT } from '../errors.ts';
import { type DockerfileOnDisk, dockerfilesAt, readDockerfile } from './audit-files.ts';
import { errorText } from './exit.ts';
import { type FileError, orError, targetError } from './file-errors.ts';
import { oneOf } from './flag-values.ts';
import { type Paint, visibleLine } from './print.ts';

const FORMATS = ['text', 'json'] as const;
type Format = (typeof FORMATS)[number];

export interface AuditOptions {
  readonly format: Format;
  /** Findings of this level or worse make the exit code 1. */
  readonly failOn: Level;
  /** Only what makes it fail. */
  readonly quiet: boolean;
}

/** Where the report and the errors go. */
export interface AuditIo {
  print(text: string): void;
  warn(text: string): void;
  /** The version of this tool, for the report. */
  readonly tool: string;
  readonly painter?: Painter;
  /** The colours of errors. */
  readonly paint: Paint;
}

/**
 * Checks the flags of `audit`. By default findings of level low or worse fail; `info` is for notes.
 * @throws UserError `usage` that names the flag and what it takes
 */
export function auditOptions(raw: {
  format?: string | undefined;
  failOn?: string | undefined;
  quiet?: boolean | undefined;
}): AuditOptions {
  return {
    format: oneOf('--format', raw.format ?? 'text', FORMATS),
    failOn: oneOf('--fail-on', raw.failOn ?? 'low', LEVELS),
    quiet: raw.quiet === true,
  };
}

/**
 * `audit [path…]`: our rules over Dockerfiles, those of the current folder when none is named.
 * @returns 0 clean, 1 findings at or above `failOn`, 2 a path could not be read (the others are reported all the same)
 */
export function auditCommand(paths: readonly string[], options: AuditOptions, io: AuditIo): number {
  const errors: FileError[] = [];
  const files = paths.length > 0 ? paths : ['.'];
  const names = new Set(files.flatMap((path) => orError(path, errors, () => dockerfilesAt(path)) ?? []));
  const read = [...names].flatMap(
    (path) => orError(path, errors, () => readDockerfile(path, process.cwd(), files.includes(path))) ?? [],
  );
  const findings = read.flatMap((file) => auditDockerfile(file)).sort(byPlace);
  const failing = findings.filter((finding) => counts(finding) && isAtLeast(finding.level, options.failOn));
  if (options.format === 'json')
    io.print(jsonReport({ tool: io.tool, targets: targets(read), findings, errors: errors.map(targetError) }));
  else printText({ findings, failing, read, errors }, options, io);
  if (errors.length > 0) return EXIT.cannotRun;
  return failing.length > 0 ? EXIT.findings : EXIT.clean;
}

interface Result {
  readonly findings: readonly Finding[];
  readonly failing: readonly Finding[];
  readonly read: readonly DockerfileOnDisk[];
  readonly errors: readonly FileError[];
}

function printText({ findings, failing, read, errors }: Result, { quiet }: AuditOptions, io: AuditIo): void {
  const shown = (quiet ? failing : findings).map(safe);
  const report = textReport({ findings: shown, files: read.length, quiet, ...(io.painter && { painter: io.painter }) });
  if (report !== '' && read.length > 0) io.print(report);
  for (const { error } of errors) io.warn(errorText(error, io.paint));
}

/** What comes from the files must not steer the terminal. */
function safe(finding: Finding): Finding {
  const { file, message, stage, fix } = finding;
  return {
    ...finding,
    file: visibleLine(file),
    message: visibleLine(message),
    stage: stage && visibleLine(stage),
    fix: visibleLine(fix),
  };
}

function targets(read: readonly DockerfileOnDisk[]): Target[] {
  const ignoreFiles = new Set(read.flatMap(({ ignoreFile }) => (ignoreFile ? [ignoreFile.path] : [])));
  const dockerfiles = read.map(({ name }): Target => ({ kind: 'dockerfile', name }));
  return [...dockerfiles, ...[...ignoreFiles].map((name): Target => ({ kind: 'ignorefile', name }))];
}

function isAtLeast(level: Level, least: Level): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(least);
}
