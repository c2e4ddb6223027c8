import { describe, expect, test } from 'vitest';
import { readEarlier } from '../../src/foreign/read.ts';
import { stacks } from '../../src/stacks/index.ts';
import { IMAGES } from './images.ts';

describe('what FROM means', () => {
  test.each(IMAGES)('%s', (images, stack, version, base) => {
    const stages = images.split(' → ');
    // what ships is copied from the stage before it
    const text = stages
      .map((image, at) => `FROM ${image} AS s${at}\n${at === 0 ? '' : `COPY --from=s${at - 1} /out /out\n`}`)
      .join('');
    const { stack: said, answers } = readEarlier('Dockerfile', text, '.', stacks);
    expect([said, answers.runtimeVersion?.value ?? null, answers.base?.value ?? null]).toEqual([stack, version, base]);
  });

  test.each(stacks.filter(({ id }) => id !== 'generic'))('is told of $title at least twice', ({ id }) => {
    expect(IMAGES.filter(([, stack]) => stack === id).length).toBeGreaterThanOrEqual(2);
  });

  test.each(stacks.filter(({ id }) => !['generic', 'static'].includes(id)))(
    'is told of $title on each kind of base that there is for it',
    ({ id, parents }) => {
      const told = new Set(IMAGES.flatMap(([, stack, , base]) => (stack === id && base !== null ? [base] : [])));
      const offered = new Set(parents('2026-11-23').flatMap(({ base }) => base ?? []));
      expect([...offered].filter((base) => !told.has(base))).toEqual([]);
    },
  );

  test('a front end that Node.js builds makes no service of Node.js', () => {
    const text = `FROM node:24 AS ui
FROM golang:1.26 AS build
COPY --from=ui /app/dist ./dist
FROM gcr.io/distroless/static
COPY --from=build /app /app
COPY --from=ui /app/dist /dist
`;
    const { stack, answers } = readEarlier('Dockerfile', text, '.', stacks);
    expect([stack, answers.runtimeVersion?.value]).toEqual(['go', '1.26']);
  });

  test('WebAssembly that Rust builds makes no service of Rust', () => {
    const text = `FROM rust:1.93 AS wasm
FROM node:24 AS build
COPY --from=wasm /pkg ./pkg
FROM nginx:alpine
COPY --from=build /app/dist /usr/share/nginx/html
`;
    expect(readEarlier('Dockerfile', text, '.', stacks).stack).toBe('node');
  });

  test('a version in a variable counts for its own stack only', () => {
    const node = 'ARG NODE_VERSION=22\n';
    const read = (text: string) => readEarlier('Dockerfile', text, '.', stacks);
    expect(read(`FROM ubuntu\n${node}`)).toMatchObject({ stack: 'node', answers: { runtimeVersion: { value: '22' } } });
    expect(read(`FROM ruby\n${node}`).answers.runtimeVersion).toBeUndefined();
    expect(read(`FROM ruby\n${node}ENV RUBY_VERSION=3.4.7\n`).answers.runtimeVersion?.value).toBe('3.4.7');
    expect(read('FROM ubuntu\nENV PYTHON_VERSION=3.13\n').stack).toBe('python');
  });

  test('a tool whose image files are taken from tells the stack where nothing else does', () => {
    const read = (from: string) => readEarlier('Dockerfile', from, '.', stacks).stack;
    expect(read('FROM debian\nCOPY --from=ghcr.io/astral-sh/uv:0.12 /uv /bin/\n')).toBe('python');
    expect(read('FROM erlang:28\nCOPY --from=ghcr.io/gleam-lang/gleam:v1.18.1-erlang /bin/gleam /bin/\n')).toBe(
      'gleam',
    );
    expect(read('FROM ruby:3.4\nCOPY --from=node:24 /usr/local/bin/node /bin/\n')).toBe('ruby');
  });
});
