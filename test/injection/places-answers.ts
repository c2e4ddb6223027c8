import { CONFIG_FILE, parseConfig } from '../../src/core/config.ts';
import { type Place, service } from './project.ts';

/** An answer as the saved file holds it, checked as it is there; flags take the same values. */
function answer(
  key: string,
  harmless: string,
  value: (text: string) => unknown = (text) => text,
  more: Partial<Place> = {},
): Place {
  return {
    name: `the answer ${key}`,
    says: [
      key,
      `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      'start command',
      'build command',
      'the command',
      'the health check',
      'package manager',
    ],
    harmless,
    craft: (text) => {
      const { answers } =
        text === undefined ? { answers: {} } : parseConfig(JSON.stringify({ [key]: value(text) }), CONFIG_FILE);
      return {
        ...service(
          { scripts: { start: 'node server.js', harmless: 'tsc' } },
          { 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" },
        ),
        given: answers,
      };
    },
    ...more,
  };
}

/** Answers, saved or given by flags. */
export const ANSWER_PLACES: readonly Place[] = [
  answer('start', 'harmless', (text) => ['node', 'server.js', text]),
  { ...answer('start', 'harmless', (text) => [text]), name: 'the answer start, the program' },
  answer('build', 'harmless', undefined, { also: ['harmless x'], commands: true }),
  { ...answer('build', 'harmless', (text) => `node ${text}`, { commands: true }), name: 'the answer build, a command' },
  answer('base', 'harmless.example.com/node:24', undefined, { also: ['harmless'] }),
  answer('framework', 'express', undefined, { mark: 'Express' }),
  answer('packageManager', 'pnpm', undefined, { mark: 'pnpm' }),
  answer('packageManagerVersion', '10.34.4', undefined, { mark: '10.34.4' }),
  answer('runtimeVersion', '22', undefined, { mark: '22' }),
  answer('port', '8080', (text) => (/^\d+$/.test(text) ? Number(text) : text), { mark: '8080' }),
  answer('healthcheck', '/harmless'),
  answer('secrets', 'harmless', (text) => [text]),
  answer('extras', 'harmless', (text) => [text]),
  answer('set', 'harmless', (text) => ({ key: text })),
  { ...answer('set', 'harmless', (text) => ({ [text]: 'x' })), name: 'the answer set, a key' },
  answer('stack', 'node'),
];
