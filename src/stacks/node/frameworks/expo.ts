import { readJson, stringAt } from '../../../core/project.ts';
import { dependsOn } from '../../shared/javascript/manifest.ts';
import { inside } from '../../shared/paths.ts';
import type { Framework, FrameworkInput, Shape } from '../framework.ts';
import { type Build, findBuild } from './support/build.ts';
import { commandsOf, option } from './support/commands.ts';
import { literal, readConfig, safeFolder } from './support/config.ts';
import { server, site } from './support/shape.ts';

/** The web build of an Expo app; what runs on phones has no server. */
export const expo: Framework = {
  id: 'expo',
  title: 'Expo for the web',
  packages: ['expo'],
  detect: ({ manifest }) => dependsOn(manifest, 'react-native-web'),
  never: ['expo start', 'expo start --web', 'expo serve'],
  shape: (input) => {
    const build = webBuild(input);
    const said = commandsOf(input.manifest, 'expo export').map(({ rest }) => option(rest, '--output-dir'));
    const folder =
      safeFolder(
        input,
        said.find((path) => path !== undefined),
      ) ?? 'dist';
    const output = webOutput(input);
    if (output.value === 'server') return withServer(input, folder, build);
    return site(input, {
      build: build.build,
      folder,
      fallback: output.value === 'static' ? '404' : 'spa',
      buildEnvironment: { EXPO_NO_TELEMETRY: '1' },
      notes: build.notes,
      from: { build: build.from, outputs: output.from },
    });
  },
};

/** A script that exports for the web, else the command itself; `build` may be one for phones. */
function webBuild(input: FrameworkInput): Build {
  const found = findBuild(input, 'expo export', true);
  if (found.build !== 'expo export' && found.from !== 'default' && commandsOf(input.manifest, 'expo export').length > 0)
    return found;
  const build = 'expo export --platform web';
  return {
    build,
    notes: [`${input.manifest.path} has no script that exports for the web; \`${build}\` is run instead.`],
    from: 'default',
  };
}

function webOutput(input: FrameworkInput): { value: string | undefined; from: string } {
  const json = readJson(input.project, inside(input.service, 'app.json'));
  const said = stringAt(json, 'expo', 'web', 'output') ?? stringAt(json, 'web', 'output');
  if (said !== undefined) return { value: said, from: 'app.json' };
  const config = readConfig(input, 'app.config');
  const value = literal(config, 'web.output', 'expo.web.output');
  return { value, from: value === undefined ? 'default' : (config?.path ?? 'default') };
}

/** Rendering on demand needs a server that the project itself brings (`expo-server`). */
function withServer(input: FrameworkInput, folder: string, { build, notes, from }: Build): Shape {
  const advice = `app.json asks for web.output "server", and Expo leaves only a handler: add a server file (expo-server has one for Express) and name it with --start, or set web.output to "static".`;
  return server(input, {
    build,
    outputs: [{ from: folder, to: folder }],
    start: null,
    port: 3000,
    buildEnvironment: { EXPO_NO_TELEMETRY: '1' },
    notes: [...notes, advice],
    from: { build: from, outputs: 'app.json' },
  });
}
