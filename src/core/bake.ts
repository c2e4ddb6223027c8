import type { Blueprint } from './stack.ts';

export const BAKE_FILE = 'docker-bake.hcl';

/** One image to build. */
export interface BakeTarget {
  /** A name that Docker takes for an image. */
  readonly name: string;
  /** Below the project's root. */
  readonly context: string;
  /** Seen from the context. */
  readonly dockerfile: string;
  /** Ids of the secrets that its build can use. */
  readonly secrets: readonly string[];
}

/**
 * The file with which `docker buildx bake` builds every service in parallel, on whatever BuildKit the user has.
 * @param sources where the file of a secret usually lies, by the secret's id
 */
export function bakeFile(targets: readonly BakeTarget[], sources: ReadonlyMap<string, string> = new Map()): Blueprint {
  const secrets = [...new Set(targets.flatMap((target) => target.secrets))].sort();
  return {
    path: BAKE_FILE,
    template: 'extras/docker-bake.hcl.hbs',
    view: {
      targets: named(targets).map(({ name, context, dockerfile, secrets: ids }) => ({
        name: hclText(name),
        context: hclText(context),
        dockerfile: hclText(dockerfile),
        secrets: ids.map((id) => `${variable(id)} == "" ? "" : "id=${id},src=\${${variable(id)}}"`).join(', ') || null,
      })),
      group: named(targets)
        .map(({ name }) => hclText(name))
        .join(', '),
      variables: secrets.map((id) => ({ name: variable(id), source: sources.get(id) ?? null })),
      example: secrets.slice(0, 1).map((id) => `${variable(id)}=${sources.get(id) ?? 'FILE'} `)[0] ?? '',
    },
  };
}

/** Two services of one name are told apart by number; a name of its own is nobody else's. */
function named(targets: readonly BakeTarget[]): BakeTarget[] {
  const own = new Set(targets.map(({ name }) => name));
  const taken = new Set<string>();
  return targets.map((target) => {
    let name = target.name;
    for (let number = 2; taken.has(name) || (name !== target.name && own.has(name)); number++)
      name = `${target.name}-${number}`;
    taken.add(name);
    return { ...target, name };
  });
}

/** `npmrc` → `NPMRC`: the variable that names the file with the secret; HCL takes none that begins with a digit. */
function variable(id: string): string {
  return id
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(?=[\d_])/, 'SECRET_');
}

/** A text of HCL: JSON's escapes, and no interpolation. */
function hclText(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&');
}
