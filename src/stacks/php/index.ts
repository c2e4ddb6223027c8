import { defineStack, type Question, type Spec } from '../../core/stack.ts';
import { frontEndIgnored, frontEndImages, frontEndQuestions, frontEndSettings } from '../node/front-end/index.ts';
import { serviceIgnoreFile } from '../shared/ignore.ts';
import { commandsOfPlan, type ServicePlan, serviceDockerfile } from '../shared/service.ts';
import { NGINX_IMAGE } from '../shared/site.ts';
import { composerImage, EXTENSION_INSTALLER, phpBase, phpParents } from './bases.ts';
import { configFiles } from './config.ts';
import { detectPhp } from './detect.ts';
import { EXTENSIONS } from './extensions.ts';
import type { PhpFacts } from './facts.ts';
import { phpForeign } from './foreign.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { ignored, ignoreFiles } from './ignore.ts';
import { needsZip } from './install.ts';
import { nginxPlan } from './nginx-view.ts';
import { FPM, NEXT_TO_IT, SERVER, serverOf } from './server.ts';
import { phpPlan } from './view.ts';

const SERVERS: Question = {
  name: 'set',
  setting: SERVER,
  message: 'What runs it',
  kind: 'select',
  choices: [
    { value: 'fpm', title: 'PHP-FPM and nginx', description: 'two images that share a network, as in a pod' },
    { value: 'frankenphp', title: 'FrankenPHP', description: 'one image, one process that is web server and PHP' },
    { value: 'cli', title: 'PHP alone', description: 'a worker that nobody asks anything' },
  ],
};

/** PHP services: web applications with PHP-FPM and nginx or with FrankenPHP, and workers. */
export const php = defineStack<PhpFacts>({
  id: 'php',
  title: 'PHP',
  proof: {
    built:
      'plain PHP with PHP-FPM and nginx, Composer with path repositories, a private repository and an extension, workers, Node front ends',
    checked:
      'packages of Packagist, so Laravel, Symfony, CodeIgniter, Slim, Laminas, Drupal; FrankenPHP, Alpine, hardened',
  },
  foreign: phpForeign,
  manifests: ['composer.json'],
  isService: ({ facts }) => facts.root !== undefined || facts.command !== undefined,
  frameworks: FRAMEWORKS,
  settings: [
    { key: SERVER, says: 'fpm (with nginx before it), frankenphp, or cli for a worker', usual: 'what the project has' },
    { key: FPM, says: 'where nginx finds PHP-FPM, such as php:9000', usual: NEXT_TO_IT },
    {
      key: EXTENSIONS,
      says: 'extensions to add, comma separated',
      usual: 'those of ext-* requirements, the lock file and the sources',
    },
    ...frontEndSettings,
  ],
  detect: detectPhp,

  questions: ({ answers, facts }) => [
    SERVERS,
    ...frontEndQuestions(facts.frontEnd),
    ...(serverOf(answers.start ?? null) === 'cli'
      ? ([{ name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' }] as const)
      : ([
          { name: 'port', message: 'Port', kind: 'text' },
          { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
        ] as const)),
  ],

  images(answers, facts) {
    const base = phpBase(answers);
    const compiles = facts.extensions.length > 0 && (base.shell || facts.composer !== undefined);
    return [
      ...new Set([
        ...(compiles || needsZip(facts) ? [EXTENSION_INSTALLER] : []),
        ...(facts.composer ? [composerImage(answers.packageManagerVersion)] : []),
        ...frontEndImages(answers, facts.frontEnd),
        base.build,
        base.runtime,
        ...(serverOf(answers.start) === 'fpm' ? [NGINX_IMAGE] : []),
      ]),
    ];
  },

  parents: phpParents,

  files(spec) {
    const parts = [ignored(spec.facts), frontEndIgnored(spec.facts.frontEnd, spec.facts.context)];
    return [
      ...imagesOf(spec).map((image) => serviceDockerfile(image.spec, image.plan)),
      ...configFiles(spec),
      ...ignoreFiles(spec, serviceIgnoreFile(spec, spec.facts.context, ...parts)),
    ];
  },

  nextSteps(spec) {
    const all = imagesOf(spec).map((image) => commandsOfPlan(image.spec, image.plan));
    const builds = all.flatMap(({ build, private: withSecrets }) =>
      withSecrets === null ? [build] : [build, withSecrets],
    );
    // nginx brings the network that PHP-FPM joins
    return [...builds, ...all.map(({ run }) => run).reverse()];
  },
});

/** One image for each container of the service, and what its build can use of the secrets. */
function imagesOf(spec: Spec<PhpFacts>): { readonly plan: ServicePlan; readonly spec: Spec<PhpFacts> }[] {
  const plans = serverOf(spec.answers.start) === 'fpm' ? [phpPlan(spec), nginxPlan(spec)] : [phpPlan(spec)];
  return plans.map((plan) => {
    const steps = plan.stages.flatMap((stage) => stage.steps).join('\n');
    const secrets = spec.secrets.filter((secret) => secret.for === 'build' || steps.includes(`id=${secret.id},`));
    return { plan, spec: { ...spec, secrets } };
  });
}
