import { describe, expect, it } from 'vitest';
import { nodeVersion } from '../../src/stacks/node/version.ts';
import { memoryProject } from '../helpers.ts';

const TODAY = '2026-11-24';
type Files = Readonly<Record<string, string>>;

const pkg = (json: object) => ({ 'package.json': JSON.stringify(json) });
const engines = (node: unknown) => pkg({ engines: { node } });

/** How the text in `.nvmrc` is read: text, version, part of the note (null: no note). */
const TEXTS: readonly (readonly [text: string, version: string, note: string | null])[] = [
  ['24', '24', null],
  ['v24', '24', null],
  ['22', '22', null],
  ['26', '26', null],
  ['24\n', '24', null],
  ['  24  \r\n', '24', null],
  ['\uFEFF24', '24', null],
  ['# our version\n22\n', '22', null],
  ['\n\n22 # jod\n', '22', null],
  ['v22.11.0', '22', 'exactly'],
  ['22.11.0', '22', 'exactly'],
  ['=22.11.0', '22', 'exactly'],
  ['24.0.0-nightly20250101', '24', 'exactly'],
  ['22.x', '22', null],
  ['22.*', '22', null],
  ['22.11', '22', 'exactly'],
  ['^22', '22', null],
  ['^22.12.0', '22', null],
  ['~24.1', '24', 'exactly'],
  ['>=22', '24', null],
  ['node@24', '24', null],
  ['lts/*', '26', null],
  ['LTS/*', '26', null],
  ['lts', '26', null],
  ['--lts', '26', null],
  ['lts/-1', '24', null],
  ['lts/-2', '22', null],
  ['lts/-3', '22', 'last security fix by 2026-04-30'],
  ['lts/lithium', '26', null],
  ['lts/krypton', '24', null],
  ['lts/Krypton', '24', null],
  ['krypton', '24', null],
  ['lts-jod', '22', null],
  ['--lts=jod', '22', null],
  ['lts/iron', '22', 'last security fix by 2026-04-30'],
  ['lts/hydrogen', '22', 'last security fix by 2025-04-30'],
  ['lts/argon', '22', 'last security fix'],
  ['lts/unobtainium', '24', 'is not a version'],
  ['lts/-99', '24', 'is not a version'],
  ['node', '26', null],
  ['latest', '26', null],
  ['current', '26', null],
  ['stable', '26', null],
  ['18', '22', 'Node.js 18 got its last security fix by 2025-04-30'],
  ['18.19.1', '22', 'last security fix'],
  ['20', '22', 'Node.js 20 got its last security fix by 2026-04-30'],
  ['21', '22', 'last security fix'],
  ['23', '24', 'last security fix by 2025-06-01'],
  ['25', '26', 'Node.js 25 got its last security fix by 2026-06-01'],
  ['v0.10.48', '22', 'far out of support'],
  ['0.12', '22', 'far out of support'],
  ['4', '22', 'last security fix'],
  ['27', '26', 'there is no release of Node.js 27'],
  ['99', '26', 'there is no release of Node.js 99'],
  ['999999999', '26', 'there is no release'],
  ['99999999999999999999', '24', 'is not a version'],
  ['banana', '24', 'is not a version'],
  ['system', '24', 'is not a version'],
  ['iojs', '24', 'is not a version'],
  ['22; rm -rf /', '24', 'is not a version'],
  ['24\nRUN curl evil', '24', null],
  ['24 AS x\nRUN id', '24', 'is not a version'],
  ['$(id)', '24', 'is not a version'],
  ['22\u001b[31m', '24', 'is not a version'],
  ['-1', '24', 'is not a version'],
  [`${'1'.repeat(5000)}`, '24', 'is not a version'],
];

/** How `engines.node` is read. */
const RANGES: readonly (readonly [range: unknown, version: string, note: string | null])[] = [
  ['24', '24', null],
  ['24.x', '24', null],
  ['>=24', '24', null],
  ['>=18', '24', null],
  ['>= 18.0.0', '24', null],
  ['>=20.19', '24', null],
  ['>=22.12.0', '24', null],
  ['>=18 <23', '22', null],
  ['>=18 <=22', '22', null],
  ['>=18.0.0 <=22.x.x', '22', null],
  ['18 - 22', '22', null],
  ['18 || 20 || 22', '22', null],
  ['18 || 20', '22', 'last security fix'],
  ['^18 || ^20 || >=22', '24', null],
  ['^20 || >=22', '24', null],
  ['^20.19.0 || >=22.12.0', '24', null],
  ['^18.18.0 || ^20.9.0 || >=21.1.0', '24', null],
  ['^20', '22', 'last security fix by 2026-04-30'],
  ['20.x', '22', 'last security fix'],
  ['>=18 <21', '22', 'last security fix'],
  ['>=16 <19', '22', 'last security fix'],
  ['~18.12', '22', 'last security fix'],
  ['<20', '22', 'last security fix'],
  ['^23', '24', 'last security fix'],
  ['^25', '26', 'last security fix'],
  ['>=23 <26', '24', null],
  ['>=25', '26', null],
  ['>24', '26', null],
  ['22.11.0', '22', 'exactly'],
  ['~22.11.0', '22', 'exactly'],
  ['>=22 <22.5', '22', 'exactly'],
  ['>=22.5 <23 || 24.1.0', '22', null],
  ['>=50', '26', 'there is no release of Node.js 50'],
  ['^99', '26', 'there is no release of Node.js 99'],
  ['*', '24', null],
  ['', '24', null],
  ['x', '24', null],
  ['lts/*', '26', null],
  ['latest', '26', null],
  ['>=22 <20', '24', 'is not a version'],
  ['banana', '24', 'is not a version'],
  ['>=0.10.0', '24', null],
  ['>=0.10 <0.13', '22', 'far out of support'],
  [22, '24', null],
  [{ a: 1 }, '24', null],
  [null, '24', null],
];

/** Which place counts: files, service, version, where from. */
const SOURCES: readonly (readonly [name: string, files: Files, service: string, version: string, from: string])[] = [
  ['nothing at all', {}, '.', '24', 'default'],
  ['an empty manifest', pkg({}), '.', '24', 'default'],
  ['.nvmrc', { '.nvmrc': '22' }, '.', '22', '.nvmrc'],
  ['.node-version', { '.node-version': '22.1.0' }, '.', '22', '.node-version'],
  ['.nvmrc before .node-version', { '.nvmrc': '22', '.node-version': '24' }, '.', '22', '.nvmrc'],
  ['an empty .nvmrc', { '.nvmrc': '\n', '.node-version': '26' }, '.', '26', '.node-version'],
  ['a bad .nvmrc', { '.nvmrc': 'banana', '.node-version': '26' }, '.', '26', '.node-version'],
  ['volta', pkg({ volta: { node: '22.1.0' } }), '.', '22', 'package.json volta.node'],
  [
    'volta before asdf',
    { ...pkg({ volta: { node: '22.1.0' } }), '.tool-versions': 'nodejs 26' },
    '.',
    '22',
    'package.json volta.node',
  ],
  [
    'volta.extends',
    {
      'apps/api/package.json': '{"volta":{"extends":"../../package.json"}}',
      ...pkg({ volta: { node: '22.1.0' } }),
    },
    'apps/api',
    '22',
    'package.json volta.node',
  ],
  [
    'volta.extends to a third file',
    { 'a/package.json': '{"volta":{"extends":"../b/package.json"}}', 'b/package.json': '{"volta":{"node":"26.0.0"}}' },
    'a',
    '26',
    'b/package.json volta.node',
  ],
  ['volta.extends in a circle', pkg({ volta: { extends: './package.json' } }), '.', '24', 'default'],
  ['volta.extends out of the project', pkg({ volta: { extends: '../../package.json' } }), '.', '24', 'default'],
  ['volta.extends to no manifest', pkg({ volta: { extends: './x.json' } }), '.', '24', 'default'],
  ['asdf nodejs', { '.tool-versions': 'python 3.13\nnodejs 22.1.0 20.0.0\n' }, '.', '22', '.tool-versions:2'],
  ['asdf node', { '.tool-versions': 'node 26' }, '.', '26', '.tool-versions:1'],
  ['asdf comment', { '.tool-versions': '# nodejs 18\nnodejs 22 # jod' }, '.', '22', '.tool-versions:2'],
  ['asdf without a version', { '.tool-versions': 'nodejs' }, '.', '24', 'default'],
  ['asdf ref', { '.tool-versions': 'nodejs ref:v22' }, '.', '24', 'default'],
  ['mise string', { 'mise.toml': '[tools]\nnode = "22"' }, '.', '22', 'mise.toml tools.node'],
  ['mise number', { 'mise.toml': '[tools]\nnode = 22' }, '.', '22', 'mise.toml tools.node'],
  ['mise list', { '.mise.toml': '[tools]\nnode = ["22", "24"]' }, '.', '22', '.mise.toml tools.node'],
  ['mise table', { 'mise.toml': '[tools]\nnode = { version = "22" }' }, '.', '22', 'mise.toml tools.node'],
  ['mise own table', { 'mise.toml': '[tools.node]\nversion = "26"' }, '.', '26', 'mise.toml tools.node'],
  ['mise list of tables', { 'mise.toml': '[[tools.node]]\nversion = "22"' }, '.', '22', 'mise.toml tools.node'],
  ['mise prefix', { 'mise.toml': '[tools]\nnode = "prefix:22"' }, '.', '22', 'mise.toml tools.node'],
  ['mise lts', { 'mise.toml': '[tools]\nnode = "lts"' }, '.', '26', 'mise.toml tools.node'],
  ['mise in .config', { '.config/mise.toml': '[tools]\nnode = "22"' }, '.', '22', '.config/mise.toml tools.node'],
  ['mise with core:', { 'mise.toml': '[tools]\n"core:node" = "22"' }, '.', '22', 'mise.toml tools.core:node'],
  ['mise of a wrong type', { 'mise.toml': '[tools]\nnode = true' }, '.', '24', 'default'],
  [
    'asdf before mise',
    { '.tool-versions': 'nodejs 22', 'mise.toml': '[tools]\nnode="24"' },
    '.',
    '22',
    '.tool-versions:1',
  ],
  [
    'devEngines object',
    pkg({ devEngines: { runtime: { name: 'node', version: '^22' } } }),
    '.',
    '22',
    'package.json devEngines.runtime',
  ],
  [
    'devEngines list',
    pkg({ devEngines: { runtime: [{ name: 'bun' }, { name: 'node', version: '22.x' }] } }),
    '.',
    '22',
    'package.json devEngines.runtime',
  ],
  ['devEngines of bun', pkg({ devEngines: { runtime: { name: 'bun', version: '1' } } }), '.', '24', 'default'],
  [
    'devEngines without a version',
    pkg({ devEngines: { runtime: { name: 'node' } } }),
    '.',
    '24',
    'package.json devEngines.runtime',
  ],
  [
    'devEngines before engines',
    pkg({ engines: { node: '24.x' }, devEngines: { runtime: { name: 'node', version: '22.x' } } }),
    '.',
    '22',
    'package.json devEngines.runtime',
  ],
  ['.nvmrc before engines', { '.nvmrc': '22', ...engines('>=20') }, '.', '22', '.nvmrc'],
  ['asdf before engines', { '.tool-versions': 'nodejs 22', ...engines('>=20') }, '.', '22', '.tool-versions:1'],
  ['the service first', { '.nvmrc': '22', 'apps/api/.nvmrc': '24' }, 'apps/api', '24', 'apps/api/.nvmrc'],
  ['the folder between', { '.nvmrc': '22', 'apps/.nvmrc': '24' }, 'apps/api', '24', 'apps/.nvmrc'],
  ['the root', { '.nvmrc': '22' }, 'apps/api', '22', '.nvmrc'],
  ['the nearer file, whatever it is', { '.nvmrc': '22', 'api/.node-version': '26' }, 'api', '26', 'api/.node-version'],
  [
    "the root's pin before the service's engines",
    { '.nvmrc': '22', 'api/package.json': '{"engines":{"node":">=20"}}' },
    'api',
    '22',
    '.nvmrc',
  ],
  [
    "the service's engines before the root's",
    { ...engines('26'), 'api/package.json': '{"engines":{"node":"22"}}' },
    'api',
    '22',
    'api/package.json engines.node',
  ],
];

/** The same text on other days. */
const DAYS: readonly (readonly [text: string, today: string, version: string])[] = [
  ['20', '2026-04-30', '20'],
  ['20', '2026-05-01', '22'],
  ['26', '2026-05-04', '24'],
  ['26', '2026-05-05', '26'],
  ['25', '2026-01-01', '25'],
  ['lts/*', '2026-10-27', '24'],
  ['lts/*', '2026-10-28', '26'],
  ['node', '2026-01-01', '25'],
  ['24', '2028-05-01', '26'],
];

describe('Node.js version', () => {
  it.each(TEXTS)('reads .nvmrc %j as %s', (text, version, note) => {
    const found = nodeVersion(memoryProject({ '.nvmrc': text }), '.', TODAY);
    expect(found.version).toBe(version);
    expectNote(found.notes, note);
  });

  it.each(RANGES)('reads engines.node %j as %s', (range, version, note) => {
    const found = nodeVersion(memoryProject(engines(range)), '.', TODAY);
    expect(found.version).toBe(version);
    expectNote(found.notes, note);
  });

  it.each(SOURCES)('takes %s', (_name, files, service, version, from) => {
    const found = nodeVersion(memoryProject(files), service, TODAY);
    expect(found).toMatchObject({ version, evidence: [{ what: 'runtimeVersion', value: version, from }] });
  });

  it.each(DAYS)('judges %s on %s as %s', (text, today, version) => {
    expect(nodeVersion(memoryProject({ '.nvmrc': text }), '.', today).version).toBe(version);
  });

  it.each([
    ['a range that allows it', { '.nvmrc': '22', ...engines('>=20') }, 0],
    ['a range that does not', { '.nvmrc': '22', ...engines('>=24') }, 1],
    ['two pins', { '.nvmrc': '22', '.node-version': '24' }, 1],
    ['three pins', { '.nvmrc': '22', '.node-version': '24', '.tool-versions': 'nodejs 26' }, 2],
    ['the same in two spellings', { '.nvmrc': '22', '.node-version': 'lts/jod' }, 0],
    ['an old pin that the range knows', { '.nvmrc': '18', ...engines('>=18') }, 0],
  ] as const)('reports disagreement: %s', (_name, files, count) => {
    const { notes } = nodeVersion(memoryProject(files), '.', TODAY);
    expect(notes.filter((note) => note.includes('and counts'))).toHaveLength(count);
  });

  it('keeps control characters out of notes and evidence', () => {
    const { notes } = nodeVersion(memoryProject({ '.nvmrc': 'ba\u001b[2Jna\u0007na' }), '.', TODAY);
    expect(notes).toEqual(['.nvmrc asks for Node.js "ba [2Jna na", which is not a version; it is left out.']);
  });
});

function expectNote(notes: readonly string[], part: string | null) {
  if (part === null) expect(notes).toEqual([]);
  else expect(notes.join('\n')).toContain(part);
}
