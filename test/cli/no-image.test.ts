import { afterEach, describe, expect, it } from 'vitest';
import { fakeRegistry, GOOD } from '../images/fake-registry.ts';
import { command, everything, folder, removeFolders, SERVICE } from './helpers.ts';

afterEach(removeFolders);

const GO = { 'go.mod': 'module example.com/a\n\ngo 1.99\n', 'main.go': 'package main\n\nfunc main() {}\n' };

describe('an image that its registry does not have', () => {
  it.each<[string, Readonly<Record<string, string>>, string[], RegExp]>([
    [
      'a flag',
      SERVICE,
      ['--runtime-version', '24.99'],
      /^ {2}Name another version with --runtime-version; the nearest that is known here is 24\.$/,
    ],
    [
      'another kind of base',
      SERVICE,
      ['--base', 'alpine', '--runtime-version', '3'],
      /with --runtime-version; the nearest .* is \d\d\.$/,
    ],
    [
      'a file',
      GO,
      [],
      /^ {2}Name another version with --runtime-version \(1\.99 is from go\.mod go\); the nearest .* is 1\.\d\d\.$/,
    ],
    ['an image of your own', SERVICE, ['--base', 'node:of-my-own'], /^ {2}Name another image with --base/],
    [
      'one of several services',
      {
        'api/package.json': '{"scripts":{"start":"node a.js"}}',
        'api/.nvmrc': '26',
        'api/a.js': '',
        'web/index.js': '',
        'web/package.json': '{"main":"index.js","engines":{"node":"24"}}',
      },
      ['--service', 'api', '--service', 'web'],
      /^ {2}For --service api: Name another version with --runtime-version/,
    ],
  ])('names the flag for %s', async (_, files, flags, hint) => {
    const registry = await fakeRegistry(({ path }) => (/24-/.test(path) ? GOOD : { status: 404 }));
    const root = folder(files);
    const before = everything(root);
    const { code, out, err } = await command(root, '--yes', '--mirror', `docker.io=http://${registry.host}`, ...flags);
    await registry.close();
    const [error, says] = err.split('\n').slice(-2);
    expect({ code, out, error }).toEqual({
      code: 2,
      out: '',
      error: expect.stringMatching(/does not have (?:node|golang):.* \(status 404\)$/),
    });
    expect(says).toMatch(hint);
    expect(everything(root)).toEqual(before);
  });

  it('names it offline too, and with images that come from elsewhere', async () => {
    const flags = ['--offline', '--registry', 'docker.io=registry.example.com/hub', '--runtime-version', '24.99'];
    const { code, err } = await command(folder(), '--yes', ...flags);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^ {2}Name another version with --runtime-version; the nearest that is known here is 24\. Or run once without/m,
    );
  });
});
