// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the shell's variables, not ours
import { describe, expect, it } from 'vitest';
import { parseScript } from '../../src/stacks/node/script.ts';
import type { ScriptCommand } from '../../src/stacks/node/script-command.ts';

/** A command in one line: `node [--flags] entry args`, `cli name args`, `? reason`. */
function brief(command: ScriptCommand): string {
  if (command.kind === 'unknown') return `? ${command.reason}`;
  const words =
    command.kind === 'cli'
      ? ['cli', command.name, ...command.args]
      : [command.runtime, ...command.flags, command.entry, ...command.args];
  const variables = Object.entries(command.environment).map(([name, value]) => `${name}=${value}`);
  return [
    ...words,
    ...(command.dev ? ['(dev)'] : []),
    ...(variables.length > 0 ? [`{${variables.join(' ')}}`] : []),
  ].join(' ');
}

const SCRIPTS = {
  serve: 'node dist/server.js',
  'start:prod': 'NODE_ENV=production node dist/main',
  a: 'npm run b',
  b: 'npm run a',
  withpre: 'node x.js',
  prewithpre: 'npm run build',
  build: 'tsc',
  migrate: 'prisma migrate deploy',
  'node:args': 'node x.js --one',
};

const ROWS: readonly (readonly [script: string, meaning: string])[] = [
  ['node server.js', 'node server.js'],
  ['node server', 'node server'],
  ['node .', 'node .'],
  ['node ./dist/index.js', 'node ./dist/index.js'],
  ['node dist/main', 'node dist/main'],
  ['node "my server.js"', 'node my server.js'],
  ['nodejs server.js', 'node server.js'],
  ['node server.js --port 8080', 'node server.js --port 8080'],
  ['node ./bin/www', 'node ./bin/www'],
  ['./server.js', 'node ./server.js'],
  ['exec node server.js', 'node server.js'],
  ['tini -- node server.js', 'node server.js'],
  ['dumb-init node server.js', 'node server.js'],

  ['node --enable-source-maps dist/x.js', 'node --enable-source-maps dist/x.js'],
  ['node --max-old-space-size=4096 x.js', 'node --max-old-space-size=4096 x.js'],
  ['node -r dotenv/config x.js', 'node -r dotenv/config x.js'],
  ['node --require ./tracing.js x.js', 'node --require ./tracing.js x.js'],
  ['node --require=./tracing.js x.js', 'node --require=./tracing.js x.js'],
  ['node --import ./otel.mjs x.js', 'node --import ./otel.mjs x.js'],
  ['node --import=./otel.mjs x.js', 'node --import=./otel.mjs x.js'],
  ['node --experimental-vm-modules x.js', 'node --experimental-vm-modules x.js'],
  ['node --no-warnings x.js', 'node --no-warnings x.js'],
  ['node -C production x.js', 'node -C production x.js'],
  ['node --env-file=.env x.js', 'node x.js'],
  ['node --env-file .env x.js', 'node x.js'],
  ['node --env-file-if-exists=.env x.js', 'node x.js'],
  ['node --inspect x.js', 'node x.js'],
  ['node --inspect=0.0.0.0:9229 x.js', 'node x.js'],
  ['node --watch src/x.js', 'node src/x.js (dev)'],
  ['node --experimental-strip-types src/x.ts', 'node src/x.ts'],
  ['node --experimental-transform-types src/x.ts', 'node --experimental-transform-types src/x.ts'],
  ['node -- x.js', 'node x.js'],
  ['node --permission --allow-fs-read=/app x.js', 'node --permission --allow-fs-read=/app x.js'],
  ['node -r ts-node/register src/x.ts', 'ts-node src/x.ts'],
  ['node --loader ts-node/esm src/x.ts', 'ts-node src/x.ts'],
  ['node --import tsx src/x.ts', 'tsx src/x.ts'],
  ['node --import=tsx/esm src/x.ts', 'tsx src/x.ts'],
  ['node -r @swc-node/register src/x.ts', 'swc-node src/x.ts'],
  ['node -r esbuild-register src/x.ts', 'esbuild-register src/x.ts'],
  ['node -r @babel/register src/x.js', 'babel-node src/x.js'],
  ['node -r tsconfig-paths/register dist/x.js', 'node -r tsconfig-paths/register dist/x.js'],
  ['node -e "console.log(1)"', '? it runs node -e'],
  ['node --test', '? it runs node --test'],
  ['node --run start', '? it runs node --run'],
  ['node', '? it names no file to run'],
  ['node --some-flag 5 x.js', '? the option --some-flag of node is not known'],
  ['node node_modules/.bin/next start', 'cli next start'],
  ['node --max-old-space-size=2048 ./node_modules/.bin/next start', 'cli next start'],

  ['NODE_ENV=production node x.js', 'node x.js'],
  ['NODE_ENV=development node x.js', 'node x.js'],
  ['PORT=8080 node x.js', 'node x.js {PORT=8080}'],
  ['A=1 B=2 node x.js', 'node x.js {A=1 B=2}'],
  ['A="b c" node x.js', 'node x.js {A=b c}'],
  ['A=$B node x.js', 'node x.js'],
  ['HOST=localhost node x.js', 'node x.js'],
  ['HOST=0.0.0.0 node x.js', 'node x.js {HOST=0.0.0.0}'],
  ['API_TOKEN=abc node x.js', 'node x.js'],
  ['DATABASE_URL=postgres://u:p@h/d node x.js', 'node x.js'],
  ['NODE_OPTIONS=--max-old-space-size=512 node x.js', 'node x.js {NODE_OPTIONS=--max-old-space-size=512}'],
  ['NODE_OPTIONS=--inspect node x.js', 'node x.js'],
  ['cross-env NODE_ENV=production node x.js', 'node x.js'],
  ['cross-env PORT=80 TZ=UTC node x.js', 'node x.js {PORT=80 TZ=UTC}'],
  ['cross-env-shell "PORT=80 node x.js"', 'node x.js {PORT=80}'],
  ['env PORT=80 node x.js', 'node x.js {PORT=80}'],
  ['dotenv -e .env -- node x.js', 'node x.js'],
  ['dotenv -e .env node x.js', 'node x.js'],
  ['dotenv -- cross-env A=1 node x.js', 'node x.js {A=1}'],
  ['dotenvx run -f .env.production -- node x.js', 'node x.js'],
  ['dotenvx get KEY', '? dotenvx get starts no program'],
  ['env-cmd -f .env.prod node x.js', 'node x.js'],
  ['doppler run -- node x.js', 'node x.js'],
  ['infisical run --env=prod -- node x.js', 'node x.js'],
  ['op run --env-file=.env -- node x.js', 'node x.js'],

  ['ts-node src/index.ts', 'ts-node src/index.ts'],
  ['ts-node -P tsconfig.server.json -T src/x.ts', 'ts-node src/x.ts'],
  ['ts-node --project tsconfig.json -r tsconfig-paths/register src/x.ts', 'ts-node src/x.ts'],
  ['ts-node-dev --respawn --transpile-only src/x.ts', 'ts-node src/x.ts (dev)'],
  ['tsx src/x.ts', 'tsx src/x.ts'],
  ['tsx watch src/x.ts', 'tsx src/x.ts (dev)'],
  ['tsx --tsconfig tsconfig.app.json src/x.ts', 'tsx src/x.ts'],
  ['babel-node --presets @babel/preset-env src/x.js', 'babel-node src/x.js'],
  ['swc-node src/x.ts', 'swc-node src/x.ts'],
  ['vite-node src/x.ts', 'vite-node src/x.ts'],
  ['nodemon server.js', 'node server.js (dev)'],
  ['nodemon src/index.ts', 'ts-node src/index.ts (dev)'],
  ['nodemon --watch src --ext ts server.js', 'node server.js (dev)'],
  ['nodemon --exec "ts-node src/x.ts"', 'ts-node src/x.ts (dev)'],
  ['nodemon --watch "src/**/*.ts" --exec ts-node src/x.ts', 'ts-node src/x.ts (dev)'],
  ['nodemon -x "node -r dotenv/config" x.js', 'node -r dotenv/config x.js (dev)'],
  ['nodemon --exec "ts-node src/x.ts" --watch src', 'ts-node src/x.ts (dev)'],
  ['nodemon', '? it names no file to run'],

  ['npm run serve', 'node dist/server.js'],
  ['npm run start:prod', 'node dist/main'],
  ['npm run serve -- --port 80', 'node dist/server.js --port 80'],
  ['npm run -s serve', 'node dist/server.js'],
  ['npm --silent run serve', 'node dist/server.js'],
  ['npm run node:args -- --two', 'node x.js --one --two'],
  ['npm run missing', '? there is no script missing'],
  ['npm run a', '? its scripts call each other in a circle'],
  ['npm start', '? there is no script start'],
  ['npm run serve -w apps/api', '? it runs another package'],
  ['npm --prefix server run serve', '? it runs another package'],
  ['npm install', '? npm install starts no program'],
  ['pnpm serve', 'node dist/server.js'],
  ['pnpm run serve', 'node dist/server.js'],
  ['pnpm exec next start', 'cli next start'],
  ['pnpm --filter api start', '? it runs another package'],
  ['pnpm next start', 'cli next start'],
  ['yarn serve', 'node dist/server.js'],
  ['yarn run serve', 'node dist/server.js'],
  ['yarn node dist/x.js', 'node dist/x.js'],
  ['yarn next start', 'cli next start'],
  ['npx next start', 'cli next start'],
  ['npx --yes tsx src/x.ts', 'tsx src/x.ts'],
  ['npx -p typescript tsx src/x.ts', 'tsx src/x.ts'],
  ['npx -- tsx src/x.ts', 'tsx src/x.ts'],
  ['npx next@16 start', 'cli next start'],
  ['npm exec -c "node x.js"', 'node x.js'],
  ['./node_modules/.bin/next start', 'cli next start'],
  ['bun src/x.ts', 'bun src/x.ts'],
  ['bun run src/x.ts', 'bun src/x.ts'],
  ['bun --watch src/x.ts', 'bun src/x.ts (dev)'],
  ['bun run --hot src/x.ts', 'bun src/x.ts (dev)'],
  ['bun run serve', 'node dist/server.js'],
  ['bunx next start', 'cli next start'],
  ['run-s migrate serve', 'node dist/server.js'],
  ['run-s build:*', '? it starts several programs (run-s)'],

  ['tsc && node dist/x.js', 'node dist/x.js'],
  ['npm run build && node dist/x.js', 'node dist/x.js'],
  ['prisma migrate deploy && node dist/x.js', 'node dist/x.js'],
  ['npm run migrate; node dist/x.js', 'node dist/x.js'],
  ['cd dist && node main.js', 'node dist/main.js'],
  ['cd apps && cd api && node main.js', 'node apps/api/main.js'],
  ['sleep 5 && node x.js', 'node x.js'],
  ['wait-on tcp:db:5432 && node x.js', 'node x.js'],
  ['sh -c "node x.js"', 'node x.js'],
  ['node x.js | pino-pretty', 'node x.js'],
  ['node x.js | npx pino-pretty -t', 'node x.js'],
  ['node x.js # comment', 'node x.js'],
  ['node x.js | grep -v debug', '? it pipes its output into another program'],
  ['node a.js & node b.js', '? it starts several programs at once'],
  ['node a.js || node b.js', '? it has a fallback command (||)'],
  ['node x.js > log.txt', "? it uses the shell's >"],
  ['node x.js 2>&1', "? it uses the shell's >&"],
  ['node $(cat entry)', '? it runs a shell substitution'],
  ['node `cat entry`', '? it runs a shell substitution'],
  ['node $ENTRY', '? "${ENTRY}" needs a shell'],
  ['node x.js --port $PORT', '? "${PORT}" needs a shell'],
  ['node x.js --port ${PORT:-3000}', 'node x.js --port 3000'],
  ['node x.js --host ${HOST:-::}', '? "${HOST:-::}" needs a shell'],
  ['node dist/*.js', '? "dist/*.js" needs a shell'],
  ['concurrently "node a.js" "node b.js"', '? it starts several programs (concurrently)'],
  ['npm-run-all --parallel a b', '? it starts several programs (npm-run-all)'],
  ['turbo run start', '? it starts other packages (turbo)'],
  ['nx serve api', '? it starts other packages (nx)'],

  ['pm2 start dist/x.js -i max', 'node dist/x.js'],
  ['pm2-runtime dist/x.js', 'node dist/x.js'],
  ['pm2-runtime start ecosystem.config.js', '? pm2-runtime reads what to start from a file of its own'],
  ['pm2-runtime start process.json', '? pm2-runtime reads what to start from a file of its own'],
  ['forever start x.js', 'node x.js'],
  ['next start', 'cli next start'],
  ['next start -p $PORT', 'cli next start -p ${PORT}'],
  ['NODE_ENV=production next start -p 8080', 'cli next start -p 8080'],
  ['nuxt start', 'cli nuxt start'],
  ['remix-serve build/server/index.js', 'cli remix-serve build/server/index.js'],
  ['react-router-serve ./build/server/index.js', 'cli react-router-serve ./build/server/index.js'],
  ['nest start', 'cli nest start'],
  ['astro preview', 'cli astro preview'],
  ['vite preview --port 80', 'cli vite preview --port 80'],
  ['serve -s build', 'cli serve -s build'],
  ['react-scripts start', 'cli react-scripts start'],
  ['fastify start -l info app.js', 'cli fastify start -l info app.js'],
  ['python app.py', '? "python" is not known'],
  ['./start.sh', '? "./start.sh" is not known'],
  ['bash start.sh', '? "bash" is not known'],
  ['', '? it is empty'],
  ['   ', '? it is empty'],
  ['NODE_ENV=production', '? it is empty'],
  ['x'.repeat(5000), '? it is too long'],
  ['node ${', '? it is no shell command'],
  ['node ${}', '? it is no shell command'],
  ['node x.js\nRUN id', '? it runs a shell substitution'],
];

describe('scripts', () => {
  it.each(ROWS)('%s  means  %s', (script, meaning) => {
    expect(brief(parseScript(script, SCRIPTS))).toBe(meaning);
  });

  it.each([
    ['tsc && node x.js', ['tsc'], 'belongs into the build'],
    ['npm run build && node x.js', ['npm run build'], 'belongs into the build'],
    ['prisma migrate deploy && node x.js', ['prisma migrate deploy'], 'run migrations once per release'],
    ['npx prisma migrate deploy && node x.js', ['npx prisma migrate deploy'], 'run migrations once per release'],
    ['npm run db:migrate && node x.js', ['npm run db:migrate'], 'run migrations once per release'],
    ['run-s migrate serve', ['npm run migrate'], 'run migrations once per release'],
    ['node seed.js && node x.js', ['node seed.js'], 'starts the program alone'],
    ['npm run withpre', ['npm run prewithpre'], ''],
    ['sleep 1 && node x.js', ['sleep 1'], ''],
  ])('%s  runs %j before', (script, before, note) => {
    const command = parseScript(script, SCRIPTS);
    expect(command).toMatchObject({ kind: 'program', before });
    expect('notes' in command ? command.notes.join('\n') : '').toContain(note);
  });

  it.each([
    ['dotenv -e .env -- node x.js', 'The image holds none'.toLowerCase()],
    ['node --env-file=.env x.js', 'the image holds none'],
    ['doppler run -- node x.js', 'secrets tool'],
    ['node --inspect x.js', 'debugger'],
    ['pm2 start x.js', 'under pm2'],
    ['API_TOKEN=s3cr3t node x.js', 'looks like a credential'],
    ['NODE_ENV=development node x.js', 'NODE_ENV=production'],
    ['HOST=127.0.0.1 node x.js', 'nothing outside the container'],
  ])('%s  notes %s', (script, part) => {
    const command = parseScript(script);
    const notes = 'notes' in command ? command.notes.join('\n') : '';
    expect(notes).toContain(part);
    expect(notes).not.toContain('s3cr3t');
  });

  it('ends at scripts that feed on themselves', () => {
    const scripts = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`s${index}`, `npm run s${index + 1}`]),
    );
    expect(parseScript('npm run s0', scripts)).toMatchObject({
      kind: 'unknown',
      reason: 'its scripts call each other too often',
    });
  });
});
