import { guide, lockedBy, type Starter, says, type Template } from './starter.ts';

const NEST: Template = {
  name: 'nest',
  scaffold: 'npx -y @nestjs/cli@12.0.8 new app --skip-install --skip-git --package-manager npm',
  page: says('Hello World!'),
};

const ADONIS: Template = {
  name: 'adonis',
  scaffold: guide('adonis'),
  environment: { APP_KEY: 'a key of the tests, of 32 letters' },
  page: says('AdonisJS'),
};

const FASTIFY = says('"root":true');

/** The npm registry has Deno's own program; what it makes is locked when a module of another registry is first imported. */
const DENO: readonly Starter[] = [
  ...lockedBy(['own'], {
    name: 'deno init',
    scaffold: 'npx -y deno@2.9.6 init app',
    page: says('Welcome to Deno'),
  }),
  ...lockedBy(['own'], {
    name: 'deno init serve',
    scaffold: 'npx -y deno@2.9.6 init --serve app',
    page: says('Home page'),
    exception: { why: 'its one module comes from JSR, which is another registry', shows: 'jsr.io' },
  }),
];

/** Starters that answer requests and render no pages of a framework. */
export const SERVICES: readonly Starter[] = [
  ...lockedBy(['npm', 'pnpm', 'yarn4', 'bun'], NEST),
  ...lockedBy(['npm', 'pnpm'], ADONIS),
  ...lockedBy(['npm', 'yarn1', 'bun'], {
    name: 'express-generator',
    scaffold: 'npx -y express-generator@4.16.1 --no-view app',
    page: says('Express'),
  }),
  ...lockedBy(['npm'], {
    name: 'fastify-cli',
    scaffold: 'npx -y fastify-cli@8.0.2 generate app',
    page: FASTIFY,
  }),
  ...lockedBy(['pnpm'], {
    name: 'fastify-cli ts',
    // its template asks for a TypeScript that does not take its tsconfig.json
    scaffold:
      'npx -y fastify-cli@8.0.2 generate app --lang=ts && cd app && npm pkg set devDependencies.typescript=~5.9.0',
    page: FASTIFY,
  }),
  ...lockedBy(['npm', 'yarn1'], {
    name: 'create-fastify',
    scaffold: 'npx -y create-fastify@5.0.0 app',
    page: FASTIFY,
  }),
  ...lockedBy(['bun'], {
    name: 'bun init --react',
    scaffold: 'mkdir app && cd app && bun init --react',
    page: says('<html'),
  }),
  ...lockedBy(['bun'], {
    name: 'bun init',
    scaffold: 'mkdir app && cd app && bun init --yes',
    prints: 'Hello via Bun!',
  }),
  ...DENO,
];
