import { defineStack, type Question } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { frontEndIgnored, frontEndImages, frontEndQuestions, frontEndSettings } from '../node/front-end/index.ts';
import { keepingOut, serviceIgnoreFile } from '../shared/ignore.ts';
import { relativeTo } from '../shared/paths.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { NGINX_IMAGE, NGINX_PARENT, siteConfig } from '../shared/site.ts';
import { dotnetBase, dotnetParents } from './bases.ts';
import { type DotnetFacts, detectDotnet } from './detect.ts';
import { dotnetForeign } from './foreign.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { Program } from './program.ts';
import { PROJECT, projectName } from './programs.ts';
import { baseChoices } from './questions.ts';
import { dotnetPlan } from './view.ts';

/** .NET services: C#, F# and Visual Basic; servers, workers, programs and pages for the browser, from .NET 8 on. */
export const dotnet = defineStack<DotnetFacts>({
  id: 'dotnet',
  title: '.NET',
  proof: {
    built: '',
    checked:
      'ASP.NET Core, gRPC, Blazor, workers, console programs, ahead-of-time compilation, solutions, front ends; stages and starts run on stand-ins for the images',
  },
  foreign: dotnetForeign,
  manifests: ['*.csproj', '*.fsproj', '*.vbproj'],
  isService: ({ facts }) => facts.program !== null,
  frameworks: FRAMEWORKS,
  settings: [
    { key: PROJECT, says: 'the project that runs', usual: 'the only one; asked where there are several' },
    ...frontEndSettings,
  ],
  detect: detectDotnet,

  questions({ answers, facts: { programs, program } }) {
    const service = answers.service ?? '.';
    const several: Question = {
      name: 'set',
      setting: PROJECT,
      message: 'Which project',
      kind: 'select',
      choices: programs.all.map((each) => ({
        value: projectName(service, each),
        title: projectName(service, each),
        description: each.kind,
      })),
    };
    return [
      ...(programs.all.length > 1 ? [several] : []),
      ...(program ? frontEndQuestions(program.frontEnd) : []),
      { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' },
      { name: 'port', message: 'Port', kind: 'text', optional: true },
      { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
      ...(program ? [baseChoices(answers.runtimeVersion ?? program.target.version, program.needs)] : []),
    ];
  },

  images(answers, facts) {
    const { needs, frontEnd, project } = programIn(facts);
    const { build, runtime } = dotnetBase(answers.base, answers.runtimeVersion, needs);
    return [...new Set([...frontEndImages(answers, frontEnd), build, project.kind === 'wasm' ? NGINX_IMAGE : runtime])];
  },

  parents: (today) => [...dotnetParents(today), NGINX_PARENT],

  files(spec) {
    const program = programIn(spec.facts);
    const { context } = program.graph;
    const kept = program.feeds.keptOut.flatMap((path) => relativeTo(context, path) ?? []);
    const ignored = {
      built: ['**/bin', '**/obj', '**/TestResults', '**/*.user', '**/.vs'],
      private: ['**/appsettings.Local.json', '**/secrets.json', ...kept.map(keepingOut)],
      development: ['**/appsettings.Development.json', '**/launchSettings.json', '**/*.DotSettings'],
    };
    return [
      serviceDockerfile(spec, dotnetPlan(spec, program)),
      ...(program.project.kind === 'wasm' ? [siteConfig(spec, context, 'spa')] : []),
      serviceIgnoreFile(spec, context, ignored, frontEndIgnored(program.frontEnd, context)),
    ];
  },

  nextSteps: (spec) => nextSteps(spec, programIn(spec.facts).graph.context),
});

/** One is chosen before anything is written: the question for it has no answer that means none. */
function programIn({ program }: DotnetFacts): Program {
  if (program === null) throw new Error('no project was chosen');
  return program;
}
