import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { readStages } from '../../../src/dockerfile/stages.ts';
import { untaggedImages } from './lab.ts';
import { must, type Outcome, run } from './process.ts';

/** Everything that this run makes in the engine carries this label, so that it can be removed whatever happens. */
export const LABEL = `create-secure-dockerfile.e2e=${randomBytes(6).toString('hex')}`;

/** The parts of an image's configuration that the checks read. */
export interface ImageConfig {
  readonly User?: string;
  readonly Entrypoint?: readonly string[] | null;
  readonly Env?: readonly string[];
  readonly Cmd?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly ExposedPorts?: Readonly<Record<string, unknown>>;
  readonly Healthcheck?: { readonly Test?: readonly string[] };
}

/** What an engine says about itself: where containers listen decides how the tests reach them. */
export interface Engine {
  /** False where the engine has no bridge network; builds and containers then share the host's. */
  readonly bridge: boolean;
}

/** The engine at DOCKER_HOST (or the CLI's default), or undefined when none answers. */
export async function findEngine(): Promise<Engine | undefined> {
  const version = await run('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 20_000 });
  if (version.code !== 0) return undefined;
  const bridge = await run('docker', ['network', 'inspect', 'bridge'], { timeout: 20_000 });
  return { bridge: bridge.code === 0 };
}

export interface Build {
  /** The image's name; without one nothing but `output` comes of it. */
  readonly tag?: string;
  /** A folder that gets the last stage's files instead. */
  readonly output?: string;
  readonly context: string;
  readonly file?: string;
  /** Secret id → the file that holds it. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The last stage to build, where that is not the file's own last. */
  readonly target?: string;
  /** Names that its stages may take files from, or stand on → a folder each, or an image. */
  readonly contexts?: Readonly<Record<string, string>>;
}

/** `docker build`; the caller looks at the exit code. */
export function build(engine: Engine, what: Build): Promise<Outcome> {
  const secrets = Object.entries(what.secrets ?? {}).flatMap(([id, path]) => ['--secret', `id=${id},src=${path}`]);
  const args = ['build', '--progress=plain', '--label', LABEL, ...secrets];
  if (what.tag) args.push('-t', what.tag);
  if (what.output) args.push('--output', `type=local,dest=${what.output}`);
  if (!engine.bridge) args.push('--network=host');
  if (what.file) args.push('-f', what.file);
  if (what.target) args.push('--target', what.target);
  const contexts = { ...what.contexts, ...untaggedImages(what.file ?? join(what.context, 'Dockerfile')) };
  for (const [name, from] of Object.entries(contexts)) args.push('--build-context', `${name}=${from}`);
  return run('docker', [...args, what.context]);
}

/** Why a build failed: what the engine repeats of the failed step at its end, without the progress before it. */
export function whyFailed({ stderr }: Outcome): string {
  const summary = stderr.slice(Math.max(0, stderr.indexOf('\n------\n')));
  return summary.trim().split('\n').slice(-40).join('\n');
}

/** The configuration of an image. */
export async function imageConfig(image: string): Promise<ImageConfig> {
  const { stdout } = await must('docker', ['image', 'inspect', '--format', '{{json .Config}}', image]);
  return JSON.parse(stdout) as ImageConfig;
}

/** Bytes of an image's layers as the engine counts them: compressed where it keeps images in containerd. */
export async function imageSize(image: string): Promise<number> {
  const { stdout } = await must('docker', ['image', 'inspect', '--format', '{{.Size}}', image]);
  return Number(stdout.trim());
}

/** Bytes on disk that the last stage of a Dockerfile adds to its parent image: each instruction is one line of the history. */
export async function addedSize(image: string, dockerfile: string): Promise<number> {
  const lines = readStages(parseDockerfile(dockerfile)).at(-1)?.instructions.length ?? 0;
  const { stdout } = await must('docker', ['history', '--human=false', '--format', '{{.Size}}', image]);
  return words(stdout)
    .slice(0, lines)
    .reduce((sum, size) => sum + Number(size), 0);
}

/** One value of a container, by a Go template. */
export async function inspect(container: string, template: string): Promise<string> {
  return (await must('docker', ['inspect', '--format', template, container])).stdout.trim();
}

/** What a container printed so far, both streams. */
export async function logs(container: string): Promise<string> {
  const outcome = await run('docker', ['logs', container]);
  return (outcome.stdout + outcome.stderr).trim();
}

/** Removes an image that this run built; one that is not there is fine. */
export async function removeImage(image: string): Promise<void> {
  await run('docker', ['image', 'rm', '-f', image]);
}

/** Removes every container and image with this run's label. */
export async function removeAll(): Promise<void> {
  const containers = await run('docker', ['ps', '-aq', '--filter', `label=${LABEL}`]);
  const ids = words(containers.stdout);
  if (ids.length > 0) await run('docker', ['rm', '-f', ...ids]);
  const images = await run('docker', ['image', 'ls', '-q', '--filter', `label=${LABEL}`]);
  const found = [...new Set(words(images.stdout))];
  if (found.length > 0) await run('docker', ['image', 'rm', '-f', ...found]);
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
