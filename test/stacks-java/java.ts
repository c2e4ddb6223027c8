import type { Given } from '../../src/core/answers.ts';
import { detectJava } from '../../src/stacks/java/detect.ts';
import { memoryProject } from '../helpers.ts';

/** Java's main method, in a class of `com.acme`. */
export const MAIN = 'package com.acme;\n\npublic class App {\n    public static void main(String[] args) {\n    }\n}\n';
/** Where it is. */
export const APP = 'src/main/java/com/acme/App.java';

/** A pom.xml with further elements; each stands on a line of its own, from the fifth on. */
export function pom(...elements: string[]): string {
  const own = ['<project>', '<groupId>com.acme</groupId>', '<artifactId>shop</artifactId>', '<version>1</version>'];
  return [...own, ...elements, '</project>', ''].join('\n');
}

/** A pom's plugins, each by its artifact and settings. */
export function plugins(...all: (readonly [artifact: string, inside?: string])[]): string {
  const each = all.map(([artifact, inside = '']) => `<plugin><artifactId>${artifact}</artifactId>${inside}</plugin>`);
  return `<build><plugins>${each.join('')}</plugins></build>`;
}

/** A pom's dependencies: `group:artifact` or `group:artifact:version`. */
export function dependencies(...all: string[]): string {
  const each = all.map((one) => {
    const [group, artifact, version] = one.split(':');
    const said = version === undefined ? '' : `<version>${version}</version>`;
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${said}</dependency>`;
  });
  return `<dependencies>${each.join('')}</dependencies>`;
}

/** What Spring Boot's starter page makes: its parent, its plugin, a starter. */
export function boot(version: string, ...elements: string[]): string {
  return bootWith(version, [], ...elements);
}

/** The same with further dependencies. */
export function bootWith(version: string, more: readonly string[], ...elements: string[]): string {
  const parent = `<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>${version}</version></parent>`;
  return pom(
    parent,
    plugins(['spring-boot-maven-plugin']),
    dependencies('org.springframework.boot:spring-boot-starter-web', ...more),
    ...elements,
  );
}

/** What is found in some files, taken apart. */
export function detected(files: Readonly<Record<string, string>>, given: Given = {}) {
  const found = detectJava(memoryProject(files), given);
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  return { found, answers: found?.answers, build: found?.facts.build, from, notes: found?.notes ?? [] };
}
