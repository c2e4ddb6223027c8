import { cleanPath } from '../../core/path.ts';
import { waitsForWork } from '../shared/tools.ts';
import { type ChosenShape, listensNowhere } from './choose-shape.ts';
import type { FrameworkInput } from './framework.ts';

/** What shows that a package is a tool: it starts what it brings as a command, and neither listens nor waits for work. */
export function toolIn(
  { project, service, manifest }: FrameworkInput,
  { shape, start }: ChosenShape,
): string | undefined {
  const { bin } = manifest.json;
  const bins = typeof bin === 'string' ? [bin] : Object.values(bin ?? {});
  const commands = bins.map((path) => (typeof path === 'string' ? cleanPath(path) : undefined));
  const entry = cleanPath(start?.[1] ?? '');
  if (shape.kind === 'static' || entry === undefined || !commands.includes(entry)) return undefined;
  if (waitsForWork(Object.keys(manifest.dependencies)) || !listensNowhere(project, service)) return undefined;
  return `it starts its own command (${manifest.path} bin)`;
}
