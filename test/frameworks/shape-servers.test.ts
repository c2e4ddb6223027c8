import { describe, expect, test } from 'vitest';
import { type App, type Shown, shapeOf } from './app.ts';

/** Name, project, and what matters of its shape. */
const CASES: readonly (readonly [string, App, Partial<Shown>])[] = [
  [
    'express without a build ships its own files',
    { dependencies: 'express' },
    { kind: 'server', build: null, outputs: ['.'], start: null, port: 3000, dependencies: 'production' },
  ],
  [
    'express in TypeScript ships what tsc writes',
    {
      dependencies: 'express',
      scripts: { build: 'tsc', start: 'node dist/server.js' },
      files: { 'tsconfig.json': '{"compilerOptions":{"outDir":"./dist"}}' },
    },
    { build: 'build', outputs: ['dist'], from: { build: 'package.json scripts.build', outputs: 'tsconfig.json' } },
  ],
  [
    'views and public folders that exist come along',
    {
      dependencies: 'express',
      scripts: { build: 'tsc' },
      files: { 'tsconfig.json': '{"compilerOptions":{"outDir":"out"}}', 'views/a.ejs': '', 'public/a.css': '' },
    },
    { outputs: ['out', 'public', 'views'] },
  ],
  [
    'a tsconfig that extends another',
    {
      dependencies: 'koa',
      scripts: { build: 'tsc -p tsconfig.build.json' },
      files: {
        'tsconfig.build.json': '{"extends":"./base/tsconfig"}',
        'base/tsconfig.json': '{"compilerOptions":{"outDir":"../lib"}}',
      },
    },
    { outputs: ['lib'] },
  ],
  [
    'a tsconfig that extends itself',
    { dependencies: 'koa', scripts: { build: 'tsc' }, files: { 'tsconfig.json': '{"extends":"./tsconfig.json"}' } },
    { outputs: ['.'] },
  ],
  [
    'tsc beside the sources ships everything',
    { dependencies: 'koa', scripts: { build: 'tsc' }, files: { 'tsconfig.json': '{}' } },
    { outputs: ['.'] },
  ],
  [
    'a build that only checks types is none',
    { dependencies: 'koa', scripts: { typecheck: 'tsc --noEmit' } },
    { build: null, outputs: ['.'] },
  ],
  [
    'a start outside of what is compiled',
    { dependencies: 'express', scripts: { build: 'webpack', start: 'node server.js' } },
    { build: 'build', outputs: ['.'] },
  ],
  [
    'esbuild to a file',
    { dependencies: 'hono @hono/node-server', scripts: { build: 'esbuild src/a.ts --bundle --outfile=made/a.js' } },
    { outputs: ['made'] },
  ],
  [
    'tsup with a config',
    {
      dependencies: 'fastify',
      scripts: { build: 'tsup' },
      files: { 'tsup.config.ts': "export default defineConfig({ outDir: 'made' })" },
    },
    { outputs: ['made'] },
  ],
  ['tsup without one', { dependencies: 'fastify', scripts: { build: 'tsup src/a.ts' } }, { outputs: ['dist'] }],
  ['swc', { dependencies: 'fastify', scripts: { build: 'swc src -d made' } }, { outputs: ['made'] }],
  [
    'a build in several scripts',
    { dependencies: 'fastify', scripts: { build: 'npm run clean && npm run compile', compile: 'tsup --out-dir made' } },
    { build: 'build', outputs: ['made'] },
  ],
  [
    'compiling under another name',
    { dependencies: 'fastify', scripts: { compile: 'tsup' } },
    { build: 'compile', outputs: ['dist'] },
  ],
  [
    'an output above the project is not taken',
    { dependencies: 'fastify', scripts: { build: 'tsup --out-dir ../../etc' } },
    { outputs: ['.'] },
  ],
  [
    'hono for workers says what is missing',
    { dependencies: 'hono', development: 'wrangler' },
    { notes: [expect.stringContaining('@hono/node-server') as string] },
  ],

  [
    'fastify-cli starts by its own file, without options of development',
    { dependencies: 'fastify fastify-cli', scripts: { start: 'fastify start -w -P -l info -p 4000 app.js' } },
    {
      start: ['node_modules/fastify-cli/cli.js', 'start', '-l', 'info', '-p', '4000', 'app.js'],
      port: 4000,
      environment: { FASTIFY_ADDRESS: '0.0.0.0' },
      notes: [],
    },
  ],
  [
    'fastify-cli with a variable cannot be an exec form',
    { dependencies: 'fastify fastify-cli', scripts: { start: 'fastify start -p $PORT app.js' } },
    { start: null },
  ],
  [
    'fastify-cli among the development dependencies',
    { dependencies: 'fastify', development: 'fastify-cli', scripts: { start: 'fastify start a.js' } },
    { notes: [expect.stringContaining('fastify-cli') as string] },
  ],

  [
    'nest',
    {
      dependencies: '@nestjs/core',
      scripts: { build: 'nest build', 'start:prod': 'node dist/main' },
      files: { 'tsconfig.json': '{"compilerOptions":{"outDir":"./dist"}}' },
    },
    { build: 'build', outputs: ['dist'], start: ['dist/main.js'], port: 3000 },
  ],
  [
    'nest that compiles more than src',
    { dependencies: '@nestjs/core', scripts: { build: 'nest build', 'start:prod': 'node dist/src/main' } },
    { start: ['dist/src/main.js'] },
  ],
  [
    'nest without a build script',
    { dependencies: '@nestjs/core' },
    { build: 'nest build', start: ['dist/main.js'], notes: [expect.stringContaining('nest build') as string] },
  ],
  [
    'nest with another entry',
    { dependencies: '@nestjs/core', files: { 'nest-cli.json': '{"entryFile":"app"}' } },
    { start: ['dist/app.js'] },
  ],
  [
    'nest as a monorepo',
    {
      dependencies: '@nestjs/core',
      files: {
        'nest-cli.json': '{"monorepo":true,"root":"apps/shop"}',
        'apps/shop/tsconfig.app.json': '{"compilerOptions":{"outDir":"../../dist/apps/shop"}}',
      },
    },
    { outputs: ['dist/apps/shop'], start: ['dist/apps/shop/main.js'] },
  ],

  [
    'adonis starts from within what it builds',
    { dependencies: '@adonisjs/core@^6.2.0', scripts: { build: 'node ace build' } },
    {
      outputs: ['build → .'],
      start: ['bin/server.js'],
      port: 3333,
      environment: { HOST: '0.0.0.0', LOG_LEVEL: 'info' },
      writable: ['tmp'],
    },
  ],
  ['adonis 5', { dependencies: '@adonisjs/core@^5.8.0' }, { start: ['server.js'] }],
  [
    'strapi in TypeScript',
    {
      dependencies: '@strapi/strapi',
      scripts: { build: 'strapi build' },
      files: { 'tsconfig.json': '{}', 'public/robots.txt': '', 'database/migrations/.gitkeep': '' },
    },
    {
      outputs: ['dist', 'public', 'database', 'tsconfig.json'],
      start: ['node_modules/@strapi/strapi/bin/strapi.js', 'start'],
      port: 1337,
      writable: ['.tmp', 'public/uploads'],
    },
  ],
  ['strapi in JavaScript', { dependencies: '@strapi/strapi' }, { outputs: ['.'] }],
];

describe('what becomes of a server', () => {
  test.each(CASES)('%s', (_, app, expected) => {
    expect(shapeOf(app)).toMatchObject(expected);
  });
});

/** Prisma before 7 fetches its engines when the client is generated. */
const PRISMA: readonly (readonly [string, string, boolean])[] = [
  ['^6.3.0', 'prisma generate && tsc', true],
  ['5.22.0', 'npx prisma generate && tsc', true],
  ['latest', 'prisma generate && tsc', true],
  ['^7.0.0', 'prisma generate && tsc', false],
  ['^6.3.0', 'tsc', false],
];

test.each(PRISMA)('prisma %s with the build %s', (version, build, fetches) => {
  const shape = shapeOf({ dependencies: `express prisma@${version}`, scripts: { build } });
  expect(shape.buildNeedsNetwork !== null).toBe(fetches);
});
