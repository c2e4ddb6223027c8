import { commandChain } from '../../core/command.ts';
import { run } from '../../core/instruction.ts';
import { copyArguments, shellCommand } from '../../core/quote.ts';
import { defineStack, type Question, type Spec } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { UserError } from '../../errors.ts';
import { type StackBase, type StackBases, stackBase, withoutShell, withShell } from '../shared/bases.ts';
import { serviceIgnoreFile } from '../shared/ignore.ts';
import { parentImages } from '../shared/parents.ts';
import { type ServicePlan, serviceDockerfile, serviceTitle } from '../shared/service.ts';

const DEBIAN = '13';
const BUILD = 'debian:trixie-slim';
/** What compiled programs need, from nothing to a whole Debian. */
const NATIVE_BASES: StackBases = {
  slim: () => withShell(BUILD, 'debian:trixie-slim'),
  distroless: () => withoutShell(BUILD, 'gcr.io/distroless/cc-debian13:nonroot'),
  alpine: () => withShell('alpine:3.24', 'alpine:3.24'),
  chainguard: () => withoutShell(BUILD, 'cgr.dev/chainguard/static:latest'),
  hardened: () => withoutShell(BUILD, 'dhi.io/static:20250419-glibc-debian13'),
};

const BUILD_IMAGE = 'buildImage';
const ARTEFACTS = 'artefacts';

/** Any program at all: nothing is known of it, so everything is asked, and the hardened shape is the same. */
export const generic = defineStack<null>({
  id: 'generic',
  title: 'Any program',
  proof: {
    built: '',
    checked: 'any build that you name',
  },
  manifests: [],
  isService: () => false,
  settings: [
    { key: BUILD_IMAGE, says: 'the image that has what the build needs', usual: 'the base image' },
    {
      key: ARTEFACTS,
      says: 'files and folders that run, of what the build leaves, comma separated',
      usual: '. for everything',
    },
  ],

  /** Nothing tells it by its files: only who names it gets it. */
  detect(_, given) {
    if (given.stack !== 'generic') return undefined;
    const answers = { runtimeVersion: DEBIAN, framework: null, packageManager: null };
    return { stack: 'generic', answers, detected: [], notes: [], secrets: [], facts: null };
  },

  questions: () => QUESTIONS,

  images(answers) {
    const { runtime } = baseOf(answers.base);
    return [...new Set([answers.set[BUILD_IMAGE] ?? baseOf(answers.base).build, runtime])];
  },

  parents: () => parentImages([NATIVE_BASES], [DEBIAN]),

  files(spec) {
    const context = spec.answers.service;
    const ignored = { built: ['**/node_modules', '**/__pycache__', '**/*.o'], private: [], development: ['**/*.swp'] };
    return [serviceDockerfile(spec, planOf(spec)), serviceIgnoreFile(spec, context, ignored)];
  },

  nextSteps: (spec) => nextSteps(spec, spec.answers.service),
});

const QUESTIONS: readonly Question[] = [
  {
    name: 'set',
    setting: BUILD_IMAGE,
    message: 'Image that has what the build needs (none for the base image)',
    kind: 'text',
    optional: true,
  },
  { name: 'build', message: 'Build command (plain commands, joined by &&)', kind: 'text', optional: true },
  {
    name: 'set',
    setting: ARTEFACTS,
    message: 'Files and folders that run, of what the build leaves (comma separated; . for everything)',
    kind: 'text',
  },
  { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' },
  { name: 'port', message: 'Port', kind: 'text', optional: true },
];

function baseOf(answer: string): StackBase {
  return stackBase(NATIVE_BASES, answer, DEBIAN);
}

function planOf(spec: Spec): ServicePlan {
  const { answers } = spec;
  const base = baseOf(answers.base);
  const [first = '', ...rest] = answers.start ?? [];
  const build = answers.build === null ? [] : commandChain(answers.build, 'the build command');
  const commands = build.map((words) => shellCommand(words, 'the build command'));
  return {
    context: answers.service,
    title: serviceTitle(spec, [first.split('/').at(-1) || 'static files']),
    stages: [
      {
        name: commands.length > 0 ? 'build' : 'source',
        says: commands.length > 0 ? 'built as you said' : 'the files, as they are',
        image: answers.set[BUILD_IMAGE] ?? base.build,
        steps: ['COPY . .', commands.length > 0 ? run([], commands) : ''],
      },
    ],
    runtime: {
      says: 'what you named of the build, and nothing that the process may change',
      base,
      copies: artefactsOf(answers.set[ARTEFACTS] ?? '.').map((path) => copied(path, commands.length > 0)),
      probe: null,
      entrypoint: [first],
      command: rest,
    },
  };
}

function artefactsOf(text: string): string[] {
  return text
    .split(',')
    .map((path) => path.trim().replace(/^\.\//, ''))
    .filter((path) => path !== '');
}

function copied(path: string, built: boolean): string {
  const stage = built ? 'build' : 'source';
  if (path.startsWith('/') || path.split('/').includes('..'))
    throw new UserError(
      'usage',
      `--set ${ARTEFACTS}: ${JSON.stringify(path)} does not lie in the build's folder`,
      'Name files and folders as the build leaves them, relative to the project.',
    );
  if (path === '.') return `COPY --from=${stage} /app ./`;
  return `COPY --from=${stage} ${copyArguments([`/app/${path}`, `./${path}`], 'the artefact')}`;
}
