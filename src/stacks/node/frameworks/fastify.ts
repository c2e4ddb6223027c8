import type { Framework, FrameworkInput } from '../framework.ts';
import { type Command, commandsOf } from './support/commands.ts';
import { portOption } from './support/port.ts';
import { program, serves } from './support/program.ts';

/** Options of fastify-cli that belong to development. */
const DEVELOPMENT = ['-w', '--watch', '-d', '--debug', '-P', '--pretty-logs'];

export const fastify: Framework = {
  id: 'fastify',
  title: 'Fastify',
  packages: ['fastify'],
  detect: (input) => serves(input, 'fastify'),
  never: ['fastify start --watch', 'fastify start -w', 'nodemon', 'tsx watch'],
  shape: (input) => {
    const cli = commandsOf(input.manifest, 'fastify start').find(({ script }) => /^start/.test(script));
    return cli ? withCli(input, cli) : program(input);
  },
};

/** fastify-cli loads a plugin that does not listen by itself; inside a container it must be told to leave localhost. */
function withCli(input: FrameworkInput, { script, rest }: Command) {
  const words = rest.filter((word) => !DEVELOPMENT.includes(word));
  // A variable that the shell would have filled in cannot stand in an exec form.
  const plain = words.every((word) => !/[$`]/.test(word));
  return program(input, {
    start: plain ? ['node_modules/fastify-cli/cli.js', 'start', ...words] : null,
    port: portOption(input, 'fastify start', '-p', '--port') ?? 3000,
    environment: { FASTIFY_ADDRESS: '0.0.0.0' },
    from: { start: `${input.manifest.path} scripts.${script}` },
  });
}
