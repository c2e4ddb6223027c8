import { isHarmlessValue, isSecretName } from '../audit/facts/secret-names.ts';
import type { InstallCredential, Said } from '../core/earlier.ts';
import { mountTarget } from '../dockerfile/mount.ts';
import { type Credentials, credentialsOf } from './credentials.ts';
import { named, type Reading } from './reading.ts';

/** The secrets of a build: names only, values are never read. */
export interface SaidSecrets {
  readonly secrets?: Said<readonly string[]>;
  readonly install: InstallCredential | null;
  readonly notes: readonly string[];
}

const ID = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const MOST = 12;

/** Secret mounts by their ids; arguments and variables that hold credentials become secrets, or notes that say how. */
export function readSecrets(reading: Reading): SaidSecrets {
  const { at, stacks } = reading;
  const registries = credentialsOf(stacks);
  const mounted = mountedSecrets(reading, registries);
  const own = mounted.filter((each) => !each.install);
  const handed = credentials(reading);
  const token = handed.find(({ name, keyword }) => keyword === 'ARG' && registries.name.test(name));
  const others = handed.filter((each) => each !== token && !(each.keyword === 'ENV' && each.name === token?.name));
  return {
    ...(own.length > 0 && { secrets: { value: [...new Set(own.map(({ id }) => id))], from: at(own[0]?.line ?? 0) } }),
    install: token
      ? { value: token.name, from: at(token.line), by: 'argument', required: true }
      : installMount(reading, mounted),
    notes: [
      ...own
        .filter(({ variable }) => variable !== null)
        .slice(0, MOST)
        .map((each) => variableNote(reading, each)),
      ...others.slice(0, MOST).map((each) => credentialNote(reading, each)),
    ],
  };
}

/** One that is a variable is read by a file of the project, so its install cannot do without. */
function installMount({ at }: Reading, mounted: readonly Mounted[]): InstallCredential | null {
  const found = mounted.find(({ install, required }) => install && required) ?? mounted.find(({ install }) => install);
  if (!found) return null;
  return { value: found.id, from: at(found.line), by: 'secret', required: found.required || found.variable !== null };
}

interface Mounted {
  readonly id: string;
  readonly line: number;
  readonly install: boolean;
  readonly required: boolean;
  readonly variable: string | null;
}

function mountedSecrets({ input: { runs } }: Reading, registries: Credentials): Mounted[] {
  const found: Mounted[] = [];
  for (const { mounts, stage, instruction, commands } of runs) {
    if (!stage.reachable) continue;
    const installs = commands.some(registries.takesAny);
    for (const mount of mounts.filter(({ type }) => type === 'secret')) {
      const target = mountTarget(mount) ?? '';
      const id = mount.options.get('id') ?? target.split('/').at(-1) ?? '';
      const variable = mount.options.get('env') ?? null;
      const known = [target, id].some((path) => registries.file.test(path)) || registries.name.test(variable ?? id);
      const install = known || installs;
      const required = /^(?:true|1|)$/.test(mount.options.get('required') ?? 'false');
      if (ID.test(id)) found.push({ id, line: instruction.line, install, required, variable });
    }
  }
  return found;
}

interface Credential {
  readonly keyword: string;
  readonly name: string;
  readonly line: number;
}

function credentials({ input: { variables } }: Reading): Credential[] {
  const found = new Map<string, Credential>();
  for (const { name, value, instruction } of variables) {
    const { keyword, line } = instruction;
    if (
      isSecretName(name) &&
      !(value !== null && value !== '' && isHarmlessValue(value)) &&
      !found.has(`${keyword} ${name}`)
    )
      found.set(`${keyword} ${name}`, { keyword, name, line });
  }
  return [...found.values()];
}

function variableNote({ at }: Reading, { id, line, variable }: Mounted): string {
  return `${at(line)} hands the secret ${id} to the build as the variable ${named(variable ?? '')}; here it is the file /run/secrets/${id}: have the build read that, or edit the mount (edits are kept).`;
}

function credentialNote({ at }: Reading, { keyword, name, line }: Credential): string {
  const shown = named(name);
  if (keyword === 'ENV')
    return `${at(line)} keeps ${shown} in the image, where everybody who pulls it can read it: it is left out; hand it to the container when it starts, and replace it if it was real.`;
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  return `${at(line)} takes ${shown} as a build argument, which stays in the image's history: it is left out; --secret ${id} mounts it as the file /run/secrets/${id} instead.`;
}
