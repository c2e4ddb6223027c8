import { builds } from '../facts/builders.ts';
import { runCommands } from '../facts/commands.ts';
import type { Rule } from '../rule.ts';

export const stageSingle: Rule = {
  id: 'stage/single',
  level: 'medium',
  title: 'The image is built in the stage that it ships',
  why: 'Compilers, package managers, development dependencies and the source stay in the image: more to attack, more to patch, more to download.',
  fix: 'Build in a stage of its own and COPY --from it what runs.',
  aliases: [],
  sources: ['Docker documentation: multi-stage builds', 'OWASP NodeJS Docker sheet 8'],
  examples: {
    bad: [
      { dockerfile: 'FROM node:24\nCOPY . .\nRUN npm ci && npm run build\nCMD ["node", "dist/server.js"]' },
      { dockerfile: 'FROM golang:1.26 AS base\nRUN go build -o /app .\nFROM base' },
    ],
    good: [
      {
        dockerfile:
          'FROM node:24 AS build\nRUN npm ci && npm run build\nFROM node:24\nCOPY --from=build /app/dist /app',
      },
      { dockerfile: 'FROM nginx:1.29\nCOPY public /usr/share/nginx/html' },
      {
        dockerfile:
          'FROM node:24 AS deps\nRUN npm ci\nFROM node:24\nCOPY --from=deps /a /a\nRUN npm install -g pnpm@10.1.0',
      },
    ],
  },
  *check(input) {
    const { final, shipped } = input;
    if (!final || input.stages.some((stage) => stage.reachable && !shipped.has(stage))) return;
    for (const { step, command } of runCommands(input)) {
      if (!shipped.has(step.stage) || !builds(command)) continue;
      const message = `${command.program} builds or installs in the stage that becomes the image.`;
      yield { message, line: command.line, stage: step.stage, wholeFile: true };
      return;
    }
  },
};
