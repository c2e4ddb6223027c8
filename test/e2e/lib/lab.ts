import { readFileSync } from 'node:fs';

/** Where a lab's registry stands in for the public ones, digests are asked there unless the environment says otherwise. */
export function withMirrors(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const lab = env.LAB_REGISTRY;
  if (!lab || env.SECURE_DOCKERFILE_MIRRORS) return env;
  const others = ['gcr.io', 'ghcr.io', 'cgr.dev', 'dhi.io'].map((host) => `${host}=http://${lab}/${host}`);
  return { ...env, SECURE_DOCKERFILE_MIRRORS: [`docker.io=http://${lab}`, ...others].join(',') };
}

/**
 * The engine of a lab has other registries' images under their names and tags. It does not find those that a Dockerfile names
 * by digest alone, unless they are the tag `latest`: these are taken from the lab's registry.
 */
export function untaggedImages(dockerfile: string): Record<string, string> {
  const lab = process.env.LAB_REGISTRY;
  if (!lab) return {};
  const images = [...readFileSync(dockerfile, 'utf8').matchAll(/^FROM ([\w-]+\.[\w./-]+@sha256:\w+)/gm)];
  return Object.fromEntries(images.map(([, image]) => [image, `docker-image://${lab}/${image}`]));
}
