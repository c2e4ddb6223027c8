import { defineStack, type Question } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { frontEndIgnored, frontEndImages, frontEndQuestions, frontEndSettings } from '../node/front-end/index.ts';
import { keepingOut, serviceIgnoreFile } from '../shared/ignore.ts';
import { inside } from '../shared/paths.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { rustBase, rustParents } from './bases.ts';
import { detectRust, isService, type RustFacts } from './detect.ts';
import { DEFAULT_FEATURES, FEATURES } from './features.ts';
import { FILES } from './files.ts';
import { rustForeign } from './foreign.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { BIN } from './programs.ts';
import { DEPENDENCIES, rootBelow } from './steps.ts';
import { rustPlan } from './view.ts';

/** Rust services: packages and workspaces, whatever C libraries they are linked to. */
export const rust = defineStack<RustFacts>({
  id: 'rust',
  title: 'Rust',
  proof: {
    built: 'packages, workspaces, OpenSSL; Axum, Actix Web, Rocket',
    checked:
      'other C libraries, musl, vendored sources, nightly toolchains, private registries; Warp, Poem, Salvo, Loco, Tonic; Node front ends',
  },
  foreign: rustForeign,
  manifests: ['Cargo.toml'],
  isService: ({ facts }) => isService(facts),
  frameworks: FRAMEWORKS,
  settings: [
    { key: BIN, says: 'the program to build', usual: 'the only one; asked where there are several' },
    { key: FEATURES, says: 'features to build with, comma separated', usual: 'those that the package has by default' },
    { key: DEFAULT_FEATURES, says: 'no to build without the default features', usual: 'yes' },
    {
      key: FILES,
      says: 'files and folders that the program reads when it runs, comma separated',
      usual: 'those that the sources name',
    },
    {
      key: DEPENDENCIES,
      says: 'together to compile dependencies in one step with the sources',
      usual: 'a layer of their own, where that can be',
    },
    ...frontEndSettings,
  ],
  detect: detectRust,

  questions({ facts }) {
    const several: Question = {
      name: 'set',
      setting: BIN,
      message: 'Which program',
      kind: 'select',
      choices: facts.programs.map(({ name, from }) => ({ value: name, title: name, description: from })),
    };
    return [
      ...(facts.programs.length > 1 ? [several] : []),
      ...frontEndQuestions(facts.assets.frontEnd),
      { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' },
      { name: 'port', message: 'Port', kind: 'text', optional: true },
      { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
    ];
  },

  images(answers, { musl, assets }) {
    const { build, runtime } = rustBase(answers.base, answers.runtimeVersion, musl);
    return [...new Set([...frontEndImages(answers, assets.frontEnd), build, runtime])];
  },

  parents: rustParents,

  files(spec) {
    const { context, config, assets } = spec.facts;
    const target = keepingOut(inside(rootBelow(spec.facts), 'target'));
    // Cargo compares each vendored file with its sum, those that the lines before it leave out, too
    const vendored = config.vendored === null ? [] : [`!${keepingOut(inside(rootBelow(spec.facts), config.vendored))}`];
    const ignored = {
      built: [target],
      private: ['**/.cargo/credentials', '**/.cargo/credentials.toml'],
      // the image is the toolchain: rustup would fetch the one that the file names once more
      development: ['**/rust-toolchain', '**/rust-toolchain.toml', '**/rustfmt.toml', '**/clippy.toml', ...vendored],
    };
    const frontEnd = frontEndIgnored(assets.frontEnd, context);
    return [serviceDockerfile(spec, rustPlan(spec)), serviceIgnoreFile(spec, context, ignored, frontEnd)];
  },

  nextSteps: (spec) => nextSteps(spec, spec.facts.context),
});
