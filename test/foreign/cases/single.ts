import type { ForeignCase } from '../adopt-case.ts';

/** One stage, as most begin. */
export const SINGLE: readonly ForeignCase[] = [
  {
    name: 'the shortest that works',
    project: 'npm-express',
    dockerfile: `FROM node
COPY . .
RUN npm install
CMD npm start
`,
    answers: {},
    notes: [],
  },
  {
    name: 'everything as root, with a port of its own',
    project: 'npm-express',
    dockerfile: `FROM node:24
WORKDIR /usr/src/app
COPY package*.json ./
RUN npm ci --only=production
COPY . .
ENV PORT=8080
EXPOSE 8080
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24', port: 8080 },
    notes: [],
  },
  {
    name: 'EXPOSE against a source that falls back to another port',
    project: 'npm-express',
    dockerfile: `FROM node:24-slim
WORKDIR /app
COPY . .
RUN npm ci
EXPOSE 8080
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24' },
    notes: ['Dockerfile:5 says port 8080, but server.js:5 says 3000 and counts'],
  },
  {
    name: 'a version that gets no fixes any more',
    project: 'npm-express',
    dockerfile: `FROM node:14-alpine
WORKDIR /app
COPY . .
RUN npm ci
CMD ["npm", "run", "start"]
`,
    answers: { runtimeVersion: '22', base: 'alpine' },
    notes: ['Dockerfile:1 asks for Node.js "14": Node.js 14 got its last security fix'],
  },
  {
    name: 'a version against .nvmrc',
    project: 'npm-node-22',
    dockerfile: `FROM node:18-bullseye-slim
WORKDIR /app
COPY . .
RUN npm ci
CMD ["node", "server.js"]
`,
    answers: {},
    notes: ['Dockerfile:1 asks for Node.js "18", but .nvmrc says'],
  },
  {
    name: 'the version in an argument, and Alpine in its tag',
    project: 'npm-express',
    dockerfile: `ARG NODE_VERSION=22.11.0
FROM node:\${NODE_VERSION}-alpine3.20
WORKDIR /usr/src/app
COPY . .
RUN npm ci --omit=dev
USER node
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '22', base: 'alpine' },
    notes: ['Dockerfile:2 asks for Node.js "22.11.0" exactly'],
  },
  {
    name: 'the code name of a release line',
    project: 'npm-express',
    dockerfile: 'FROM node:jod-bookworm-slim\nCOPY . .\nRUN npm ci\nCMD ["server.js"]\n',
    answers: { runtimeVersion: '22' },
    notes: [],
  },
  {
    name: 'native packages and a tool of the system on Alpine',
    project: 'npm-express',
    dockerfile: `FROM node:24-alpine
RUN apk add --no-cache python3 make g++ ffmpeg imagemagick=7.1.1
WORKDIR /app
COPY . .
RUN npm ci && npm cache clean --force
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24', base: 'alpine' },
    notes: ['installs in the image ffmpeg (line 2), imagemagick (line 2)'],
  },
  {
    name: 'packages of Debian, cleaned up',
    project: 'npm-express',
    dockerfile: `FROM node:24-bookworm
RUN apt-get update \\
 && apt-get install -y --no-install-recommends \\
      ghostscript \\
      tzdata \\
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN npm ci
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24' },
    notes: ['installs in the image ghostscript (line 3), tzdata (line 3)'],
  },
  {
    name: 'a token as an argument, written into .npmrc',
    project: 'npm-express',
    dockerfile: `FROM node:24
ARG NPM_TOKEN
WORKDIR /app
COPY . .
RUN echo "//registry.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm .npmrc
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24', secrets: ['npmrc'] },
    notes: [
      "Dockerfile:2 takes NPM_TOKEN as a build argument, which stays in the image's history; the secret npmrc takes its place",
    ],
  },
  {
    name: 'passwords in ENV',
    project: 'npm-express',
    dockerfile: `FROM node:24
ENV DB_PASSWORD=hunter2 NODE_ENV=production LOG_LEVEL=info
COPY . .
RUN npm ci
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24' },
    notes: ['Dockerfile:2 keeps DB_PASSWORD in the image', 'sets ENV LOG_LEVEL (line 2)'],
  },
  {
    name: 'labels, a volume, a signal and a maintainer',
    project: 'npm-express',
    dockerfile: `FROM node:24
MAINTAINER The Orders Team
LABEL org.opencontainers.image.title="orders" \\
      com.example.team=payments
VOLUME ["/data", "/var/log/orders"]
STOPSIGNAL SIGINT
WORKDIR /srv
COPY . .
RUN npm ci
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24' },
    notes: [
      'has the labels org.opencontainers.image.title (line 3), com.example.team (line 3), MAINTAINER (line 2)',
      'declares the volumes /data (line 5), /var/log/orders (line 5)',
      'stops by SIGINT (line 6)',
    ],
  },
  {
    name: 'Ubuntu with NodeSource',
    project: 'npm-express',
    dockerfile: `FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl && curl -fsSL https://deb.example.com/setup_22.x | bash - && apt-get install -y nodejs
WORKDIR /app
COPY . .
RUN npm ci
CMD node server.js
`,
    answers: { runtimeVersion: '22' },
    notes: [],
  },
  {
    name: 'line ends of Windows and lower case',
    project: 'npm-express',
    dockerfile:
      'from node:24-alpine\r\nworkdir /app\r\ncopy . .\r\nrun npm ci\r\nenv PORT 5000\r\nexpose 5000\r\ncmd ["node", "server.js"]\r\n',
    answers: { runtimeVersion: '24', base: 'alpine', port: 5000 },
    notes: [],
  },
  {
    name: 'the older form of ENV, and a second port',
    project: 'npm-express',
    dockerfile: `FROM node:24
WORKDIR /app
COPY . .
RUN npm ci
ENV TZ Europe/Vienna
EXPOSE 3000 9090 9229
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24' },
    notes: ['Dockerfile:6 also exposes port 9090', 'sets ENV TZ (line 5)'],
  },
  {
    name: 'port 80',
    project: 'npm-fastify',
    dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm ci\nEXPOSE 80\nCMD ["npm", "start"]\n',
    answers: { runtimeVersion: '24' },
    notes: ['Dockerfile:5 exposes port 80, which was meant for root'],
  },
];
