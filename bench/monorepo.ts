/** A monorepo of a company as it could be: services of several stacks, libraries, and mostly files that are neither. */

const APPS = 60;
const LIBRARIES = 140;
const GO = 40;
const PYTHON = 40;
const JAVA = 20;
const FILES = 100_000;

/** Every file with its path; the same ones at every call. */
export function* monorepo(): Generator<readonly [path: string, text: string]> {
  let count = 0;
  for (const file of services()) {
    count++;
    yield file;
  }
  // what a walk has to pass: pages of documentation, pictures, fixtures, as the larger part of any old repository
  for (let at = 0; count < FILES; at++, count++)
    yield [`${at % 3 === 0 ? 'docs' : 'content'}/part-${at % 97}/chapter-${at % 41}/page-${at}.md`, `# ${at}\n`];
}

function* services(): Generator<readonly [path: string, text: string]> {
  yield ['package.json', JSON.stringify({ name: 'company', private: true, workspaces: ['apps/*', 'packages/*'] })];
  yield ['package-lock.json', JSON.stringify({ name: 'company', lockfileVersion: 3, packages: {} })];
  for (let at = 0; at < APPS; at++) yield* app(`apps/app-${at}`, at);
  for (let at = 0; at < LIBRARIES; at++) yield* library(`packages/library-${at}`, at);
  for (let at = 0; at < GO; at++) yield* goService(`services/go-${at}`);
  for (let at = 0; at < PYTHON; at++) yield* pythonService(`services/python-${at}`);
  for (let at = 0; at < JAVA; at++) yield* javaService(`services/java-${at}`);
}

function* app(folder: string, at: number): Generator<readonly [string, string]> {
  const dependencies = { express: '^5.1.0', [`@company/library-${at}`]: '*' };
  yield [
    `${folder}/package.json`,
    JSON.stringify({ name: `app-${at}`, scripts: { start: 'node src/server.js' }, dependencies }),
  ];
  yield [`${folder}/src/server.js`, "const app = require('express')();\napp.get('/healthz', ok);\napp.listen(3000);\n"];
  yield* sources(`${folder}/src`, 'js', 150, "exports.value = require('./other');\n".repeat(40));
  yield* sources(`${folder}/test`, 'js', 60, "it('works', () => {});\n".repeat(30));
}

function* library(folder: string, at: number): Generator<readonly [string, string]> {
  yield [
    `${folder}/package.json`,
    JSON.stringify({ name: `@company/library-${at}`, version: '1.0.0', main: 'src/index.js' }),
  ];
  yield* sources(`${folder}/src`, 'js', 80, 'exports.value = 1;\n'.repeat(40));
}

function* goService(folder: string): Generator<readonly [string, string]> {
  yield [`${folder}/go.mod`, `module example.com/${folder}\n\ngo 1.26\n`];
  yield [
    `${folder}/main.go`,
    'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n',
  ];
  yield* sources(`${folder}/internal`, 'go', 120, 'package internal\n\nfunc Value() int { return 1 }\n'.repeat(20));
}

function* pythonService(folder: string): Generator<readonly [string, string]> {
  yield [
    `${folder}/pyproject.toml`,
    '[project]\nname = "service"\nrequires-python = ">=3.13"\ndependencies = ["fastapi", "uvicorn"]\n',
  ];
  yield [`${folder}/uv.lock`, 'version = 1\n'];
  yield [`${folder}/app/main.py`, 'from fastapi import FastAPI\n\napp = FastAPI()\n'];
  yield* sources(`${folder}/app`, 'py', 120, 'def value() -> int:\n    return 1\n'.repeat(20));
}

function* javaService(folder: string): Generator<readonly [string, string]> {
  const boot =
    '<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>4.0.0</version></parent>';
  const web =
    '<dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies>';
  yield [
    `${folder}/pom.xml`,
    `<project>${boot}<groupId>com.example</groupId><artifactId>service</artifactId>${web}</project>`,
  ];
  yield [
    `${folder}/src/main/java/com/example/Application.java`,
    'package com.example;\n\npublic class Application {\n  public static void main(String[] args) {}\n}\n',
  ];
  yield* sources(`${folder}/src/main/java/com/example`, 'java', 150, 'package com.example;\n\nclass Value {}\n');
}

function* sources(
  folder: string,
  extension: string,
  count: number,
  text: string,
): Generator<readonly [string, string]> {
  for (let at = 0; at < count; at++) yield [`${folder}/part${at % 8}/file${at}.${extension}`, text];
}
