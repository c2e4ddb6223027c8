import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { readManifest } from '../shared/javascript/manifest.ts';
import { type PackageManager, packageManager } from '../shared/javascript/packages/manager.ts';
import { registries } from '../shared/javascript/packages/registries.ts';
import type { OpenToken } from '../shared/javascript/packages/registry-files.ts';
import { toolOf } from '../shared/tools.ts';
import { type ChosenShape, chooseShape } from './choose-shape.ts';
import { chooseVersion } from './choose-version.ts';
import type { NodeFacts } from './facts.ts';
import { factsOf } from './find-facts.ts';
import type { FrameworkInput } from './framework.ts';
import { natives } from './natives.ts';
import { buildsWithOthers } from './other-builder.ts';
import { GUESS } from './probe.ts';
import { toolIn } from './tool.ts';
import type { NodeVersion } from './version.ts';

/**
 * Looks at a service with a package.json.
 * @throws UserError when an answer names something that does not exist, or a file cannot be read
 */
export function detectNode(project: Project, given: Given, around?: Around): Detection<NodeFacts> | undefined {
  const service = given.service ?? '.';
  const manifest = readManifest(project, service);
  if (!manifest) return undefined;
  const input = { project, service, manifest };
  const chosen = chooseShape(input, given);
  // packages of another tool's, which builds the pages with them
  if (given.stack !== 'node' && chosen.start === null && buildsWithOthers(project, service, manifest)) return undefined;
  return detectShape(input, given, chosen, around);
}

/** The same for a shape that somebody else chooses: a package.json may be there for what another stack serves. */
export function detectShape(
  input: FrameworkInput,
  given: Given,
  chosen: ChosenShape,
  around?: Around,
): Detection<NodeFacts> {
  const { project, service, manifest } = input;
  const version = chooseVersion(project, service, given, around);
  const manager = packageManager(project, service, { id: given.packageManager, version: given.packageManagerVersion });
  const credentials = registries(project, service, manager);
  const scripts = natives(project, manifest, manager);
  refuseOpenManifest(credentials.tokens);
  const evidence = [...version.evidence, ...manager.evidence, ...chosen.evidence];
  return {
    stack: 'node',
    answers: answersOf(service, version, manager, chosen),
    detected: evidence,
    notes: [...version.notes, ...manager.notes, ...chosen.notes, ...credentials.notes, ...scripts.notes],
    secrets: credentials.secrets,
    variables: chosen.shape.needs,
    ...toolOf(toolIn(input, chosen)),
    facts: factsOf(input, manager, chosen, { ...credentials, ...scripts }),
  };
}

/** The manifest ships in the image, so unlike every other file it cannot be kept out. */
function refuseOpenManifest(tokens: readonly OpenToken[]): void {
  const open = tokens.find(({ file }) => file.endsWith('package.json'));
  if (!open) return;
  throw new UserError(
    'bad-input',
    `${open.file}:${open.line} holds a credential, and the manifest ships in the image`,
    'Revoke it, take it out of the file and its history, and give it to builds as a secret.',
  );
}

function answersOf(service: string, { version }: NodeVersion, manager: PackageManager, chosen: ChosenShape): Given {
  const site = chosen.shape.kind === 'static';
  return {
    stack: 'node',
    service,
    framework: chosen.framework?.framework.id ?? null,
    packageManager: manager.id,
    packageManagerVersion: manager.version,
    runtimeVersion: version,
    build: chosen.shape.build,
    ...(site ? { start: null } : chosen.start ? { start: chosen.start } : {}),
    port: chosen.port,
    healthcheck: chosen.port === null ? null : (chosen.health ?? GUESS),
    extras: [],
    secrets: [],
    set: {},
  };
}
