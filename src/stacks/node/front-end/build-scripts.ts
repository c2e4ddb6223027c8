import type { FrameworkInput } from '../framework.ts';

/** Names of scripts that build, where none is called `build`: every `build:…` in order, else the first of the usual ones. */
export function buildScripts({ manifest }: FrameworkInput): readonly string[] {
  const names = Object.keys(manifest.scripts);
  const parts = names.filter(
    (name) => /^build[:-][\w:.-]{1,60}$/.test(name) && !/dev|watch|test|storybook|docs|serve/.test(name),
  );
  const usual = [
    'production',
    'prod',
    'assets',
    'css',
    'tailwind',
    'css:build',
    'tailwind:build',
    'js:build',
    'compile',
  ];
  if (names.includes('build')) return ['build'];
  return parts.length > 0 ? parts : usual.filter((name) => names.includes(name)).slice(0, 1);
}
