import { environment, healthcheck } from '../../core/instruction.ts';
import { execForm, pairValue } from '../../core/quote.ts';
import type { Blueprint, Spec } from '../../core/stack.ts';
import {
  banner,
  commandsOf,
  dockerfilePath,
  type HeaderView,
  type Part,
  stageImage,
  type Writable,
} from '../../core/view.ts';
import type { StackBase } from './bases.ts';

/**
 * The Dockerfile of a service that is built in some stages and runs in the last: what `service/Dockerfile.hbs` names. A stack
 * says what happens in each stage; the order of everything around it is the template's.
 */
export interface ServiceView {
  readonly header: HeaderView;
  readonly stages: readonly StageView[];
  readonly runtime: RuntimeView;
}

/** What `partials/stage.hbs` names. Every value is an instruction, a plain word or empty. */
export interface StageView {
  readonly banner: string;
  readonly image: string;
  readonly tag: string | null;
  readonly name: string;
  readonly root: boolean;
  readonly leave: string;
  readonly environment: string;
  readonly tools: readonly string[];
  readonly workdir: string;
  readonly steps: readonly string[];
}

/** What `partials/runtime.hbs` and `partials/finish.hbs` name. */
export interface RuntimeView {
  readonly banner: string;
  readonly image: string;
  readonly tag: string | null;
  readonly name: string;
  readonly environment: string;
  /** Whether the base starts as another user than root and the stage has commands to run. */
  readonly root: boolean;
  readonly remove: string;
  readonly shell: boolean;
  readonly copies: readonly string[];
  readonly workdir: string;
  readonly user: string;
  readonly port: number | null;
  readonly stopSignal: string;
  readonly healthcheck: string;
  /** Why the entrypoint is what it is, or null when it is the program's own. */
  readonly signals: string | null;
  readonly entrypoint: string;
  readonly command: string | null;
}

/** A stage before the last, as a stack describes it. */
export interface Stage {
  readonly name: string;
  /** What the banner says of it. */
  readonly says: string;
  /** The image's reference, or the name of an earlier stage. */
  readonly image: string;
  /** The image's own user where that is not root. */
  readonly imageUser?: string | null;
  readonly environment?: Readonly<Record<string, string>>;
  /** What brings programs that the image lacks, before the stage goes to its folder. */
  readonly tools?: readonly string[];
  /** `/app` unless said otherwise. */
  readonly workdir?: string;
  /** Instructions, in order; empty ones are left out. */
  readonly steps: readonly string[];
}

/** The last stage, as a stack describes it. */
export interface Runtime {
  readonly says: string;
  readonly base: StackBase;
  readonly environment?: Readonly<Record<string, string>>;
  /** A RUN that removes what the base brings and the service does not need; only where the base has a shell. */
  readonly remove?: string;
  readonly copies: readonly string[];
  /** Where the service starts, when that is not `/app`. */
  readonly home?: string;
  /** Where it listens, when that is not for the answer to say; null for nowhere. */
  readonly port?: number | null;
  /** What asks the service whether it is healthy, as an exec form; null for none. */
  readonly probe: readonly string[] | null;
  /** Whether the file is long, so that its health check leaves out what Docker does by default. */
  readonly terse?: boolean;
  readonly stopSignal?: string;
  readonly signals?: string | null;
  readonly entrypoint: readonly string[];
  readonly command?: readonly string[];
}

/** Everything that a stack says about one service. */
export interface ServicePlan {
  /** The build's context: the service's folder, or `.` where it needs the root. */
  readonly context: string;
  readonly title: string;
  /** What the process writes at run time, each a tmpfs. */
  readonly writable?: readonly Writable[];
  /** Which image of the service it is, where there are several. */
  readonly part?: Omit<Part, 'port'>;
  readonly stages: readonly Stage[];
  readonly runtime: Runtime;
}

/** The Dockerfile of a service, in the shape that all stacks share. */
export function serviceDockerfile(spec: Spec, plan: ServicePlan): Blueprint {
  const view: ServiceView = {
    header: { title: plan.title, ...commandsOfPlan(spec, plan) },
    stages: plan.stages.map((stage) => stageView(spec, stage, plan.stages)),
    runtime: runtimeView(spec, plan.runtime, plan.stages),
  };
  return { path: dockerfilePath(spec, plan.context, plan.part?.name), template: 'service/Dockerfile.hbs', view };
}

/** The commands that build and run what a plan makes. */
export function commandsOfPlan(spec: Spec, { context, writable, part, runtime }: ServicePlan) {
  return commandsOf(spec, context, writable ?? [], { ...part, ...portOf(runtime) });
}

function portOf({ port }: Runtime): Pick<Part, 'port'> {
  return port === undefined ? {} : { port };
}

function stageView(spec: Spec, stage: Stage, all: readonly Stage[]): StageView {
  const root = stage.imageUser != null;
  return {
    banner: banner(stage.name, stage.says),
    ...parentOf(spec, stage.image, all),
    name: stage.name,
    root,
    leave: root ? `USER ${stage.imageUser}` : '',
    environment: environment(stage.environment ?? {}),
    tools: stage.tools ?? [],
    workdir: pairValue(stage.workdir ?? '/app', 'the folder'),
    steps: stage.steps.filter((step) => step !== ''),
  };
}

/** What FROM names: an earlier stage as it is, an image by its digest. */
function parentOf(spec: Spec, image: string, stages: readonly Stage[]): ReturnType<typeof stageImage> {
  return stages.some(({ name }) => name === image) ? { image, tag: null } : stageImage(spec, image);
}

/** The last stage as the templates name it. */
export function runtimeView(spec: Spec, runtime: Runtime, stages: readonly Stage[] = []): RuntimeView {
  const { base, home = '/app', command = [] } = runtime;
  return {
    banner: banner('runtime', runtime.says),
    ...parentOf(spec, base.runtime, stages),
    name: 'runtime',
    environment: environment(runtime.environment ?? {}),
    root: !base.root,
    remove: base.shell ? (runtime.remove ?? '') : '',
    shell: base.shell,
    copies: runtime.copies,
    workdir: home === '/app' ? '' : `WORKDIR ${pairValue(home, 'the folder')}`,
    user: base.user,
    port: runtime.port === undefined ? spec.answers.port : runtime.port,
    stopSignal: runtime.stopSignal ?? 'SIGTERM',
    healthcheck: healthcheck(runtime.probe, runtime.terse),
    signals: runtime.signals ?? null,
    entrypoint: execForm(runtime.entrypoint, 'the start command'),
    command: command.length > 0 ? execForm(command, 'the start command') : null,
  };
}

/** A name for a comment: letters, digits and a few signs, whatever the folder is called. */
function plainName(name: string): string {
  return name.replace(/[^\p{L}\p{N}@/._ -]+/gu, '-').slice(0, 80);
}

/** What the header calls the service: its folder's name, or the project's, and what it is made with. */
export function serviceTitle({ project, answers }: Spec, parts: readonly (string | null)[]): string {
  const name = answers.service === '.' ? project : answers.service;
  return `${plainName(name)}: ${parts.filter((part) => part !== null).join(', ')}`;
}
