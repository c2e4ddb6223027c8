import { hasFlag, problemAt, runCommands, subcommand } from '../facts/commands.ts';
import { isOn } from '../facts/variables.ts';
import type { Rule } from '../rule.ts';

export const installScripts: Rule = {
  id: 'install/scripts',
  level: 'low',
  title: 'Every dependency may run scripts while it is installed',
  why: 'Install scripts are how most malicious packages start: they run as root in the build, with its network and its secrets. Few packages need them.',
  fix: 'Add --ignore-scripts, and rebuild by name the few packages that need it: npm rebuild NAME.',
  aliases: [],
  sources: ['OpenSSF: npm best practices', 'OWASP NPM security sheet'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nRUN npm ci' }, { dockerfile: 'FROM a\nRUN yarn install --frozen-lockfile' }],
    good: [
      { dockerfile: 'FROM a\nRUN npm ci --ignore-scripts && npm rebuild bcrypt' },
      { dockerfile: 'FROM a\nENV npm_config_ignore_scripts=true\nRUN npm ci' },
      { dockerfile: 'FROM a\nRUN pnpm install --frozen-lockfile && yarn install --immutable' },
    ],
  },
  *check(input) {
    for (const located of runCommands(input, new Set(['npm', 'yarn']))) {
      const { program, args } = located.command;
      const action = subcommand(args, new Set(['-w', '--workspace', '--prefix', '-C', '--cwd'])) ?? 'install';
      const runs =
        program === 'npm'
          ? /^(?:ci|install|i|add)$/.test(action)
          : action === 'install' && hasFlag(args, '--frozen-lockfile');
      if (
        !runs ||
        hasFlag(args, '--ignore-scripts') ||
        isOn(located, 'npm_config_ignore_scripts', 'NPM_CONFIG_IGNORE_SCRIPTS')
      )
        continue;
      yield problemAt(located, `${program} ${action} lets every dependency run its scripts.`);
    }
  },
};
