import { auditDockerfile, counts, type Finding } from '../audit/index.ts';
import type { RenderedFile } from '../core/plan.ts';
import { ignoreFileOf, isOurDockerfile } from '../dockerfile/file-names.ts';
import { UserError } from '../errors.ts';

/** What `--allow-unpinned` allows. */
const UNPINNED: readonly string[] = ['image/unpinned', 'image/unpinned-syntax'];

/**
 * Our own rules over what is about to be written.
 * @param unpinned whether images without a digest are allowed in this run
 * @throws UserError `findings` that names rule and line, for any finding of level low or higher
 */
export function selfAudit(files: readonly RenderedFile[], unpinned: boolean): readonly Finding[] {
  const findings = files
    .filter(({ path }) => isOurDockerfile(path))
    .flatMap(({ path, text }) => auditDockerfile({ name: path, text, ignoreFile: ignoreFileOf(path, files) }))
    .filter(counts);
  const worst = findings.find(({ level, rule }) => level !== 'info' && !(unpinned && UNPINNED.includes(rule)));
  if (!worst) return findings;
  throw new UserError(
    'findings',
    `${worst.file}:${worst.line} would break the rule ${worst.rule}: ${worst.message}; nothing was written`,
    `Either an answer asks for it, or it is a bug of ours. ${worst.fix}`,
  );
}
