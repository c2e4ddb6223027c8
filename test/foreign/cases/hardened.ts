import type { ForeignCase } from '../adopt-case.ts';

const DIGEST = `sha256:${'a1'.repeat(32)}`;

/** What is hardened already stays so. */
export const HARDENED: readonly ForeignCase[] = [
  {
    name: 'distroless',
    project: 'npm-express-typescript',
    dockerfile: `FROM node:24 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build && npm prune --omit=dev
FROM gcr.io/distroless/nodejs24-debian12:nonroot
COPY --from=build /app /app
WORKDIR /app
EXPOSE 3000
CMD ["dist/server.js"]
`,
    answers: { runtimeVersion: '24', base: 'distroless' },
    notes: [],
  },
  {
    name: 'distroless by digest, as a number',
    project: 'npm-express',
    dockerfile: `FROM node:22-slim@${DIGEST} AS build
WORKDIR /app
COPY . .
RUN npm ci --omit=dev
FROM gcr.io/distroless/nodejs22-debian12@${DIGEST}
COPY --from=build /app /app
WORKDIR /app
USER 65532:65532
CMD ["server.js"]
`,
    answers: { runtimeVersion: '22', base: 'distroless' },
    notes: [],
  },
  {
    name: 'Chainguard',
    project: 'npm-express',
    dockerfile: `FROM cgr.dev/chainguard/node:latest-dev AS build
WORKDIR /app
COPY --chown=node:node . .
RUN npm ci --omit=dev
FROM cgr.dev/chainguard/node:latest
COPY --from=build --chown=node:node /app /app
WORKDIR /app
CMD ["server.js"]
`,
    answers: { base: 'chainguard' },
    notes: [],
  },
  {
    name: 'a hardened image',
    project: 'npm-express',
    dockerfile: `FROM dhi.io/node:24-debian13-dev AS build
WORKDIR /app
COPY . .
RUN npm ci --omit=dev
FROM dhi.io/node:24-debian13
WORKDIR /app
COPY --from=build /app .
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:3000/ready').then(r => process.exit(r.ok ? 0 : 1))"]
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24', base: 'hardened', healthcheck: '/ready' },
    notes: [],
  },
  {
    name: "an image of the user's own registry, with a shell",
    project: 'npm-express',
    dockerfile: `FROM registry.example.com:5000/platform/node22:1.4
WORKDIR /app
COPY . .
RUN npm ci
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '22', base: 'registry.example.com:5000/platform/node22:1.4' },
    notes: [],
  },
  {
    name: "two images of the user's own registry",
    project: 'npm-express',
    dockerfile: `FROM registry.example.com/platform/node-build:22 AS build
WORKDIR /app
COPY . .
RUN npm ci
FROM registry.example.com/platform/node-run:22
COPY --from=build /app /app
WORKDIR /app
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '22' },
    notes: ['Dockerfile:5 builds on registry.example.com/platform/node-run:22, which the new one does not'],
  },
  {
    name: 'a mirror of the official images',
    project: 'npm-express',
    dockerfile:
      'FROM registry.example.com/docker.io/library/node:24-alpine\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["node","server.js"]\n',
    answers: { runtimeVersion: '24', base: 'alpine' },
    notes: ['takes its image from registry.example.com/docker.io/library/node; give --registry'],
  },
  {
    name: 'a user with another number',
    project: 'npm-express',
    dockerfile: `FROM node:24-slim
RUN groupadd -g 10001 app && useradd -u 10001 -g app app
WORKDIR /app
COPY . .
RUN npm ci
USER 10001:10001
HEALTHCHECK --start-period=90s CMD wget -qO- http://localhost:3000/healthz || exit 1
STOPSIGNAL SIGQUIT
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24' },
    notes: [
      'runs as 10001:10001 (line 6): the new one runs as 1000:1000',
      'stops by SIGQUIT (line 8)',
      'checks the health with --start-period=90s (line 7)',
    ],
  },
  {
    name: 'secret mounts',
    project: 'npm-express-typescript',
    dockerfile: `# syntax=docker/dockerfile:1
FROM node:24-slim AS build
WORKDIR /app
COPY . .
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci
RUN --mount=type=secret,id=sentry,env=SENTRY_AUTH_TOKEN --mount=type=ssh npm run build
FROM node:24-slim
WORKDIR /app
COPY --from=build /app .
CMD ["node", "dist/server.js"]
`,
    answers: { runtimeVersion: '24', secrets: ['sentry', 'npmrc'] },
    notes: [
      'Dockerfile:6 hands the secret sentry to the build as the variable SENTRY_AUTH_TOKEN',
      'mounts the SSH agent in RUN (line 6)',
    ],
  },
];
