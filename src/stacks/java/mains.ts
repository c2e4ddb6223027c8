import type { Project } from '../../core/project.ts';
import { lineAt, type Source } from '../shared/sources.ts';
import type { MainClass } from './build.ts';
import { javaSources } from './sources.ts';

/** `public static void main(String[] args)`, and since Java 25 a `void main()` of an instance. */
const JAVA = /^[^*\n]{0,200}\bvoid[ \t]{1,8}main[ \t]{0,4}\(\s{0,8}(?:(?:final[ \t]{1,8})?String\b|\))/m;
const KOTLIN = /^(?:public[ \t]{1,8})?(?:suspend[ \t]{1,8})?fun[ \t]{1,8}main[ \t]{0,4}\(/m;
const KOTLIN_OBJECT = /@JvmStatic\s{1,80}(?:suspend[ \t]{1,8})?fun[ \t]{1,8}main[ \t]{0,4}\(/;
const SCALA =
  /^[ \t]{0,8}object[ \t]{1,8}(\w{1,100})\b[^\n{]{0,200}\bextends[ \t]{1,8}(?:App|IOApp(?:\.Simple)?|ZIOAppDefault|ZIOApp|CommandIOApp)\b/m;
const SCALA_MAIN =
  /^[ \t]{0,8}object[ \t]{1,8}(\w{1,100})\b(?:(?!^[ \t]{0,8}object\b)[\s\S]){0,4000}?\bdef[ \t]{1,8}main[ \t]{0,4}\(/m;
const SCALA_ANNOTATED = /@main[ \t]{1,8}(?:private[ \t]{1,8})?def[ \t]{1,8}(\w{1,100})/;
const PACKAGE = /^[ \t]{0,8}package[ \t]{1,8}([\w.]{1,200})/m;
/** A class with its package, also of Kotlin and Scala. */
const CLASS = /^(?:[\p{L}_$][\p{L}\p{N}_$]{0,100}\.){0,30}[\p{L}_$][\p{L}\p{N}_$]{0,200}$/u;

/** Whether a text can be the name of a class. */
export function isClass(text: string): boolean {
  return text.length <= 300 && CLASS.test(text);
}

/** The classes of a module that can be started, the likely ones first. */
export function programsIn(project: Project, folder: string): MainClass[] {
  return javaSources(project, folder).flatMap((source) => {
    // most files have none, and each pattern costs a look at every line
    const found = source.text.includes('main') || source.path.endsWith('.scala') ? mainOf(source) : undefined;
    if (!found) return [];
    const [, name = ''] = PACKAGE.exec(source.text) ?? [];
    const value = name === '' ? found.name : `${name}.${found.name}`;
    return isClass(value) ? [{ value, from: `${source.path}:${lineAt(source.text, found.at)}` }] : [];
  });
}

/** The class of a file's main method. */
function mainOf({ path, text }: Source): { readonly name: string; readonly at: number } | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w{2,5}$/, '');
  if (path.endsWith('.java')) return at(JAVA.exec(text), file);
  if (path.endsWith('.scala'))
    return named(SCALA.exec(text)) ?? named(SCALA_ANNOTATED.exec(text)) ?? named(SCALA_MAIN.exec(text));
  return at(KOTLIN.exec(text), kotlinClass(text, file)) ?? at(KOTLIN_OBJECT.exec(text), file);
}

/** Kotlin puts what stands outside of classes into one named after the file, unless the file says another name. */
function kotlinClass(text: string, file: string): string {
  const said = /^@file:JvmName\(\s{0,4}"(\w{1,100})"/m.exec(text)?.[1];
  return said ?? `${file.slice(0, 1).toUpperCase()}${file.slice(1)}Kt`;
}

function at(match: RegExpExecArray | null, name: string): { name: string; at: number } | undefined {
  return match ? { name, at: match.index } : undefined;
}

function named(match: RegExpExecArray | null): { name: string; at: number } | undefined {
  return match?.[1] ? { name: match[1], at: match.index } : undefined;
}
