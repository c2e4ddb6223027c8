import { lineAt } from '../../shared/sources.ts';
import type { JavaAsk } from '../versions.ts';
import type { GradleProject } from './script.ts';
import { variableOf } from './values.ts';

/** What a version may be written as: a number, in quotes or not, or a name that stands for one. */
const VALUE = String.raw`["']?([\w.]{1,60})`;
/** A toolchain: this release, and no other. */
const EXACT: readonly RegExp[] = [
  new RegExp(String.raw`\bJavaLanguageVersion\.of\(\s{0,4}${VALUE}`, 'g'),
  new RegExp(String.raw`\bjvmToolchain\(\s{0,4}${VALUE}`, 'g'),
];
/** What the sources are compiled for. */
const LEAST: readonly RegExp[] = [
  new RegExp(String.raw`\boptions\.release(?:\.set\(|\s{0,4}=)\s{0,4}${VALUE}`, 'g'),
  /\b(?:target|source)Compatibility\s{0,4}(?:=|\()?\s{0,4}(?:JavaVersion\.(?:toVersion\(\s{0,4})?)?["']?([\w.]{1,60})/g,
  /\bjvmTarget(?:\.set\(|\s{0,4}=)\s{0,4}(?:JvmTarget\.JVM_)?["']?([\w.]{1,60})/g,
];

/** The Java releases that a project's files ask for. */
export function gradleAsks(gradle: GradleProject): JavaAsk[] {
  return [...asksOf(gradle, EXACT, true), ...asksOf(gradle, LEAST, false)];
}

function asksOf(gradle: GradleProject, patterns: readonly RegExp[], exact: boolean): JavaAsk[] {
  return gradle.scripts.flatMap(({ path, text }) =>
    patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].slice(0, 20).flatMap((match) => {
        const value = numberOf(gradle, match[1] ?? '');
        return value === undefined ? [] : [{ value, from: `${path}:${lineAt(text, match.index)}`, exact }];
      }),
    ),
  );
}

function numberOf(gradle: GradleProject, written: string): string | undefined {
  if (/\d/.test(written) && !written.startsWith('libs')) return written;
  return variableOf(gradle, written.replace(/\.(?:get|toInt|asInt)$/, '').replace(/\.get$/, ''));
}
