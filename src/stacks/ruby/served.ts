import { inside } from '../shared/paths.ts';
import type { Framework } from './frameworks.ts';
import { type Listens, saysWhere } from './listens.ts';
import type { Server } from './servers.ts';
import type { Found, StartInput } from './start.ts';

const THRUSTER_PORT = 8080;
/** Where a server listens behind Thruster. */
export const BEHIND = 3000;

/** The server that serves config.ru, behind Thruster where that is among the gems. */
export function fromServer(
  { project, service, given, bundle }: StartInput,
  framework: Framework | null,
  server: Server | undefined,
  listens: Listens,
): Found {
  const from = inside(service, framework?.id === 'rails' ? 'config/application.rb' : 'config.ru');
  const thruster = server !== undefined && (bundle?.gems.has('thruster') ?? false);
  const usual = { port: thruster ? THRUSTER_PORT : (framework?.port ?? 9292), from: 'default' };
  const port =
    given.port == null ? (thruster ? usual : (listens.port ?? usual)) : { port: given.port, from: 'your answer' };
  if (!server) return { framework, words: null, from, port, behind: null, notes: [NO_SERVER] };
  const settings =
    server.settings !== undefined && project.has(inside(service, server.settings)) ? server.settings : null;
  const said = settings !== null && saysWhere(project.text(inside(service, settings)));
  const own = thruster ? (said && listens.variable === null ? (listens.port?.port ?? BEHIND) : BEHIND) : port.port;
  const words = [server.program ?? server.id, ...server.words(own, settings, said)];
  return {
    framework,
    words: thruster ? ['thrust', ...words] : words,
    from,
    port,
    behind: thruster ? own : null,
    notes: server.development ? [`${server.id} is a server for development: add puma to the Gemfile and lock it.`] : [],
  };
}

/** What to know where none is there. */
export const NO_SERVER =
  'Nothing among the gems serves the application in production: add puma to the Gemfile and lock it, or say how it starts with --start.';
