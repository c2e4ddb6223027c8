import type { Blueprint, ParentImage, Spec } from '../../core/stack.ts';
import { besideDockerfile } from '../../core/view.ts';
import type { StackBase } from './bases.ts';
import { busyboxProbe } from './busybox-probe.ts';
import { NOT_KNOWN_SIGNED } from './parents.ts';
import type { Runtime } from './service.ts';
import { plainText } from './shown.ts';

/** What serves static files, whichever tool made them. */
export const NGINX_VERSION = '1.31';
export const NGINX_IMAGE = `nginxinc/nginx-unprivileged:${NGINX_VERSION}-alpine`;
/** The user that the image starts as. */
export const NGINX_USER = '101:101';

/** That image, as `list --bases` has it. */
export const NGINX_PARENT: ParentImage = {
  reference: NGINX_IMAGE,
  base: null,
  publisher: 'NGINX',
  user: '101',
  shell: true,
  megabytes: null,
  signedBy: NOT_KNOWN_SIGNED,
};

/** nginx-unprivileged starts as its own user, so the stage becomes root first. */
const NGINX: StackBase = {
  build: NGINX_IMAGE,
  runtime: NGINX_IMAGE,
  user: NGINX_USER,
  shell: true,
  root: false,
  buildUser: null,
};

const SITE_PORT = 8080;

/** Static files that nginx serves. */
export interface Site {
  /** The build's context. */
  readonly context: string;
  /** What the last stage's banner says of it. */
  readonly says: string;
  /** The instructions that bring the files into `/app`, the document root. */
  readonly copies: readonly string[];
  /** The path that nginx itself answers, whatever is behind it. */
  readonly health?: string;
}

/** The last stage of a site: nginx with a configuration of ours and the files, none of which the process may change. */
export function siteRuntime(spec: Spec, { context, says, copies, health = '/healthz' }: Site): Runtime {
  const port = sitePort(spec);
  const probe = busyboxProbe(port, health);
  return {
    says,
    base: NGINX,
    copies: [`COPY ${siteConfigName(spec, context)} /etc/nginx/nginx.conf`, ...copies],
    port,
    probe: spec.answers.healthcheck === null ? null : probe,
    stopSignal: 'SIGQUIT',
    entrypoint: ['nginx'],
    command: ['-g', 'daemon off;'],
  };
}

/**
 * What nginx answers to a path without a file of that name: the one page whose router knows it, or that there is none. Where
 * pages are folders, a path without the slash at its end is sent to the one with it: their links are relative to that.
 */
export type Fallback = 'spa' | '404' | 'folders';

/** The nginx.conf of a site, beside its Dockerfile and named like it. */
export function siteConfig(spec: Spec, context: string, fallback: Fallback): Blueprint {
  return {
    path: siteConfigPath(spec, context),
    template: 'static/nginx.conf.hbs',
    view: { title: spec.name, port: sitePort(spec), spa: fallback === 'spa', folders: fallback === 'folders' },
  };
}

/** What it is called in the context. */
export function siteConfigName(spec: Spec, context: string): string {
  return siteConfigPath(spec, context).split('/').at(-1) as string;
}

/** Where that nginx.conf goes. */
export function siteConfigPath(spec: Spec, context: string): string {
  return besideDockerfile(spec, context, 'nginx.conf');
}

/** A site listens, so that `--port none` leaves it at its usual port. */
export function sitePort({ answers }: Spec): number {
  return answers.port ?? SITE_PORT;
}

/** What to know where a site is made for a path below its host. */
export function basePathNote(url: string | undefined, from: string): string[] {
  const path = /^(?:https?:\/\/[^/?#]{0,300})?(\/[^?#]{1,300})$/.exec(url ?? '')?.[1]?.replace(/\/+$/, '');
  if (path === undefined || path === '') return [];
  return [
    `${from} places the site below ${plainText(path)}/, and nginx serves it at /: let the proxy before it take that part away, or build it for a host of its own.`,
  ];
}
