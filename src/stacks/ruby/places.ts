import { relativeTo } from '../shared/paths.ts';
import type { RubyFacts } from './detect.ts';

/** The service's own folder in the image. */
export function homeOf({ folder }: RubyFacts): string {
  return folder === '.' ? '/app' : `/app/${folder}`;
}

/** Folders below it that a Rails application writes. */
export function writableFolders({ rails }: RubyFacts): string[] {
  return rails ? ['tmp', 'log', ...(rails.storage ? ['storage'] : [])] : [];
}

/** Where the Gemfile is in the image. */
export function gemfileOf({ bundle, context }: RubyFacts): string {
  const path = bundle?.manifest.path ?? 'Gemfile';
  return `/app/${relativeTo(context, path) ?? path}`;
}
