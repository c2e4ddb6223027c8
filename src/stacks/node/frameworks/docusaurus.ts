import type { Framework, FrameworkInput } from '../framework.ts';
import { baseIn } from './support/base.ts';
import { findBuild } from './support/build.ts';
import { commandsOf, option } from './support/commands.ts';
import { readConfig, safeFolder } from './support/config.ts';
import { site } from './support/shape.ts';

export const docusaurus: Framework = {
  id: 'docusaurus',
  title: 'Docusaurus',
  packages: ['@docusaurus/core'],
  never: ['docusaurus start', 'docusaurus serve'],
  shape: (input) => {
    const { build, notes, from } = findBuild(input, 'docusaurus build', true);
    return site(input, {
      build,
      folder: outDir(input) ?? 'build',
      base: baseIn(readConfig(input, 'docusaurus.config'), 'baseUrl'),
      fallback: '404',
      buildEnvironment: { DOCUSAURUS_NO_TELEMETRY: '1' },
      notes,
      from: { build: from, outputs: 'default' },
    });
  },
};

function outDir(input: FrameworkInput): string | undefined {
  const said = commandsOf(input.manifest, 'docusaurus build').map(({ rest }) => option(rest, '--out-dir'));
  return safeFolder(
    input,
    said.find((folder) => folder !== undefined),
  );
}
