import type { RunCommand } from '../../dockerfile/run.ts';
import { subcommand } from '../facts/commands.ts';
import { startCommands } from '../facts/start.ts';
import type { Rule } from '../rule.ts';

/** Programs that only start others, with the subcommands that do; null: whatever they are given. */
const STARTERS: ReadonlyMap<string, readonly string[] | null> = new Map<string, readonly string[] | null>([
  ['npm', null],
  ['npx', null],
  ['pnpx', null],
  ['bunx', null],
  ['yarn', null],
  ['pnpm', null],
  ['uv', ['run']],
  ['poetry', ['run']],
  ['pdm', ['run']],
  ['pipenv', ['run']],
  ['cargo', ['run']],
  ['go', ['run']],
  ['dotnet', ['run', 'watch']],
  ['mvn', null],
  ['mvnw', null],
  ['gradle', null],
  ['gradlew', null],
]);

/** Servers that are made for development or preview. */
const DEVELOPMENT: ReadonlyMap<string, readonly string[] | null> = new Map<string, readonly string[] | null>([
  ['nodemon', null],
  ['ts-node-dev', null],
  ['webpack-dev-server', null],
  ['react-scripts', ['start']],
  ['vite', null],
  ['ng', ['serve']],
  ['next', ['dev']],
  ['nuxt', ['dev', 'preview']],
  ['astro', ['dev', 'preview']],
  ['nest', ['start']],
  ['gatsby', ['develop', 'serve']],
  ['flask', ['run']],
]);

export const execPackageManagerStart: Rule = {
  id: 'exec/package-manager-start',
  level: 'medium',
  title: 'A package manager or a development server starts the service',
  why: 'A package manager as process 1 swallows signals and exit codes, keeps a second process in memory, and must be in the image with all its flaws. A development server is not made to face anyone.',
  fix: 'Start the program itself: CMD ["node", "dist/server.js"].',
  aliases: [],
  sources: ['OWASP NodeJS Docker sheet 5', 'Node.js: Docker best practices'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nCMD ["npm", "start"]' },
      { dockerfile: 'FROM a\nCMD yarn start' },
      { dockerfile: 'FROM a\nENTRYPOINT ["tini", "--", "npm"]\nCMD ["run", "serve"]' },
      { dockerfile: 'FROM a\nCMD ["npx", "nodemon", "server.js"]' },
      { dockerfile: 'FROM a\nCMD ["bun", "run", "start"]' },
      { dockerfile: 'FROM a\nCMD ["python", "manage.py", "runserver"]' },
      { dockerfile: 'FROM a\nCMD ["node", "node_modules/.bin/vite", "preview"]' },
    ],
    good: [
      { dockerfile: 'FROM a\nENTRYPOINT ["node"]\nCMD ["dist/server.js"]' },
      { dockerfile: 'FROM a\nCMD ["bun", "run", "src/server.ts"]' },
      { dockerfile: 'FROM a AS dev\nCMD ["npm", "start"]\nFROM b\nCMD ["/app"]' },
      { dockerfile: 'FROM a\nCMD ["node", "node_modules/next/dist/bin/next", "start"]' },
      { dockerfile: 'FROM a\nCMD ["dotnet", "app.dll"]' },
    ],
  },
  *check(input) {
    for (const command of startCommands(input)) {
      const what = starts(STARTERS, command.program, command.args) || runsScript(command);
      const develops = developmentServer(command);
      if (!what && !develops) continue;
      const message = develops
        ? `${develops} is a server for development.`
        : `${command.program} starts the service instead of the service itself.`;
      yield { message, line: command.line, stage: input.final };
      return;
    }
  },
};

function starts(table: typeof STARTERS, program: string, args: readonly string[]): boolean {
  const subcommands = table.get(program);
  return subcommands !== undefined && (subcommands === null || subcommands.includes(subcommand(args) ?? ''));
}

/** `bun run start` names a script of package.json, `bun run server.ts` a file. */
function runsScript({ program, args }: RunCommand): boolean {
  const [run, name = ''] = args.filter((word) => !word.startsWith('-'));
  return program === 'bun' && run === 'run' && !/[./]/.test(name);
}

function developmentServer({ program, args }: RunCommand): string | undefined {
  if (starts(DEVELOPMENT, program, args)) return program;
  if (args.includes('runserver') && args.some((word) => word.endsWith('manage.py'))) return 'runserver';
  const at = args.findIndex((word) => !word.startsWith('-'));
  const script = args[at]
    ?.split('/')
    .at(-1)
    ?.replace(/\.[cm]?js$/, '');
  const isNode = program === 'node' && script !== undefined && (args[at] ?? '').includes('node_modules/');
  return isNode && starts(DEVELOPMENT, script, args.slice(at + 1)) ? script : undefined;
}
