import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { earlierVersion } from '../shared/version-files.ts';
import { NODE_RELEASES_FROM } from './node-releases.ts';
import { type NodeVersion, nodeVersion } from './version.ts';

/** Support is judged on the day of the release table, not of the run: the same project gives the same bytes on every day. */
export function chooseVersion(project: Project, service: string, given: Given, around?: Around): NodeVersion {
  const { runtimeVersion } = given;
  const theirs = earlierVersion('node', given, around);
  if (runtimeVersion === undefined) return nodeVersion(project, service, NODE_RELEASES_FROM.seen, theirs);
  const version = askedVersion(runtimeVersion, '--runtime-version');
  return {
    version,
    evidence: [{ what: 'runtimeVersion', value: version, from: 'your answer' }],
    notes: [],
  };
}

/**
 * A version that a person asks for, which becomes part of a tag.
 * @param flag what it was given by
 * @throws UserError when it is none
 */
export function askedVersion(text: string, flag: string): string {
  if (/^\d{1,3}(\.\d{1,4}){0,2}$/.test(text)) return text;
  throw new UserError(
    'usage',
    `${flag} ${JSON.stringify(text.slice(0, 40))} is not a Node.js version`,
    'Give a major version such as 24, or an exact one such as 24.11.0.',
  );
}
