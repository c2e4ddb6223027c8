import type { FrameworkInput, Shape } from '../../framework.ts';
import { baseIn, baseTold } from './base.ts';
import { findBuild } from './build.ts';
import { commandsOf, option, positional } from './commands.ts';
import { literal, readConfig, safeFolder, safeFolderBelow } from './config.ts';
import { site } from './shape.ts';

/** How a documentation tool of the VitePress family names things. */
interface DocsTool {
  readonly command: string;
  /** The folder beside the pages that holds config and, by default, the result. */
  readonly folder: string;
  readonly setting: string;
  readonly option: string;
  /** What the result's setting is relative to: the folder of the pages, or the service. */
  readonly relativeTo: 'pages' | 'service';
}

/** Pages in a folder that the build command names (`vitepress build docs`), with the result below its dotted folder. */
export function docsSite(input: FrameworkInput, tool: DocsTool): Shape {
  const { build, notes, from } = findBuild(input, tool.command, true);
  const [command] = commandsOf(input.manifest, tool.command);
  const pages = safeFolder(input, positional(command?.rest ?? []));
  const below = (path: string) => (pages === undefined ? path : `${pages}/${path}`);
  const config = readConfig(input, below(`${tool.folder}/config`), below(`${tool.folder}/config/index`));
  const said = option(command?.rest ?? [], tool.option);
  const set = literal(config, tool.setting);
  const base = tool.relativeTo === 'pages' && said === undefined ? (pages ?? '.') : '.';
  const named = said ?? set;
  return site(input, {
    build: build === tool.command && pages === undefined && config === undefined ? `${build} docs` : build,
    folder: (named === undefined ? undefined : safeFolderBelow(input, base, named)) ?? below(`${tool.folder}/dist`),
    base: baseTold(input, tool.command, '--base') ?? baseIn(config, 'base'),
    fallback: '404',
    notes: [
      ...notes,
      ...datesByGit(literal(config, 'lastUpdated', 'themeConfig.lastUpdated') === 'true', config?.path),
    ],
    from: { build: from, outputs: named === undefined ? 'default' : (config?.path ?? input.manifest.path) },
  });
}

function datesByGit(asked: boolean, path: string | undefined): string[] {
  return asked
    ? [
        `${path} asks git for the date of every page, and neither git nor the history is in the build: switch lastUpdated off there.`,
      ]
    : [];
}
