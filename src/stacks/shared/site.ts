import type { Blueprint, ParentImage, Spec } from '../../core/stack.ts';
import { besideDockerfile, serviceName } from '../../core/view.ts';
import type { StackBase } from './bases.ts';
import { NOT_KNOWN_SIGNED } from './parents.ts';
import type { Runtime } from './service.ts';

/** What serves static files, whichever tool made them. */
export const NGINX_IMAGE = 'nginxinc/nginx-unprivileged:1.31-alpine';

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
  user: '101:101',
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
}

/** The last stage of a site: nginx with a configuration of ours and the files, none of which the process may change. */
export function siteRuntime(spec: Spec, { context, says, copies }: Site): Runtime {
  const config = configPath(spec, context).split('/').at(-1) as string;
  const port = portOf(spec);
  const probe = ['wget', '-q', '-O', '/dev/null', `http://127.0.0.1:${port}/healthz`];
  return {
    says,
    base: NGINX,
    copies: [`COPY ${config} /etc/nginx/nginx.conf`, ...copies],
    port,
    probe: spec.answers.healthcheck === null ? null : probe,
    stopSignal: 'SIGQUIT',
    entrypoint: ['nginx'],
    command: ['-g', 'daemon off;'],
  };
}

/** What nginx answers to a path without a file of that name: the one page whose router knows it, or that there is none. */
export type Fallback = 'spa' | '404';

/** The nginx.conf of a site, beside its Dockerfile and named like it. */
export function siteConfig(spec: Spec, context: string, fallback: Fallback): Blueprint {
  return {
    path: configPath(spec, context),
    template: 'static/nginx.conf.hbs',
    view: { title: serviceName(spec), port: portOf(spec), spa: fallback === 'spa' },
  };
}

function configPath(spec: Spec, context: string): string {
  return besideDockerfile(spec, context, 'nginx.conf');
}

/** A site listens, so that `--port none` leaves it at its usual port. */
function portOf({ answers }: Spec): number {
  return answers.port ?? SITE_PORT;
}
