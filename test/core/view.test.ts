import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../src/core/view.ts';
import { generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';

const { spec } = generate(memoryProject({ 'package.json': '{"dependencies":{"express":"5"}}', 'server.js': '' }), {
  start: ['node', 'server.js'],
});

/** The command that runs a service which writes into a folder. */
const runWith = (path: string) => commandsOf(spec, '.', [{ path, user: '65532:65532' }]).run;

describe('a folder that the process writes', () => {
  it('is plain in the printed command where its name is', () => {
    expect(runWith('/app/.next/cache')).toContain(' --tmpfs /app/.next/cache:uid=65532,gid=65532,mode=0700 ');
  });

  it('is one word of the shell, whatever its name', () => {
    expect(runWith('/app/my $(touch me)/cache')).toContain(
      " --tmpfs '/app/my $(touch me)/cache:uid=65532,gid=65532,mode=0700' ",
    );
  });
});
