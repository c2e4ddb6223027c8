import type { ForeignCase } from '../adopt-case.ts';

const head = 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\n';

/** A project that does not say how it is started: the Dockerfile's word counts. */
const SILENT = {
  'package.json': JSON.stringify({ name: 'orders', dependencies: { ws: '^8.18.0' }, devDependencies: {} }),
  'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: {} }),
  'boot/orders.js': 'new (require("ws").Server)({ port: 3000 });\n',
};

function start(name: string, lines: string, words: readonly string[], notes: readonly string[] = []): ForeignCase {
  const answers = { runtimeVersion: '24', start: words };
  return { name, project: SILENT, dockerfile: head + lines, answers, notes };
}

/** How the service is started, in all the forms that people write. */
export const STARTS: readonly ForeignCase[] = [
  start('the exec form', 'CMD ["node", "boot/orders.js"]\n', ['node', 'boot/orders.js']),
  start(
    'options, arguments and an absolute path',
    'CMD ["node", "--max-old-space-size=512", "/app/boot/orders.js", "--queue", "a b"]\n',
    [...['node', '--max-old-space-size=512', 'boot/orders.js', '--queue', 'a b']],
  ),
  start('the shell form', "CMD node ./boot/orders.js --name 'two words'\n", [
    'node',
    'boot/orders.js',
    '--name',
    'two words',
  ]),
  start(
    'the shell form with a variable that the file sets',
    'ENV QUEUE=orders\nCMD exec node boot/orders.js $QUEUE\n',
    ['node', 'boot/orders.js', 'orders'],
    ['sets ENV QUEUE (line 5)'],
  ),
  start('an entrypoint and its arguments', 'ENTRYPOINT ["node"]\nCMD ["boot/orders.js"]\n', ['node', 'boot/orders.js']),
  start('only the file', 'CMD ["boot/orders.js"]\n', ['node', 'boot/orders.js']),
  start('a shell of its own', 'CMD ["sh", "-c", "node boot/orders.js"]\n', ['node', 'boot/orders.js']),
  start('the last of several', 'CMD ["node", "other.js"]\nCMD ["node", "boot/orders.js"]\n', [
    'node',
    'boot/orders.js',
  ]),
  start(
    'tini',
    'ENTRYPOINT ["/usr/bin/tini", "--"]\nCMD ["node", "boot/orders.js"]\n',
    ['node', 'boot/orders.js'],
    ['starts the service under tini'],
  ),
  start(
    'dumb-init with an option',
    'CMD ["dumb-init", "-c", "node", "boot/orders.js"]\n',
    ['node', 'boot/orders.js'],
    ['starts the service under dumb-init'],
  ),
  start('another user by gosu', 'CMD ["gosu", "node", "node", "boot/orders.js"]\n', ['node', 'boot/orders.js']),
  start(
    'pm2 with a file',
    'RUN npm install -g pm2@5\nCMD ["pm2-runtime", "boot/orders.js"]\n',
    ['node', 'boot/orders.js'],
    ['runs the service under pm2-runtime'],
  ),
  start(
    'a script before it',
    'COPY docker-entrypoint.sh /usr/local/bin/\nENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["node", "boot/orders.js"]\n',
    ['node', 'boot/orders.js'],
    ['starts through docker-entrypoint.sh'],
  ),
  start('the image’s own script', 'ENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["node", "boot/orders.js"]\n', [
    'node',
    'boot/orders.js',
  ]),
  start(
    'a migration before it',
    'CMD ["sh", "-c", "npx knex migrate:latest && exec node boot/orders.js"]\n',
    ['node', 'boot/orders.js'],
    ['runs npx knex migrate:latest before the service starts'],
  ),
  start(
    'a health check by curl',
    'HEALTHCHECK CMD node probe.js\nCMD ["node", "boot/orders.js"]\n',
    ['node', 'boot/orders.js'],
    ['checks the health with node probe.js, which asks no page'],
  ),
];

function unclear(name: string, lines: string, note: string): ForeignCase {
  return { name, project: 'npm-express', dockerfile: head + lines, answers: { runtimeVersion: '24' }, notes: [note] };
}

/** What cannot be told without running something is named and left. */
export const UNCLEAR: readonly ForeignCase[] = [
  unclear(
    'a variable that only the shell knows',
    'CMD node server.js --host $HOSTNAME\n',
    'it uses a variable that only a shell fills in',
  ),
  unclear('a pipe', 'CMD node server.js | npx pino-pretty\n', 'it needs a shell'),
  unclear('two processes', 'CMD node worker.js & node server.js\n', 'it needs a shell'),
  unclear('a substitution', 'CMD node server.js $(cat flags)\n', 'it needs a shell'),
  unclear(
    'pm2 with a file of settings',
    'CMD ["pm2-runtime", "start", "ecosystem.config.js"]\n',
    'runs the service under pm2-runtime',
  ),
  unclear(
    'a tool for development',
    'CMD ["nodemon", "server.js"]\n',
    'starts nodemon server.js, which is not taken over: it is a tool',
  ),
  unclear('a script alone', 'COPY start.sh .\nCMD ["./start.sh"]\n', 'starts ./start.sh, which is not taken over'),
  unclear(
    'a program of its own',
    'CMD ["./orders"]\n',
    'starts ./orders, which is not taken over: a base of this stack has no such program; node server.js is started',
  ),
  unclear(
    'another script of the manifest',
    'CMD ["npm", "run", "start:cluster"]\n',
    'starts the script start:cluster; here node server.js is started',
  ),
];
