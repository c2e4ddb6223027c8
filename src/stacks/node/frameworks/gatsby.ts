import { inside } from '../../shared/paths.ts';
import type { Framework, FrameworkInput } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { findInSources } from './support/config.ts';
import { site } from './support/shape.ts';

export const gatsby: Framework = {
  id: 'gatsby',
  title: 'Gatsby',
  packages: ['gatsby'],
  never: ['gatsby develop', 'gatsby serve'],
  shape: (input) => {
    const { build, notes, from } = findBuild(input, 'gatsby build');
    const source = remoteSource(input);
    return site(input, {
      build,
      folder: 'public',
      fallback: '404',
      buildEnvironment: { GATSBY_TELEMETRY_DISABLED: '1' },
      ...(source ? { buildNeedsNetwork: `${source} fetches content while building` } : {}),
      notes: [...notes, ...onDemand(input)],
      from: { build: from, outputs: 'default' },
    });
  },
};

function remoteSource({ manifest }: FrameworkInput): string | undefined {
  return Object.keys(manifest.dependencies).find((name) => /^gatsby-source-(?!filesystem$)/.test(name));
}

function onDemand(input: FrameworkInput): string[] {
  const functions = input.project.hasDirectory(inside(input.service, 'src/api'));
  const pages = findInSources(input, ['src/pages'], 'getServerData');
  if (!functions && !pages) return [];
  return [`${functions ? 'src/api' : pages} needs Gatsby's own server, which static files cannot replace.`];
}
