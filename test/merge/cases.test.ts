import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasMarkers } from '../../src/core/merge.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { mergeFile } from '../../src/merge/index.ts';

const cases = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** What a case is about stands in front of its name; most are about Dockerfiles. */
function pathOf(name: string): string {
  if (name.startsWith('ignore-')) return '.dockerignore';
  return name.startsWith('nginx-') ? 'nginx.conf' : 'Dockerfile';
}

/** `base`: as last generated; `ours`: as people edited it; `theirs`: as generated now. */
function merged(name: string) {
  const read = (file: string) => readFileSync(join(import.meta.dirname, name, file), 'utf8');
  return mergeFile({ base: read('base'), current: read('ours'), rendered: read('theirs') }, pathOf(name));
}

describe('what people do to a file, merged with what is new', () => {
  it('has cases', () => {
    expect(cases.length).toBeGreaterThan(60);
  });

  it.each(cases)('%s', async (name) => {
    const { text, conflicts } = merged(name);
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, name, 'expected'));
    expect(hasMarkers(text)).toBe(conflicts > 0);
  });

  it.each(cases.filter((name) => pathOf(name) === 'Dockerfile'))(
    '%s: is a Dockerfile unless it has conflicts',
    (name) => {
      const { text, conflicts } = merged(name);
      const keywords = new Set(parseDockerfile(text).instructions.map(({ keyword }) => keyword));
      const known =
        /^(?:FROM|RUN|CMD|LABEL|EXPOSE|ENV|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|STOPSIGNAL|HEALTHCHECK|SHELL)$/;
      expect(conflicts > 0 || [...keywords].every((keyword) => known.test(keyword))).toBe(true);
    },
  );
});
