import type { FrameworkInput } from '../../framework.ts';
import { commandsOf } from './commands.ts';

/** What builds the service, for `Shape.build`. */
export interface Build {
  readonly build: string;
  readonly notes: readonly string[];
  readonly from: string;
}

/** Scripts that run a build command for another purpose than to ship its result. */
const NOT_FOR_SHIPPING = /^(?:dev|start|serve|watch|preview|analy[sz]e|test|lint|debug|pre|post|storybook|deploy)/;

/**
 * The script that builds a framework's app: `build`; else the first that runs the framework's own command; else that command
 * itself.
 * @param command the framework's own build command: `next build`
 * @param ownFirst for tools that often live beside another build (documentation): a script that runs the command wins over `build`
 */
export function findBuild(input: FrameworkInput, command: string, ownFirst = false): Build {
  const { scripts, path } = input.manifest;
  const runners = commandsOf(input.manifest, command).map(({ script }) => script);
  const runner = runners.find((script) => !NOT_FOR_SHIPPING.test(script));
  const hasBuild = Object.hasOwn(scripts, 'build');
  const script = hasBuild && !(ownFirst && runner !== undefined) ? 'build' : runner;
  if (script !== undefined) return { build: script, notes: [], from: `${path} scripts.${script}` };
  return {
    build: command,
    notes: [`${path} has no script that builds; \`${command}\` is run instead.`],
    from: 'default',
  };
}
