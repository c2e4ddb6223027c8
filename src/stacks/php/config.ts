import type { Blueprint, Spec } from '../../core/stack.ts';
import { besideDockerfile } from '../../core/view.ts';
import { siteConfigPath, sitePort } from '../shared/site.ts';
import type { PhpFacts } from './facts.ts';
import { FPM_PING } from './health.ts';
import { CONFIG_FOLDER, fpmAddress, NGINX_HEALTH, serverOf } from './server.ts';

const INI = 'php.ini';
const FPM_CONFIG = 'php-fpm.conf';

/** The configuration files of a service: PHP's, and those of PHP-FPM and nginx where they serve. */
export function configFiles(spec: Spec<PhpFacts>): Blueprint[] {
  const { facts } = spec;
  const view = { title: spec.name };
  const ini = { path: pathOf(spec, INI), template: 'php/php.ini.hbs', view };
  if (serverOf(spec.answers.start) !== 'fpm') return [ini];
  const fpm = fpmAddress(spec.answers.set);
  const folder = facts.root?.folder ?? '.';
  return [
    ini,
    {
      path: pathOf(spec, FPM_CONFIG),
      template: 'php/php-fpm.conf.hbs',
      view: {
        ...view,
        listen: fpm.shared ? `127.0.0.1:${fpm.port}` : String(fpm.port),
        shared: fpm.shared,
        ping: FPM_PING,
      },
    },
    {
      path: siteConfigPath(spec, facts.context),
      template: 'php/nginx.conf.hbs',
      view: {
        ...view,
        port: sitePort(spec),
        fpm: fpm.address,
        root: folder === '.' ? '/app' : `/app/${folder}`,
        scripts: facts.root !== undefined && !facts.root.frontController,
        // sources lie among the public files: only what pages are made of is served
        mixed: folder === '.' || (facts.framework?.servesPackages ?? false),
        health: NGINX_HEALTH,
      },
    },
  ];
}

/** The COPY lines that bring PHP's into the image, under their plain names. */
export function configCopy(spec: Spec<PhpFacts>): string[] {
  const files = serverOf(spec.answers.start) === 'fpm' ? [INI, FPM_CONFIG] : [INI];
  const names = files.map((file) => pathOf(spec, file).split('/').at(-1) as string);
  if (names.join() === files.join()) return [`COPY ${names.join(' ')} ${CONFIG_FOLDER}/`];
  return names.map((name, at) => `COPY ${name} ${CONFIG_FOLDER}/${files[at]}`);
}

function pathOf(spec: Spec<PhpFacts>, name: string): string {
  return besideDockerfile(spec, spec.facts.context, name);
}
