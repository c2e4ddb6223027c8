import { guide, lockedBy, type Starter, says, type Template } from './starter.ts';

const next = (name: string, flags: string): Template => ({
  name: `next ${name}`,
  scaffold: `npx -y create-next-app@16.4.3 app ${flags} --import-alias "@/*" --skip-install --disable-git --yes`,
});

const NEXT: readonly Starter[] = [
  ...lockedBy(
    ['npm', 'pnpm', 'yarn4', 'bun'],
    next('empty', '--ts --app --no-tailwind --no-eslint --no-src-dir --empty'),
  ),
  ...lockedBy(['pnpm'], next('src tailwind', '--js --app --tailwind --no-eslint --src-dir --empty')),
  ...lockedBy(['yarn1'], next('pages', '--ts --no-app --no-tailwind --no-eslint --no-src-dir --empty')),
  ...lockedBy(['bun'], { ...next('api', '--ts --api'), page: says('Hello') }),
  ...lockedBy(['pnpm'], {
    ...next('app', '--ts --app --no-tailwind --eslint --no-src-dir'),
    exception: { why: 'its template fetches fonts from Google while it builds', shows: 'font/google' },
  }),
];

const sveltekit = (template: string): Template => ({
  name: `sveltekit ${template}`,
  scaffold: `npx -y sv@0.17.1 create app --template ${template} --types ts --add sveltekit-adapter="adapter:node" --no-install`,
});

const TANSTACK: Template = {
  name: 'tanstack start',
  scaffold: 'npx -y @tanstack/cli@0.71.0 create app --yes --no-install --no-git',
};

const ANGULAR: Template = {
  name: 'angular ssr',
  scaffold: 'npx -y @angular/cli@22.2.0 new app --skip-install --skip-git --defaults --ssr',
};

const turborepo = (...then: string[]): Template => ({
  name: 'turborepo',
  scaffold: guide('turborepo', ...then),
  flags: ['--service', 'apps/web'],
  page: says('Hello Turborepo from web'),
});
const PNPM_WORKSPACE = "printf 'packages:\\n  - apps/*\\n  - packages/*\\n' > app/pnpm-workspace.yaml";

/** Starters that render pages on a server. */
export const FULL_STACK: readonly Starter[] = [
  ...NEXT,
  ...lockedBy(['npm', 'pnpm', 'bun'], { name: 'nuxt', scaffold: guide('nuxt'), page: says('Hello Nuxt') }),
  ...lockedBy(['npm', 'pnpm', 'yarn4', 'bun'], sveltekit('minimal')),
  ...lockedBy(['pnpm'], sveltekit('demo')),
  ...lockedBy(['npm', 'bun'], { name: 'astro node', scaffold: guide('astro-node'), page: says('Hello Astro') }),
  ...lockedBy(['npm', 'pnpm'], {
    name: 'react-router',
    scaffold: guide('react-router'),
    page: says('Hello React Router'),
  }),
  ...lockedBy(['npm', 'pnpm', 'bun'], TANSTACK),
  ...lockedBy(['npm', 'pnpm'], { name: 'solid-start', scaffold: guide('solid-start'), page: says('Hello SolidStart') }),
  ...lockedBy(['pnpm'], ANGULAR),
  ...lockedBy(['pnpm'], {
    name: 'waku',
    scaffold: 'npx -y create-waku@0.13.0-1.0.0-rc.1-0 --project-name app',
    flags: ['--start', 'node dist/serve-node.js', '--port', '8080'],
  }),
  ...lockedBy(['pnpm'], turborepo(PNPM_WORKSPACE)),
  ...lockedBy(['yarn4', 'bun'], turborepo()),
];
