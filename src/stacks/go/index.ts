import { defineStack, type Question } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { frontEndIgnored, frontEndImages, frontEndQuestions, frontEndSettings } from '../node/front-end/index.ts';
import { serviceIgnoreFile } from '../shared/ignore.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { goBase, goParents } from './bases.ts';
import { detectGo, type GoFacts } from './detect.ts';
import { goForeign } from './foreign.ts';
import { PACKAGE } from './programs.ts';
import { goPlan } from './view.ts';

/** Go services: modules, workspaces, vendored sources and cgo. */
export const go = defineStack<GoFacts>({
  id: 'go',
  title: 'Go',
  proof: {
    built: 'modules, workspaces, cgo; Chi; embedded Node front ends',
    checked: 'vendored sources',
  },
  foreign: goForeign,
  manifests: ['go.mod'],
  isService: ({ facts }) => facts.mains.length > 0,
  settings: [
    {
      key: PACKAGE,
      says: 'the folder of the program to build, below the module',
      usual: 'the only one; asked where there are several',
    },
    ...frontEndSettings,
  ],
  detect: detectGo,

  questions({ facts }) {
    const several: Question = {
      name: 'set',
      setting: PACKAGE,
      message: 'Which program',
      kind: 'select',
      choices: facts.mains.map((main) => ({ value: main.package, title: main.package, description: main.from })),
    };
    return [
      ...(facts.mains.length > 1 ? [several] : []),
      ...frontEndQuestions(facts.frontEnd),
      { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' },
      { name: 'port', message: 'Port', kind: 'text', optional: true },
      { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
    ];
  },

  images(answers, { cgo, frontEnd }) {
    const { build, runtime } = goBase(answers.base, answers.runtimeVersion, cgo);
    return [...new Set([...frontEndImages(answers, frontEnd), build, runtime])];
  },

  parents: goParents,

  files(spec) {
    const ignored = {
      built: ['**/*.test', '**/*.exe'],
      private: [],
      development: ['**/testdata', '**/.golangci.*', '**/.air.toml'],
    };
    const { context } = spec.facts.module;
    const assets = frontEndIgnored(spec.facts.frontEnd, context);
    return [serviceDockerfile(spec, goPlan(spec)), serviceIgnoreFile(spec, context, ignored, assets)];
  },

  nextSteps: (spec) => nextSteps(spec, spec.facts.module.context),
});
