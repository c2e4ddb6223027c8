import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Drift } from '../../src/cli/drift.ts';
import { driftGithub } from '../../src/cli/drift-report.ts';
import { imageName } from '../../src/core/quote.ts';
import { toolVersion } from '../../src/io/version.ts';
import { fakeRegistry, GOOD } from '../images/fake-registry.ts';
import { command, everything, folder, removeFolders, SERVICE } from './helpers.ts';

afterEach(removeFolders);

const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');
const update = (root: string, ...flags: string[]) => command('update', root, '--yes', '--offline', ...flags);

it('follows the project and keeps what a person changed', async () => {
  const root = folder();
  await command(root, '--yes', '--offline');
  writeFileSync(
    join(root, 'Dockerfile'),
    read(root, 'Dockerfile').replace('EXPOSE 3000', '# seen by the proxy\nEXPOSE 3000'),
  );
  writeFileSync(join(root, '.nvmrc'), '22\n');

  const { code, out } = await update(root);

  expect(code).toBe(0);
  expect(out).toMatch(/merge +Dockerfile/);
  const dockerfile = read(root, 'Dockerfile');
  expect(dockerfile).toContain('# seen by the proxy\nEXPOSE 3000');
  expect(dockerfile.match(/^FROM node:22-trixie-slim@/gm)).toHaveLength(3);
  expect(dockerfile).not.toContain('node:24');
});

it('changes nothing where nothing moved', async () => {
  const root = folder();
  await command(root, '--yes', '--offline');
  const before = everything(root);
  expect(await update(root)).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
  expect(everything(root)).toEqual(before);
});

it('changes nothing in a clone that lies in a folder of another name', async () => {
  const root = folder();
  await command(root, '--yes', '--offline');
  const clone = folder();
  cpSync(root, clone, { recursive: true });
  expect(basename(clone)).not.toBe(basename(root));

  expect(await update(clone, '--check')).toMatchObject({ code: 0 });
  writeFileSync(join(clone, '.nvmrc'), '22\n');
  expect((await update(clone)).code).toBe(0);
  expect(read(clone, 'Dockerfile')).toContain(`docker build -t ${imageName(basename(root))} .`);
});

it('says so where nothing was created yet', async () => {
  const root = folder(SERVICE);
  expect(await update(root)).toMatchObject({ code: 2, err: expect.stringContaining('there is nothing to update') });
});

const edit = (root: string, path: string, from: string, to: string) => {
  const text = read(root, path);
  expect(text).toContain(from);
  writeFileSync(join(root, path), text.replaceAll(from, to));
};

describe('update says why', () => {
  it('names the file that moved an answer, and the digest that moved', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    writeFileSync(join(root, '.nvmrc'), '22\n');
    const { out } = await update(root);
    expect(out).toContain('Node.js 24 → 22 because .nvmrc says so');

    const registry = await fakeRegistry(() => GOOD);
    const moved = await command('update', root, '--yes', '--mirror', `docker.io=http://${registry.host}`);
    await registry.close();
    expect(moved.out).toContain('digest of node:22-trixie-slim moved');
  });

  it('takes a setting that a person changed for decided', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    edit(root, 'secure-dockerfile.json', '"base": "slim"', '"base": "slim",\n  "port": 4000');
    const { out } = await update(root);
    expect(out).toContain('port 3000 → 4000 because you decided it');
    expect(out).toMatch(/^ {2}port +4000 +you decided it$/m);
  });

  it('says which instructions a new version writes differently', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    // as an older version would have left it: another health check, in the lock and on disk
    edit(root, 'Dockerfile', '--timeout=3s', '--timeout=9s');
    edit(root, 'secure-dockerfile-lock.json', '--timeout=3s', '--timeout=9s');
    edit(root, 'secure-dockerfile-lock.json', `"tool": "${toolVersion()}"`, '"tool": "0.0.9"');
    const { code, out } = await update(root);
    expect(code).toBe(0);
    expect(out).toContain(`version ${toolVersion()} (0.0.9 before) writes HEALTHCHECK differently`);
  });
});

describe('update --dry-run, with nobody to ask', () => {
  const dryRun = (root: string, ...flags: string[]) => command('update', root, '--offline', '--dry-run', ...flags);

  it('shows what moved and says what the update will ask', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    edit(root, 'server.js', '3000', '8080');
    const before = everything(root);
    expect(await command('update', root, '--offline')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--port'),
    });
    const { code, out, err } = await dryRun(root);
    expect(code).toBe(0);
    expect(err).toMatch(/^note Port: the update asks; this is shown with 8080\. --port VALUE answers it\.$/m);
    expect(out).toMatch(/^\+EXPOSE 8080$/m);
    expect(everything(root)).toEqual(before);
    expect((await dryRun(root, '--port', '8080')).err).not.toContain('asks');
    expect((await dryRun(root, '--yes')).err).not.toContain('asks');
  });

  it('takes what held last where the project says nothing any more, and none for none', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    edit(root, 'package.json', '"start":"node server.js"', '"lint":"eslint"');
    edit(root, 'package.json', '"express"', '"left-pad"');
    renameSync(join(root, 'server.js'), join(root, 'serve-it.js'));
    writeFileSync(join(root, 'serve-it.js'), '');
    const { code, out, err } = await dryRun(root);
    expect(code).toBe(0);
    expect(err).toMatch(
      /^note Start command .*: the update asks; this is shown with node server\.js\. --start VALUE answers it\.$/m,
    );
    expect(err).toMatch(/^note Port: the update asks; this is shown with none\./m);
    expect(out).toMatch(/^-EXPOSE 3000$/m);
  });

  it('still asks create for what nobody has decided', async () => {
    expect(await command(folder(), '--offline', '--dry-run')).toMatchObject({ code: 2 });
  });
});

describe('update --check', () => {
  it('writes nothing and is silent about what is up to date', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    const before = everything(root);
    expect(await update(root, '--check')).toEqual({
      code: 0,
      err: expect.any(String),
      out: 'Up to date: an update would change nothing.\n',
    });
    expect(everything(root)).toEqual(before);
  });

  it('exits 1 with every reason and writes nothing', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    writeFileSync(join(root, '.nvmrc'), '22\n');
    edit(root, 'Dockerfile', 'USER 1000:1000', 'USER root');
    const before = everything(root);

    const { code, out } = await update(root, '--check');

    expect(code).toBe(1);
    expect(out).toMatch(/^Dockerfile {2}project {2}Node\.js 24 → 22 because \.nvmrc says so$/m);
    expect(out).toMatch(/^Dockerfile:\d+ {2}user\/root {2}/m);
    expect(everything(root)).toEqual(before);
  });

  it('annotates for GitHub, and nothing of the project ends a command', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    edit(root, 'Dockerfile', 'USER 1000:1000', 'USER root');
    const { code, out } = await update(root, '--check', '--format', 'github');
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=Dockerfile,line=\d+,title=user\/root::[^\n]+$/m);
    const hostile: Drift = { kind: 'project', file: 'a,b:c\nd', line: null, rule: null, message: '100%\n::error::x' };
    expect(driftGithub([hostile])).toBe(
      '::error file=a%2Cb%3Ac\\nd,title=secure-dockerfile project::100%25\\n::error::x',
    );
  });

  it('holds the drift in the plan for machines', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    writeFileSync(join(root, '.nvmrc'), '22\n');
    const { code, out } = await update(root, '--check', '--json');
    expect(code).toBe(1);
    const plan = JSON.parse(out);
    expect(plan.drift).toContainEqual({
      kind: 'project',
      file: 'Dockerfile',
      line: null,
      rule: null,
      message: 'Node.js 24 → 22 because .nvmrc says so',
    });
    expect(plan.files.find((file: { path: string }) => file.path === 'Dockerfile').reason).toBe(
      'regenerated; Node.js 24 → 22 because .nvmrc says so',
    );
  });

  it('needs no answer, and finds a deleted ignore file by what it leaves open', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    rmSync(join(root, '.dockerignore'));
    expect((await update(root, '--check')).out).toMatch(/^Dockerfile:\d+ {2}ignore\/missing {2}/);
    writeFileSync(join(root, '.dockerignore'), '*\n');
    expect((await update(root, '--check')).code).toBe(0);
    rmSync(join(root, '.dockerignore'));
    rmSync(join(root, 'secure-dockerfile-lock.json'));
    const { code, out } = await update(root, '--check');
    expect(code).toBe(1);
    expect(out).toMatch(/^\.dockerignore {2}file {2}create: new$/m);
  });

  it.each([
    [['--check', '--abort'], /--check and --abort exclude each other/],
    [['--format', 'github'], /--format belongs to update --check/],
    [['--check', '--format', 'xml'], /--format "xml" cannot be used/],
  ])('refuses %j', async (flags, message) => {
    expect(await update(folder(), ...flags)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});

describe('an update whose conflicts wait', () => {
  /** A person and the project changed the same line. */
  async function conflicted() {
    const root = folder();
    await command(root, '--yes', '--offline');
    edit(root, 'Dockerfile', 'EXPOSE 3000', 'EXPOSE 8080');
    writeFileSync(join(root, 'notes.txt'), 'not ours\n');
    const before = everything(root).map((file) => file.replace(/ \d+(\.\d+)? /, ' '));
    edit(root, 'server.js', '3000', '4000');
    const outcome = await update(root);
    return { root, before, outcome };
  }
  const solve = (root: string) => {
    const solved = read(root, 'Dockerfile').replace(/<{7} [\s\S]*?={7}\n([\s\S]*?)>{7} [^\n]*\n/g, '$1');
    writeFileSync(join(root, 'Dockerfile'), solved);
  };

  it('is marked, exits 1, and says what to do', async () => {
    const { root, outcome } = await conflicted();
    expect(outcome.code).toBe(1);
    expect(outcome.err).toMatch(
      /conflict Dockerfile: your edits meet the new text\n.*update --continue; update --abort/,
    );
    expect(read(root, 'Dockerfile')).toMatch(/<{7} yours\nEXPOSE 8080\n\|{7} .*\nEXPOSE 3000\n={7}\nEXPOSE 4000\n>{7}/);
  });

  it('is not finished, and nothing else runs, while markers are left', async () => {
    const { root } = await conflicted();
    const before = everything(root);
    for (const flags of [['--continue'], ['--check'], []])
      expect(await update(root, ...flags)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/Dockerfile:\d+ still holds conflict markers; nothing was written/),
      });
    expect(everything(root)).toEqual(before);
  });

  it('is finished by --continue, and the next update has nothing to do', async () => {
    const { root } = await conflicted();
    solve(root);
    expect(await update(root, '--continue')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Finished: Dockerfile'),
    });
    expect(read(root, 'secure-dockerfile-lock.json')).not.toContain('"pending"');
    expect((await update(root)).out).toMatch(/^Nothing to change/);
    expect(await update(root, '--continue')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no update waits'),
    });
  });

  it('is finished by the next update when its markers are gone', async () => {
    const { root } = await conflicted();
    solve(root);
    expect((await update(root)).code).toBe(0);
    expect(read(root, 'secure-dockerfile-lock.json')).not.toContain('"pending"');
  });

  it('is taken back by --abort, every byte', async () => {
    const { root, before } = await conflicted();
    expect(await update(root, '--abort')).toMatchObject({ code: 0, out: expect.stringContaining('Brought back: ') });
    edit(root, 'server.js', '4000', '3000');
    expect(everything(root).map((file) => file.replace(/ \d+(\.\d+)? /, ' '))).toEqual(before);
  });

  it('is not taken back over what was typed since, unless --yes says so', async () => {
    const { root } = await conflicted();
    solve(root);
    const before = everything(root);
    expect(await command('update', root, '--abort')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Dockerfile was changed since the update; nothing was written/),
    });
    expect(everything(root)).toEqual(before);
    expect((await update(root, '--abort')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toContain('EXPOSE 8080');
  });

  it.each(['--dry-run', '--json'])(
    'is neither finished nor taken back by a run that is to show only (%s)',
    async (flag) => {
      const { root } = await conflicted();
      solve(root);
      const before = everything(root);
      for (const way of ['--continue', '--abort'])
        expect(await update(root, way, flag)).toEqual({
          code: 2,
          out: '',
          err: `error ${way} and ${flag} exclude each other`,
        });
      expect(everything(root)).toEqual(before);
    },
  );

  it('does not wait for the markers of another merge, and does not offer to take them back', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    edit(root, 'Dockerfile', 'EXPOSE 3000', '<<<<<<< HEAD\nEXPOSE 3000\n=======\nEXPOSE 8080\n>>>>>>> topic');
    const marked = read(root, 'Dockerfile');
    edit(root, 'server.js', '3000', '4000');
    const { code, err } = await update(root);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^conflict Dockerfile: [^\n]*markers of another merge[^\n]*\n[^\n]*run update again/),
    });
    expect(err).not.toContain('--abort');
    expect(read(root, 'Dockerfile')).toBe(marked);
    expect(await update(root, '--continue')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no update waits'),
    });
    solve(root);
    expect((await update(root)).code).toBe(1);
    expect(read(root, 'Dockerfile')).toContain('<<<<<<< yours');
  });

  it('keeps bytes that are no line ends of ours', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    const text = `\uFEFF${read(root, 'Dockerfile').replace('EXPOSE 3000', 'EXPOSE 8080').replaceAll('\n', '\r\n').trimEnd()}`;
    writeFileSync(join(root, 'Dockerfile'), text);
    edit(root, 'server.js', '3000', '4000');
    expect((await update(root)).code).toBe(1);
    expect((await update(root, '--abort')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toBe(text);
  });
});

describe('update --relock', () => {
  const LOCK = 'secure-dockerfile-lock.json';
  const edited = async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    edit(root, 'Dockerfile', 'EXPOSE 3000', '# seen by the proxy\nEXPOSE 3000');
    return root;
  };
  const DAMAGES: readonly (readonly [string, (lock: string) => string | null, RegExp])[] = [
    ['merge markers', (lock) => conflictIn(lock), /holds the markers of a merge conflict/],
    ['half a file', (lock) => lock.slice(0, lock.length / 2), /is not valid JSON/],
    ['no JSON', () => 'digest: 1\n', /is not valid JSON|does not hold a JSON object/],
    ['an empty file', () => '', /is not valid JSON|does not hold a JSON object/],
    ['a wrong kind of value', (lock) => lock.replace('"pins": [', '"pins": ["x", '), /"pins|pins\[0\]/],
    ['no lock', () => null, /says that this tool wrote it, but secure-dockerfile-lock.json does not know it/],
  ];

  it.each(DAMAGES)('explains %s and rebuilds the lock with the edits kept', async (_, damage, message) => {
    const root = await edited();
    const mine = read(root, 'Dockerfile');
    const damaged = damage(read(root, LOCK));
    if (damaged === null) rmSync(join(root, LOCK));
    else writeFileSync(join(root, LOCK), damaged);
    const before = everything(root);

    const { err } = await update(root);
    expect(err).toMatch(message);
    expect(err).toContain('update --relock');
    expect(everything(root)).toEqual(before);

    expect(await update(root, '--relock')).toMatchObject({ code: 0 });
    expect(read(root, 'Dockerfile')).toBe(mine);
    writeFileSync(join(root, '.nvmrc'), '22\n');
    expect((await update(root)).code).toBe(0);
    expect(read(root, 'Dockerfile')).toContain('# seen by the proxy\nEXPOSE 3000');
    expect(read(root, 'Dockerfile')).toContain('FROM node:22-trixie-slim@');
  });

  it('merges what a new version writes where the base could be saved', async () => {
    const root = await edited();
    edit(root, 'Dockerfile', '--timeout=3s', '--timeout=9s');
    writeFileSync(join(root, LOCK), conflictIn(read(root, LOCK).replaceAll('--timeout=3s', '--timeout=9s')));
    expect((await update(root, '--relock')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toContain('--timeout=3s');
    expect(read(root, 'Dockerfile')).toContain('# seen by the proxy\nEXPOSE 3000');
  });

  it('refuses the lock of a newer tool', async () => {
    const root = await edited();
    edit(root, LOCK, '"version": 2', '"version": 99');
    for (const flags of [[], ['--relock']])
      expect(await update(root, ...flags)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/was written by a newer create-secure-dockerfile \(version 99.*\n.*@latest/),
      });
  });

  it('reads a lock of version 1', async () => {
    const root = await edited();
    edit(root, LOCK, '"version": 2', '"version": 1');
    expect(await update(root)).toMatchObject({ code: 0 });
    expect(read(root, 'Dockerfile')).toContain('# seen by the proxy\nEXPOSE 3000');
  });
});

/** What git leaves when two branches moved one digest. */
function conflictIn(lock: string): string {
  const line = lock.match(/^.*"resolvedAt": .*$/m)?.[0] ?? '';
  return lock.replace(line, `<<<<<<< HEAD\n${line}\n=======\n${line.replace(/\d{4}-/, '2020-')}\n>>>>>>> other`);
}
