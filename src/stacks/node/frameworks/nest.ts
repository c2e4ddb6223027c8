import { posix } from 'node:path';
import { type Json, readJson, stringAt, valueAt } from '../../../core/project.ts';
import { inside } from '../../shared/paths.ts';
import type { Framework, FrameworkInput } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { commandsOf } from './support/commands.ts';
import { safeFolder } from './support/config.ts';
import { findCompiled, outDirOf } from './support/program.ts';
import { asTheyAre, ifThere, server } from './support/shape.ts';

export const nest: Framework = {
  id: 'nest',
  title: 'NestJS',
  packages: ['@nestjs/core'],
  never: ['nest start', 'nest start --watch', 'nest start --debug'],
  shape: (input) => {
    const { build, notes, from } = findBuild(input, 'nest build');
    const folder = outputFolder(input);
    const main = mainFile(input, folder);
    return server(input, {
      build,
      outputs: [...asTheyAre(folder), ...ifThere(input, 'public', 'views', 'templates', 'i18n')],
      start: main ? [main] : [`${folder}/main.js`],
      port: 3000,
      notes,
      from: {
        build: from,
        outputs: 'tsconfig.json',
        start: main ? `${input.manifest.path} scripts.start:prod` : 'nest-cli.json',
      },
    });
  },
};

/** What tsconfig.build.json or tsconfig.json says; a monorepo of Nest's own builds each app into `dist/apps/<name>`. */
function outputFolder(input: FrameworkInput): string {
  const compiled = commandsOf(input.manifest, 'nest build').length > 0 ? undefined : findCompiled(input);
  if (compiled?.folder) return compiled.folder;
  const cli = readJson(input.project, inside(input.service, 'nest-cli.json'));
  const tsconfig = projectTsconfig(cli) ?? stringAt(cli, 'compilerOptions', 'tsConfigPath');
  const candidates = [tsconfig, 'tsconfig.build.json', 'tsconfig.json'].filter((path) => path !== undefined);
  return candidates.map((path) => outDirOf(input, path)).find((folder) => folder !== undefined) ?? 'dist';
}

function projectTsconfig(cli: Json | undefined): string | undefined {
  const root = stringAt(cli, 'root');
  return cli?.monorepo === true && root
    ? (stringAt(cli, 'projects', posix.basename(root), 'compilerOptions', 'tsConfigPath') ??
        `${root}/tsconfig.app.json`)
    : undefined;
}

/**
 * The file that `start:prod` runs (`node dist/main`), with its extension. Without one it is `main.js`, or what `entryFile` says;
 * it lies below `src` when files outside `src` are compiled too, which only that script tells.
 */
function mainFile(input: FrameworkInput, folder: string): string | undefined {
  for (const { script, rest } of commandsOf(input.manifest, 'node')) {
    const file = rest.find((word) => !word.startsWith('-'));
    if (!/^(?:start|serve)/.test(script) || file === undefined || !posix.normalize(file).startsWith(`${folder}/`))
      continue;
    const path = posix.normalize(file);
    if (safeFolder(input, path)) return /\.[cm]?js$/.test(path) ? path : `${path}.js`;
  }
  const entry = valueAt(readJson(input.project, inside(input.service, 'nest-cli.json')), 'entryFile');
  return typeof entry === 'string' && safeFolder(input, entry) ? `${folder}/${posix.normalize(entry)}.js` : undefined;
}
