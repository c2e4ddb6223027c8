import { describe, expect, it } from 'vitest';
import { readToml, readYaml } from '../../src/core/project.ts';
import { readGradle } from '../../src/stacks/java/gradle/script.ts';
import { memoryProject } from '../helpers.ts';

describe('a file is parsed once, whoever asks for it', () => {
  it.each([
    ['TOML', 'fly.toml', 'app = "shop"\n', readToml],
    ['YAML', 'app.yaml', 'app: shop\n', readYaml],
  ])('%s', (_, path, text, read) => {
    const project = memoryProject({ [path]: text });
    const first = read(project, path);
    expect(first).toBeDefined();
    expect(read(project, path)).toBe(first);
    expect(read(memoryProject({ [path]: text }), path)).not.toBe(first);
  });

  it('of Gradle’s projects, too', () => {
    const project = memoryProject({
      'settings.gradle': "include 'a'",
      'a/build.gradle': "plugins { id 'application' }",
    });
    expect(readGradle(project, '.', 'a')).toBe(readGradle(project, '.', 'a'));
  });

  it('a mistake is said each time', () => {
    const project = memoryProject({ 'fly.toml': 'app = ' });
    for (const _ of [1, 2]) expect(() => readToml(project, 'fly.toml')).toThrow(/^fly\.toml is not valid TOML/);
  });

  it('two formats of a name are two files', () => {
    const project = memoryProject({ config: '{ "app": "shop" }' });
    expect(readYaml(project, 'config')).toEqual({ app: 'shop' });
    expect(() => readToml(project, 'config')).toThrow(/TOML/);
    expect(readYaml(project, 'config')).toEqual({ app: 'shop' });
  });

  it('what would fill the memory is let go, the first first', () => {
    const files = Array.from({ length: 3 }, (_, at) => [`${at}.toml`, `a = "${'x'.repeat(2 * 1024 * 1024 - 10)}"`]);
    const project = memoryProject(Object.fromEntries(files));
    const [first, ...others] = files.map(([path = '']) => readToml(project, path));
    expect(readToml(project, '2.toml')).toBe(others.at(-1));
    expect(readToml(project, '0.toml')).not.toBe(first);
  });
});
