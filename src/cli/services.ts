import type { Answers, Given } from '../core/answers.ts';
import { type Config, savedAnswers } from '../core/config.ts';
import type { Found } from '../core/detect.ts';
import type { RenderedFile } from '../core/plan.ts';
import type { Project } from '../core/project.ts';
import { render } from '../core/render.ts';
import { completeAnswers, neededSecrets } from '../core/spec.ts';
import type { Secret, Spec, Stack } from '../core/stack.ts';
import type { State } from '../core/state.ts';
import { isOurDockerfile } from '../dockerfile/file-names.ts';
import { UserError } from '../errors.ts';
import { lostNotes } from '../foreign/lost.ts';
import { typed } from '../stacks/shared/shown.ts';
import type { Asker } from './asker.ts';
import { type ChooseServices, choosePaths } from './choose-services.ts';
import { type ForeignFile, foreignDockerfile } from './foreign-file.ts';
import { interview } from './interview.ts';
import type { Flags } from './options.ts';
import { visibleLine } from './print.ts';
import { checkTaken } from './settings.ts';

/** One service with every answer that its files need. */
export interface Service {
  readonly path: string;
  readonly found: Found;
  readonly answers: Answers;
  /** What is saved of the answers: only what somebody decided, and what identifies the choice made. */
  readonly decisions: Given;
  readonly secrets: readonly Secret[];
  /** References of the images that its files name, as its stack spells them. */
  readonly images: readonly string[];
  /** The Dockerfile of somebody else's that the new one takes the place of, if any. */
  readonly foreign: ForeignFile | undefined;
}

/** What answering needs. */
export interface AnswerInputs {
  readonly project: Project;
  readonly stacks: readonly Stack[];
  readonly flags: Flags;
  readonly ask: Asker;
  /** Lets a person choose among the services that were found; undefined when nobody can be asked. */
  readonly chooseServices?: ChooseServices | undefined;
}

/** The services of a run, one after the other, and what to say of what is none. */
export async function answerAll(inputs: AnswerInputs, config: Config, state: State) {
  const services: Service[] = [];
  const { paths, notes } = await choosePaths(inputs, config);
  for (const path of paths) {
    const ask = paths.length > 1 ? askedOf(path, inputs.ask) : inputs.ask;
    services.push(await answer(path, { ...inputs, ask }, config, state));
  }
  checkTaken(
    inputs.flags.given,
    services.map(({ found }) => found.stack),
  );
  return { services, notes };
}

/** Where there are several services, a question and a missing answer say which of them they are about. */
function askedOf(path: string, ask: Asker): Asker {
  const name = visibleLine(path);
  return async (question, ...known) => {
    try {
      return await ask({ ...question, message: `${name}: ${question.message}` }, ...known);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const alone = `A flag with --service ${typed(path)} is this service's alone, and saved.`;
      throw new UserError(error.code, `${name}: ${error.message}`, `${error.hint ?? ''} ${alone}`.trim());
    }
  };
}

async function answer(path: string, { project, stacks, flags, ask }: AnswerInputs, config: Config, state: State) {
  const last = state.services.get(path)?.answers ?? {};
  const foreign = foreignDockerfile(project, stacks, path, state);
  const known = {
    flags: { ...flags.given, service: path },
    saved: savedAnswers(config, path),
    last,
    earlier: foreign?.says,
  };
  const { found, decided } = await interview(project, stacks, known, ask);
  const answers = completeAnswers(found.detection, decided);
  return {
    path: answers.service,
    found,
    foreign,
    answers,
    decisions: { ...decided, stack: answers.stack, base: answers.base },
    secrets: neededSecrets(found.detection.secrets, answers.secrets),
    images: found.stack.images(answers, found.detection.facts),
  };
}

/** What a service becomes: its files, and the commands to build and run it. */
export interface Rendered {
  readonly files: readonly RenderedFile[];
  readonly steps: readonly string[];
  /** What an earlier Dockerfile has and the new one does not, a sentence for each kind of thing. */
  readonly lost: readonly string[];
}

/** What rendering takes beside the service. */
export interface RenderInputs {
  readonly templates: ReadonlyMap<string, string>;
  readonly stacks: readonly Stack[];
}

/** Renders a service. `common` is what all services of a run share, and the service's name among them. */
export function renderService(
  { found, answers, secrets, foreign }: Service,
  common: Pick<Spec, 'project' | 'name' | 'image' | 'dialect'>,
  { templates, stacks }: RenderInputs,
): Rendered {
  const { stack, detection } = found;
  const spec: Spec = { ...common, answers, secrets, variables: detection.variables ?? [], facts: detection.facts };
  const files = render(stack.files(spec), templates);
  const dockerfile = files.find(({ path }) => isOurDockerfile(path))?.text ?? '';
  const lost = foreign ? lostNotes(foreign.path, foreign.text, dockerfile, stacks) : [];
  return { files, steps: stack.nextSteps(spec), lost };
}
