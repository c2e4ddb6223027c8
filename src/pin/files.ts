import { isFoundDockerfile } from '../dockerfile/file-names.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { UserError } from '../errors.ts';
import { bakeHclPlaces } from './bake-hcl.ts';
import { bakeJsonPlaces } from './bake-json.ts';
import { composePlaces } from './compose.ts';
import { dockerfilePlaces } from './dockerfile.ts';
import { isObject, kubernetesPlaces } from './kubernetes.ts';
import type { FileKind, Places } from './places.ts';
import { readYaml, valueAt, type Yaml } from './yaml.ts';

/** What a file is by its name alone: one of those that name images, or undefined. Kubernetes manifests have no names of their own. */
export function kindByName(name: string): FileKind | undefined {
  if (isFoundDockerfile(name)) return 'dockerfile';
  if (/^(?:docker-)?compose\b.*\.ya?ml$/i.test(name)) return 'compose';
  return /^docker-bake\b.*\.(?:hcl|json)$/i.test(name) ? 'bake' : undefined;
}

/**
 * The images that a file names, by its name and then by what is in it.
 * @throws UserError `bad-input` when it is none of the files that name images, or cannot be read as what it is
 */
export function placesIn(path: string, text: string): Places {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.endsWith('.hcl')) return bakeHclPlaces(text);
  if (/\.(?:ya?ml|json)$/.test(name)) return structured(path, name, readYaml(path, text));
  if (parseDockerfile(text).instructions.some(({ keyword }) => keyword === 'FROM')) return dockerfilePlaces(text);
  throw new UserError('bad-input', `${path} is no Dockerfile: it has no FROM`);
}

function structured(path: string, name: string, yaml: Yaml): Places {
  const has = (key: string) => yaml.roots.some((root) => valueAt(yaml, root, key) !== null);
  if (kindByName(name) === 'bake') return bakeJsonPlaces(yaml);
  if (yaml.roots.some((root) => isObject(yaml, root))) return kubernetesPlaces(yaml);
  if (kindByName(name) === 'compose' || has('services')) return composePlaces(yaml);
  if (name.endsWith('.json') && has('target')) return bakeJsonPlaces(yaml);
  throw new UserError(
    'bad-input',
    `${path} is no compose file, no bake file and no Kubernetes manifest`,
    'Pin knows images only where the format says that something is one.',
  );
}
