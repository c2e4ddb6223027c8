import type { Given } from '../../core/answers.ts';
import type { Earlier } from '../../core/earlier.ts';
import type { Project } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { NODE_RELEASES_FROM } from './node-releases.ts';
import { type NodeVersion, nodeVersion } from './version.ts';

/** Support is judged on the day of the release table, not of the run: the same project gives the same bytes on every day. */
export function chooseVersion(
  project: Project,
  service: string,
  { runtimeVersion }: Given,
  earlier?: Earlier,
): NodeVersion {
  const theirs = earlier?.stack === 'node' ? earlier.answers.runtimeVersion : undefined;
  if (runtimeVersion === undefined) return nodeVersion(project, service, NODE_RELEASES_FROM.seen, theirs);
  if (!/^\d{1,3}(\.\d{1,4}){0,2}$/.test(runtimeVersion)) {
    const shown = JSON.stringify(runtimeVersion.slice(0, 40));
    throw new UserError(
      'usage',
      `--runtime-version ${shown} is not a Node.js version`,
      'Give a major version such as 24, or an exact one such as 24.11.0.',
    );
  }
  return {
    version: runtimeVersion,
    evidence: [{ what: 'runtimeVersion', value: runtimeVersion, from: 'your answer' }],
    notes: [],
  };
}
