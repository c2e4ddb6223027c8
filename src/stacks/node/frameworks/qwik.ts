import { inside } from '../../shared/paths.ts';
import type { Framework, FrameworkInput } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { asTheyAre, server, site } from './support/shape.ts';

/** Adapters whose build can be started by Node, with the file that it leaves. */
const SERVERS = ['express', 'fastify', 'node-server', 'bun'];

/** Qwik City (and Qwik Router after it): pages with a server. Qwik without it is a page that Vite builds. */
export const qwik: Framework = {
  id: 'qwik',
  title: 'Qwik City',
  packages: ['@builder.io/qwik-city', '@qwik.dev/router'],
  never: ['vite', 'vite dev', 'vite preview', 'qwik build preview', 'vite --mode ssr'],
  shape: (input) => {
    const { build, notes, from } = findBuild(input, 'qwik build');
    const adapter = SERVERS.find((name) => hasAdapter(input, name));
    const origin = { build: from, outputs: adapter ? `adapters/${adapter}` : 'default' };
    if (adapter === undefined && hasAdapter(input, 'static')) {
      return site(input, { build, folder: 'dist', fallback: '404', notes, from: origin });
    }
    const advice =
      'The project has no server adapter, so the build leaves nothing that starts: run `qwik add express` or `qwik add static`, then this tool again.';
    return server(input, {
      build,
      outputs: asTheyAre('dist', ...(adapter === undefined ? [] : ['server'])),
      start: adapter === undefined ? null : [`server/entry.${adapter}.js`],
      port: 3000,
      notes: adapter === undefined ? [...notes, advice] : notes,
      from: origin,
    });
  },
};

function hasAdapter({ project, service }: FrameworkInput, name: string): boolean {
  return project.hasDirectory(inside(service, `adapters/${name}`));
}
