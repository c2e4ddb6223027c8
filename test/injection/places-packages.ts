import { one, type Place, service } from './project.ts';

const bcrypt = { dependencies: { bcrypt: '^6.0.0' } };
const PNPM = { 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" };
const BUN = { 'bun.lock': '{ "lockfileVersion": 1 }' };
const YARN = { 'yarn.lock': '__metadata:\n  version: 8\n', '.yarnrc.yml': 'nodeLinker: node-modules\n' };
const NAMES = ['package', 'pnpm', 'trusted', 'script', 'dependenciesMeta'];
const FILES = ['file', 'path', 'patch', 'package.json'];

/** A version that a file asks for; the harmless one is a real version. */
function version(name: string, harmless: string, craft: Place['craft'], says: readonly string[] = [name]): Place {
  return { name, says, harmless, mark: harmless.split('.')[0] ?? harmless, craft };
}

function yarnPath(value: string | undefined): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  return { '.yarnrc.yml': `nodeLinker: node-modules\nyarnPath: ${JSON.stringify(value)}\n`, [value]: '' };
}

/** Names, versions and files of packages and their managers. */
export const PACKAGE_PLACES: readonly Place[] = [
  {
    name: 'package name',
    says: ['name'],
    harmless: 'harmless',
    ignored: true,
    craft: (value) => service({ ...one('name', value) }),
  },
  {
    name: 'the project’s folder',
    says: ['folder', 'project'],
    harmless: 'harmless',
    craft: (value) => ({ ...service({}), name: value ?? 'api' }),
  },
  version('packageManager, pnpm', '10.20.0', (value) =>
    service({ ...one('packageManager', value && `pnpm@${value}`) }, PNPM),
  ),
  version(
    'packageManager, yarn',
    '4.9.1',
    (value) => service({ ...one('packageManager', value && `yarn@${value}`) }, YARN),
    ['packageManager'],
  ),
  version(
    'packageManager, bun',
    '1.2.20',
    (value) => service({ ...one('packageManager', value && `bun@${value}`) }, BUN),
    ['packageManager'],
  ),
  version(
    'packageManager, the name',
    'pnpm',
    (value) => service({ ...one('packageManager', value && `${value}@10.20.0`) }, PNPM),
    ['packageManager'],
  ),
  version('devEngines.packageManager.version', '10.20.0', (value) =>
    service({ ...one('devEngines', value && { packageManager: { name: 'pnpm', version: value } }) }, PNPM),
  ),
  version('devEngines.packageManager.name', 'pnpm', (value) =>
    service({ ...one('devEngines', value && { packageManager: { name: value, version: '10.20.0' } }) }, PNPM),
  ),
  version('devEngines.runtime.version', '22', (value) =>
    service({ ...one('devEngines', value && { runtime: { name: 'node', version: value } }) }),
  ),
  version('engines.node', '22', (value) => service({ ...one('engines', value && { node: value }) })),
  version('engines.pnpm', '9.15.9', (value) => service({ ...one('engines', value && { pnpm: value }) }, PNPM)),
  version('volta.node', '22.11.0', (value) => service({ ...one('volta', value && { node: value }) })),
  version('.nvmrc', '22', (value) => service({}, value === undefined ? {} : { '.nvmrc': value })),
  version('.node-version', '22', (value) => service({}, value === undefined ? {} : { '.node-version': value })),
  version('.tool-versions', '22.11.0', (value) =>
    service({}, value === undefined ? {} : { '.tool-versions': `nodejs ${value}\n` }),
  ),
  version(
    '.tool-versions, pnpm',
    '9.15.9',
    (value) => service({}, value === undefined ? PNPM : { ...PNPM, '.tool-versions': `pnpm ${value}\n` }),
    ['.tool-versions'],
  ),
  version('mise.toml', '22.11.0', (value) =>
    service({}, value === undefined ? {} : { 'mise.toml': `[tools]\nnode = ${JSON.stringify(value)}\n` }),
  ),
  {
    name: 'pnpm.onlyBuiltDependencies',
    says: NAMES,
    harmless: 'harmless',
    craft: (value) =>
      service(
        { ...bcrypt, pnpm: { onlyBuiltDependencies: ['bcrypt', ...(value ? [value] : [])] } },
        { 'pnpm-lock.yaml': "lockfileVersion: '6.0'\n" },
      ),
  },
  {
    name: 'allowScripts',
    says: NAMES,
    harmless: 'harmless',
    craft: (value) => service({ ...bcrypt, allowScripts: { bcrypt: true, ...one(value ?? 'bcrypt', true) } }),
  },
  {
    name: 'trustedDependencies',
    says: NAMES,
    harmless: 'bcrypt',
    mark: 'bcrypt',
    craft: (value) => service({ ...bcrypt, trustedDependencies: value === undefined ? [] : [value] }, BUN),
  },
  {
    name: 'dependenciesMeta',
    says: NAMES,
    harmless: 'bcrypt',
    mark: 'bcrypt',
    craft: (value) =>
      service({ ...bcrypt, dependenciesMeta: value === undefined ? {} : { [value]: { built: true } } }, YARN),
  },
  {
    name: 'a dependency’s name',
    says: NAMES,
    harmless: 'harmless',
    ignored: true,
    craft: (value) => service({ dependencies: { express: '5', ...one(value ?? 'express', '^1.0.0') } }),
  },
  {
    name: 'a dependency’s folder',
    says: FILES,
    harmless: 'vendor/harmless',
    craft: (value) =>
      service(
        { dependencies: { express: '5', ...one('log', value && `file:${value}`) } },
        value === undefined ? {} : { [`${value}/package.json`]: {} },
      ),
  },
  {
    name: 'a patch of pnpm',
    says: FILES,
    harmless: 'harmless/express.patch',
    craft: (value) =>
      service(
        { ...one('pnpm', value && { patchedDependencies: { express: value } }) },
        value === undefined ? PNPM : { ...PNPM, [value]: '' },
      ),
  },
  {
    name: 'a patch of Bun',
    says: FILES,
    harmless: 'harmless/express.patch',
    craft: (value) =>
      service(
        { ...one('patchedDependencies', value && { express: value }) },
        value === undefined ? BUN : { ...BUN, [value]: '' },
      ),
  },
  {
    name: 'a patch of Yarn',
    says: FILES,
    harmless: 'harmless/express.patch',
    craft: (value) =>
      service(
        { dependencies: { express: value === undefined ? '5' : `patch:express@npm%3A5.1.0#~/${value}` } },
        value === undefined ? YARN : { ...YARN, [value]: '' },
      ),
  },
  {
    name: 'yarnPath',
    says: ['yarn', 'file', 'path'],
    harmless: '.yarn/releases/harmless.cjs',
    craft: (value) =>
      service({ packageManager: 'yarn@4.13.0' }, { ...YARN, '.yarn/releases/harmless.cjs': '', ...yarnPath(value) }),
  },
  {
    name: 'a key of .npmrc',
    says: ['.npmrc'],
    harmless: '//harmless.example.com/:_authToken',
    craft: (value) => service({}, { '.npmrc': `engine-strict=true\n${value === undefined ? '' : `${value}=x\n`}` }),
  },
  {
    name: 'a registry of .npmrc',
    says: ['.npmrc'],
    harmless: 'harmless',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of npm's
    also: ['$', '${X}'],
    craft: (value) => service({}, { '.npmrc': `@a:registry=https://${value ?? 'x'}.example.com/\n` }),
  },
  {
    name: 'a variable of .npmrc',
    says: ['.npmrc'],
    harmless: 'harmless',
    craft: (value) =>
      service({}, value === undefined ? {} : { '.npmrc': `//registry.example.com/:_authToken=\${${value}}\n` }),
  },
  {
    name: 'a scope of .yarnrc.yml',
    says: ['.yarnrc.yml'],
    harmless: 'harmless',
    craft: (value) =>
      service(
        {},
        {
          ...YARN,
          '.yarnrc.yml': `nodeLinker: node-modules\nnpmScopes:\n  ${JSON.stringify(value ?? 'x')}:\n    npmRegistryServer: https://registry.example.com\n`,
        },
      ),
  },
  {
    name: 'node-linker of .npmrc',
    says: ['.npmrc'],
    harmless: 'harmless',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of npm's
    also: ['${X}'],
    craft: (value) => service({}, { ...PNPM, '.npmrc': value === undefined ? '' : `node-linker=${value}\n` }),
  },
];
