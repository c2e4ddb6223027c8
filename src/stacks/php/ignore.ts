import type { Blueprint, Spec } from '../../core/stack.ts';
import { dockerfilePath } from '../../core/view.ts';
import type { IgnoreView } from '../shared/ignore.ts';
import { isPlainPattern } from '../shared/ignore.ts';
import { inside } from '../shared/paths.ts';
import type { PhpFacts } from './facts.ts';
import { NGINX_PART, serverOf } from './server.ts';

/** What frameworks leave behind on a developer's machine, and what must never get into an image from there. */
const LEFT: Readonly<Record<string, readonly string[]>> = {
  // a cached configuration holds secrets, public/hot sends browsers to a developer's machine
  laravel: ['bootstrap/cache/*.php', 'storage/framework/*/*', 'storage/logs/*', 'public/hot', 'public/storage'],
  symfony: ['var', 'public/bundles'],
  codeigniter: ['writable/*/*'],
  cakephp: ['logs/*', 'tmp/*'],
  yii: ['runtime/*', 'web/assets/*'],
};

/** What the ignore file of a service has to say. */
export function ignored({ framework, folder, composer }: PhpFacts): Partial<IgnoreView> {
  const own = (paths: readonly string[]) => paths.map((path) => inside(folder, path)).filter(isPattern);
  const left = LEFT[framework?.id ?? ''] ?? [];
  return {
    built: ['**/node_modules', '**/.phpunit.cache', ...own([...(composer ? [composer.vendor] : []), ...left])],
    private: ['**/auth.json', '**/.env.local.php'],
    development: [
      '**/phpunit*.xml*',
      '**/phpstan*.neon*',
      '**/.php-cs-fixer*',
      '**/psalm*.xml*',
      '**/rector.php',
      ...own(['tests']),
    ],
  };
}

function isPattern(path: string): boolean {
  return isPlainPattern(path.replaceAll('*', 'x'));
}

/** The ignore file of each Dockerfile: one of its own where the build's context is not the folder that it is written for. */
export function ignoreFiles(spec: Spec<PhpFacts>, main: Blueprint): Blueprint[] {
  if (serverOf(spec.answers.start) !== 'fpm' || !main.path.endsWith('Dockerfile.dockerignore')) return [main];
  return [main, { ...main, path: `${dockerfilePath(spec, spec.facts.context, NGINX_PART)}.dockerignore` }];
}
