import type { Finding } from '../audit/index.ts';
import { CONFIG_FILE, NO_CONFIG, parseConfig, type Shared, withOwnRoot } from '../core/config.ts';
import { besidePath, type FileAction, type RenderedFile } from '../core/plan.ts';
import { serviceNames } from '../core/service-names.ts';
import type { Pin } from '../core/stack.ts';
import { starterActions } from '../core/starters.ts';
import { LOCK_FILE, NO_STATE, parseState, type ServiceState, type State } from '../core/state.ts';
import { parseRegistries, type Registries, rewrite } from '../images/options.ts';
import { pinsForLock } from '../images/pin.ts';
import { bakeFiles } from './bake.ts';
import { planConfig, planLock, planServiceFiles, type ReadCurrent, type Resolve } from './files.ts';
import { imageAdvice } from './no-image.ts';
import { readOnDisk } from './on-disk.ts';
import type { Flags } from './options.ts';
import { apart, filesByService, ownedBy } from './owners.ts';
import { type Images, pinAll } from './pinning.ts';
import { type Reason, reasonsOf } from './reasons.ts';
import { selfAudit } from './self-audit.ts';
import { type AnswerInputs, answerAll, type Rendered, renderService, type Service } from './services.ts';
import { pendingOf, startingState } from './unfinished.ts';

/** A service with its commands to build and run. */
export type PlannedService = Service & Pick<Rendered, 'steps' | 'lost'>;

/** Everything that a run would do. `--dry-run` and `--json` stop here. */
export interface Plan {
  /** The project's name: its folder's at the first run. */
  readonly project: string;
  readonly services: readonly PlannedService[];
  readonly pins: readonly Pin[];
  readonly warnings: readonly string[];
  /** In the order of writing; the lock is last. */
  readonly actions: readonly FileAction[];
  /** Why files that were written before change now, by path. */
  readonly reasons: ReadonlyMap<string, readonly Reason[]>;
  readonly findings: readonly Finding[];
}

/** What a plan is made from. */
export interface PlanInputs extends AnswerInputs {
  readonly templates: ReadonlyMap<string, string>;
  /** The files of a starter, which are written with ours and are not ours afterwards. */
  readonly starter?: readonly RenderedFile[];
  readonly resolve: Resolve;
  readonly read: ReadCurrent;
  /** Reads a lock that may be damaged (`update --relock`). */
  readonly salvage?: ((lock: string | null) => State) | undefined;
  /** The day (UTC) of the run. */
  readonly today: string;
  /** This tool's version. */
  readonly tool: string;
}

/** From the project to the plan (README, "How it works"); nothing is written. */
export async function makePlan(inputs: PlanInputs): Promise<Plan> {
  const { flags, read, today } = inputs;
  const [configText, lockText] = [read(CONFIG_FILE), read(LOCK_FILE)];
  const state =
    inputs.salvage?.(lockText) ?? (lockText === null ? NO_STATE : startingState(parseState(lockText), read));
  const before = new Set(state.services.keys());
  const config = configText === null ? NO_CONFIG : withOwnRoot(parseConfig(configText), before);
  const { engine = 'buildkit', pinStyle = 'tag+digest' } = { ...config.shared, ...flags.shared };
  const registries = registriesOf(config.shared, flags);

  const { services, notes } = await answerAll(inputs, config, state);
  const references = services.flatMap(({ images }) => images);
  const owned = ownedBy(services, state);
  const disk = readOnDisk(owned, state, read);
  const { written } = disk;
  const images = await pinAll(references, {
    ...{ flags, registries, lock: state.pins, written, today, pinStyle },
    ...{ signatures: config.shared.signatures ?? {}, readFile: (path) => inputs.project.text(path) },
    advice: imageAdvice(services, flags.offline ? undefined : today),
  });
  const project = state.project || inputs.project.name;
  const common = { project, image: images.image, dialect: { engine, pinStyle } };
  const names = serviceNames(project, filesByService(services, state));
  const planned = services.map((service) => {
    const name = names.get(service.path) ?? project;
    return { ...service, ...renderService(service, { ...common, name }, inputs) };
  });
  const bake = bakeFiles(names, planned, state, inputs.templates);
  const rendered = [...apart(planned, state), ...bake];
  const findings = selfAudit(rendered, flags.allowUnpinned);

  const pinned = disk.withPins(images);
  const actions = await planServiceFiles(rendered, owned, pinned.state, pinned.read, inputs.resolve);
  const files = actions.map(disk.asOnDisk);
  const decisions = new Map(services.map((service) => [service.path, service.decisions]));
  const decided = planConfig(configText, { shared: flags.shared, services: decisions }, before);
  const pending = pendingOf([...files, decided], lockText);
  const lock = { ...lockOf(planned, files, images, registries, state), tool: inputs.tool, project, pending };
  return {
    project,
    services: planned,
    ...{ pins: images.pins, warnings: [...notes, ...images.warnings], findings },
    actions: [...starterActions(inputs.starter ?? [], read), ...files, decided, planLock(lockText, state, lock)],
    reasons: reasonsOf({ state, services: planned, pins: images.pins, actions: files, tool: inputs.tool }),
  };
}

/** Where images come from: what was saved, then the variable, then the flags. */
function registriesOf(saved: Shared, flags: Flags): Registries {
  const lines = Object.entries(saved.registries ?? {}).map(([host, prefix]) => `${host}=${prefix}`);
  return new Map([...parseRegistries({ flags: lines, variable: undefined }), ...flags.registries]);
}

function lockOf(
  planned: readonly (Service & Rendered)[],
  actions: readonly FileAction[],
  { pins }: Images,
  registries: Registries,
  state: State,
) {
  const services = new Map<string, ServiceState>();
  for (const { path, answers, files, images } of planned) {
    const kept = files.map((file) => file.path).flatMap((file) => [file, besidePath(file)]);
    services.set(path, {
      answers,
      files: kept.filter((file) => actions.some((action) => action.path === file && action.base !== null)),
      images: images.map((reference) => rewrite(reference, registries)),
    });
  }
  return { services, pins: pinsForLock(pins, state.pins), actions };
}
