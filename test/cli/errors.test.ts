import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { command, everything, folder, removeFolders, SERVICE } from './helpers.ts';

afterEach(removeFolders);

const create = (root: string, ...flags: string[]) => command(root, '--yes', '--offline', ...flags);

describe('what cannot run ends with one line and a hint', () => {
  it.each<[string, string[], number, RegExp]>([
    [
      'no answer',
      [],
      2,
      /--[a-z-]+ is missing, and there is no terminal to ask on\n {2}Give --[a-z-]+ VALUE.*--yes takes what was detected/,
    ],
    ['an unknown flag', ['--prot', '1'], 2, /unknown option '--prot'\n {2}Did you mean --port\?/],
    ['a flag without value', ['--port'], 2, /option '--port <number>' argument missing/],
    ['two folders', ['.', '.'], 2, /too many arguments/],
    [
      'a port',
      ['--yes', '--port', '70000'],
      2,
      /--port "70000" cannot be used: it takes a number from 1 to 65535, or none/,
    ],
    ['a port in words', ['--yes', '--port', 'http'], 2, /--port "http" cannot be used/],
    ['a stack', ['--yes', '--stack', 'nodee'], 2, /--stack nodee is not known\n {2}Did you mean node\?/],
    ['a framework', ['--yes', '--framework', 'expres'], 2, /--framework "?expres"? is not /],
    [
      'a package manager',
      ['--yes', '--package-manager', 'nmp'],
      2,
      /--package-manager nmp is not known\n {2}Did you mean npm\?/,
    ],
    ['a base', ['--yes', '--base', 'slimm'], 2, /--base slimm is not known.*\n {2}Did you mean slim\?/],
    ['a base with a line break', ['--yes', '--base', 'a:1\nUSER 0'], 2, /--base "a:1\\\\?nUSER 0" cannot be used/],
    ['a start with a pipe', ['--yes', '--start', 'node a.js | tee'], 2, /--start "node a\.js \| tee" uses/],
    ['a start as bad JSON', ['--yes', '--start', '["node"'], 2, /--start .* is not a list of words/],
    [
      'a health check',
      ['--yes', '--healthcheck', 'health'],
      2,
      /--healthcheck "health" cannot be used: it takes a path that begins with "\/"/,
    ],
    ['a secret', ['--yes', '--secret', 'a,b'], 2, /--secret "a,b" cannot be used/],
    ['a setting', ['--yes', '--set', 'novalue'], 2, /--set "novalue" must be KEY=VALUE/],
    ['a service outside', ['--yes', '--service', '../x'], 2, /--service "\.\.\/x" must be the path of a folder inside/],
    ['a service that is missing', ['--yes', '--service', 'apps/x'], 2, /--service apps\/x: there is no such folder/],
    [
      'on-conflict',
      ['--yes', '--on-conflict', 'overwrit'],
      2,
      /--on-conflict "overwrit" cannot be used.*\n {2}Did you mean overwrite\?/,
    ],
    ['engine', ['--yes', '--engine', 'docker'], 2, /--engine "docker" cannot be used: it takes buildkit, podman/],
    ['pin style', ['--yes', '--pin-style', 'tag'], 2, /--pin-style "tag" cannot be used/],
    ['a mirror', ['--yes', '--mirror', 'x'], 2, /--mirror takes HOST=URL/],
    [
      'an image in no catalogue',
      ['--yes', '--offline', '--base', 'registry.example.com/own/node:24'],
      2,
      /registry\.example\.com\/own\/node:24 has no digest/,
    ],
  ])('%s', async (_, flags, code, message) => {
    const root = folder();
    const before = everything(root);
    const result = await command(root, ...flags);
    expect(result.err).toMatch(message);
    expect(result.err).not.toMatch(/\n {4}at /);
    expect(result).toMatchObject({ code, out: '' });
    expect(everything(root)).toEqual(before);
  });

  it.each<[string, (root: string) => void, RegExp]>([
    [
      'an empty folder',
      (root) => rmSync(join(root, 'package.json')),
      /Found nothing to build in the folder .*; looked for (?=.*Node\.js)(?!.*Any program)/,
    ],
    [
      'a huge manifest',
      (root) => truncateSync(join(root, 'package.json'), 100 * 1024 * 1024),
      /package\.json has 100\.0 MiB/,
    ],
    [
      'a broken manifest',
      (root) => writeFileSync(join(root, 'package.json'), '{'),
      /package\.json is not valid JSON \(line 1/,
    ],
    [
      'a broken config',
      (root) => writeFileSync(join(root, 'secure-dockerfile.json'), '{"prot":1}'),
      /unknown key "prot"\n {2}Did you mean port\?/,
    ],
    [
      'a broken lock',
      (root) => writeFileSync(join(root, 'secure-dockerfile-lock.json'), '<<<<<<< a\n=======\n>>>>>>> b\n'),
      /markers of a merge conflict/,
    ],
  ])('%s', async (_, prepare, message) => {
    const root = folder();
    prepare(root);
    expect(await create(root)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) });
  });

  it('a folder that is not there, or a file', async () => {
    const root = folder();
    expect(await create(join(root, 'none'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no folder'),
    });
    expect(await create(join(root, 'package.json'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('is a file'),
    });
  });

  it('a command that was mistyped', async () => {
    expect(await command('adit', '--yes')).toMatchObject({
      code: 2,
      err: 'error There is no folder adit\n  Did you mean the command audit? Else give the folder of your service.',
    });
  });

  it('does not let a project write to the terminal', async () => {
    const evil = {
      ...SERVICE,
      'package.json': '{"name":"\u001b]0;owned\u0007","scripts":{"start":"node \u001b[2Jx.js"}}',
    };
    const { out, err } = await create(folder(evil), '--dry-run');
    expect(out + err).not.toMatch(/[^\P{Cc}\n\t]/u);
  });
});
