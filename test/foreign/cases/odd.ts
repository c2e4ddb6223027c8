import type { ForeignCase } from '../adopt-case.ts';

const DOUBLINGS = Array.from({ length: 40 }, (_, at) => `ARG A${at + 1}=\${A${at}}\${A${at}}\n`).join('');

/** Files that are broken, crafted or strange: nothing of them may harm, and what they say is still read. */
export const ODD: readonly ForeignCase[] = [
  { name: 'nothing', project: 'npm-express', dockerfile: '', answers: {}, notes: ['holds no FROM that could be read'] },
  {
    name: 'no instruction at all',
    project: 'npm-express',
    dockerfile: 'hello\nworld\n',
    answers: {},
    notes: ['holds no FROM that could be read'],
  },
  { name: 'only scratch', project: 'npm-express', dockerfile: 'FROM scratch\n', answers: {}, notes: [] },
  {
    name: 'another stack',
    project: 'npm-express',
    dockerfile:
      'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nEXPOSE 8000\nCMD ["gunicorn", "app:app"]\n',
    answers: {},
    notes: ['runs pip install -r requirements.txt (line 4)'],
  },
  {
    name: 'a language that we do not know',
    project: 'npm-express',
    dockerfile:
      'FROM perl:5.40-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nEXPOSE 8000\nCMD ["gunicorn", "app:app"]\n',
    answers: {},
    notes: [
      'Dockerfile:6 starts gunicorn app:app, which is not taken over',
      'Dockerfile:5 says port 8000, but',
      'runs pip install -r requirements.txt (line 4)',
    ],
  },
  {
    name: 'an image of our own making behind ONBUILD',
    project: 'npm-express',
    dockerfile: 'FROM registry.example.com/node-onbuild:24\nEXPOSE 3000\n',
    answers: { runtimeVersion: '24' },
    notes: ['Dockerfile:1 builds on registry.example.com/node-onbuild:24, which the new one does not'],
  },
  {
    name: 'heredocs',
    project: 'npm-express',
    dockerfile: `# syntax=docker/dockerfile:1
FROM node:24-slim
WORKDIR /app
COPY . .
RUN <<EOF
set -e
npm ci
npx orders-codegen --out lib
EOF
COPY <<EOF /etc/motd
EXPOSE 1234
EOF
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24' },
    notes: ['runs npx orders-codegen --out lib (line 8)', 'copies outside its folder "<<EOF" to /etc/motd (line 10)'],
  },
  {
    name: 'values that break out of a line',
    project: 'npm-express',
    dockerfile:
      'FROM node:24\nHEALTHCHECK CMD ["curl", "http://localhost:3000/a\\u0007b"]\nCMD ["node", "server.js\\nUSER root"]\n',
    answers: { runtimeVersion: '24' },
    notes: [
      'Dockerfile:3: what it says of start cannot be written safely',
      'Dockerfile:2: what it says of healthcheck cannot be written safely',
    ],
  },
  {
    name: 'values that turn the direction of writing',
    project: 'npm-express',
    dockerfile: 'FROM node:24\nCMD ["node", "server\u202e.js"]\n',
    answers: { runtimeVersion: '24' },
    notes: ['Dockerfile:2: what it says of start cannot be written safely'],
  },
  {
    name: 'arguments that grow without end',
    project: 'npm-express',
    dockerfile: `ARG A0=xxxxxxxx\n${DOUBLINGS}FROM node:24-\${A40}\nCMD ["node", "server.js"]\n`,
    answers: {},
    notes: [],
  },
  {
    name: 'an image name that is none',
    project: 'npm-express',
    dockerfile: 'FROM "node:24; rm -rf /"\nENV X=1\nCMD ["node", "server.js"]\n',
    answers: {},
    notes: ['sets ENV X (line 2)'],
  },
  {
    name: 'names that would colour a terminal',
    project: 'npm-express',
    dockerfile: 'FROM node:24\nENV A\u001b[31mB=1\nVOLUME ["/a\\u001b[0m"]\nCMD ["node", "server.js"]\n',
    answers: { runtimeVersion: '24' },
    notes: ['sets ENV "A [31mB" (line 2)', 'declares the volumes "/a [0m" (line 3)'],
  },
];
