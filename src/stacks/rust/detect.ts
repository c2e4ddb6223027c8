import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import { type Project, valueAt } from '../../core/project.ts';
import type { Detection } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { frontEndContext } from '../node/front-end/index.ts';
import { inside } from '../shared/paths.ts';
import { commandLineOf, toolOf } from '../shared/tools.ts';
import { earlierVersion } from '../shared/version-files.ts';
import { type Assets, assetsOf } from './assets.ts';
import { isOfficial } from './bases.ts';
import { type CargoConfig, readConfig } from './config.ts';
import { chosenFeatures, type Features } from './features.ts';
import { type RuntimeFiles, runtimeFiles } from './files.ts';
import { type Framework, frameworkOf } from './frameworks.ts';
import { type Listens, listensOn } from './listens.ts';
import { type Lock, readLock } from './lock.ts';
import { type CargoProject, cargoProject, dependenciesOf } from './manifest.ts';
import { fittingBase, type Natives, nativesOf, refuseBase } from './natives.ts';
import { BIN, chosenProgram, type Program, programsOf } from './programs.ts';
import { type Registries, registriesOf } from './registries.ts';
import { evidenceOf, notesOf } from './report.ts';
import { type StopSignal, stopSignalOf } from './signals.ts';
import { sqlxOf } from './sqlx.ts';
import { isMusl, rustToolchain, type Toolchain } from './versions.ts';

/** What detection found beyond the answers. */
export interface RustFacts {
  readonly cargo: CargoProject;
  /** The folder that the build needs, below the project's root: the package's, or the root where it needs other folders. */
  readonly context: string;
  /** The programs that there are, of which one is built. */
  readonly programs: readonly Program[];
  readonly program: Program | undefined;
  readonly framework: Framework | undefined;
  readonly listens: Listens;
  readonly toolchain: Toolchain;
  readonly features: Features;
  readonly lock: Lock | undefined;
  readonly natives: Natives;
  readonly config: CargoConfig;
  readonly registries: Registries;
  readonly files: RuntimeFiles;
  /** Whether the program is linked with musl, into one file that needs no library. */
  readonly musl: boolean;
  readonly stopSignal: StopSignal;
  readonly assets: Assets;
  /** Whether queries are checked against a file in place of a database. */
  readonly sqlxOffline: boolean;
}

/** Looks at a service with a Cargo.toml. */
export function detectRust(project: Project, given: Given, around?: Around): Detection<RustFacts> | undefined {
  const service = given.service ?? '.';
  const cargo = cargoProject(project, service);
  if (!cargo || project.has(inside(service, 'Trunk.toml'))) return undefined;
  refuseOtherBuilders(cargo);
  const facts = factsOf(project, service, cargo, given, around);
  const { program, listens, toolchain, natives, framework, registries } = facts;
  const { frontEnd } = facts.assets;
  refuseBase(given, natives, facts.musl);
  if (toolchain.channel !== null && given.base !== undefined && !isOfficial(given.base))
    throw new UserError(
      'usage',
      `--base ${given.base} has no rustup, and ${toolchain.evidence.from} asks for ${toolchain.channel}`,
      'Take --base distroless or slim.',
    );
  const sqlx = sqlxOf(project, cargo, facts.lock, program);
  return {
    stack: 'rust',
    answers: {
      stack: 'rust',
      service,
      framework: framework?.id ?? null,
      packageManager: null,
      runtimeVersion: given.runtimeVersion ?? toolchain.version,
      base: fittingBase(natives),
      build: null,
      ...(program
        ? { start: [`/app/${program.name}`, ...(framework?.words ?? [])], set: { [BIN]: program.name } }
        : {}),
      port: listens.port?.port ?? null,
      healthcheck: listens.health?.path ?? null,
    },
    detected: [...evidenceOf(facts), ...frontEnd.detected],
    notes: [...toolchain.notes, ...notesOf(facts), ...sqlx.notes, ...registries.notes, ...frontEnd.notes],
    secrets: [...registries.secrets, ...frontEnd.secrets],
    includes: frontEnd.includes,
    ...toolOf(listens.port === null && !framework ? toolIn(cargo) : undefined),
    facts: { ...facts, sqlxOffline: sqlx.offline },
  };
}

function toolIn({ own }: CargoProject): string | undefined {
  const reader = commandLineOf(dependenciesOf(own), /^(?:clap|structopt|argh|bpaf|pico-args|lexopt|gumdrop)$/);
  return reader && `it is a program for command lines (${reader}, ${own.path})`;
}

/** What Cargo alone does not build: the part that runs in the browser. */
function refuseOtherBuilders({ own, root }: CargoProject): void {
  const metadata = [valueAt(own.json, 'package', 'metadata'), valueAt(root.json, 'workspace', 'metadata')];
  if (!metadata.some((table) => valueAt(table, 'leptos') !== undefined)) return;
  throw new UserError(
    'bad-input',
    `${own.path} is built by cargo-leptos, which no official image has`,
    'Give --stack generic, with an image that has it (--set buildImage=…), --build "cargo leptos build --release" and what is to run.',
  );
}

/** The facts before SQLx is looked at. */
export type Known = Omit<RustFacts, 'sqlxOffline'>;

function factsOf(project: Project, service: string, cargo: CargoProject, given: Given, around?: Around): Known {
  const programs = programsOf(project, cargo);
  const program = chosenProgram(programs, given);
  const lock = readLock(project, cargo.root.folder);
  const manifest = program?.package ?? cargo.own;
  const framework = frameworkOf(manifest);
  const config = readConfig(project, cargo);
  const registries = registriesOf(project, cargo, config, lock);
  const toolchain = rustToolchain(project, service, cargo, earlierVersion('rust', given, around));
  const assets = assetsOf(project, given, manifest.folder);
  const shared = cargo.root.folder !== cargo.own.folder || cargo.outside.length > 0;
  return {
    cargo,
    context: frontEndContext(assets.frontEnd, shared ? '.' : cargo.own.folder),
    programs,
    program,
    framework,
    listens: listensOn(project, manifest.folder, framework),
    toolchain,
    features: chosenFeatures(program, given),
    lock,
    natives: nativesOf(lock, config.linkers),
    config,
    registries,
    files: runtimeFiles(project, manifest.folder, framework, given, assets.frontEnd.built?.outputs ?? []),
    stopSignal: stopSignalOf(project, manifest.folder, framework),
    assets,
    musl: toolchain.musl || (config.target !== null && isMusl(config.target)),
  };
}

/** Whether a package is there to be started in a container: no desktop application, no helper of the build. */
export function isService({ cargo, programs }: RustFacts): boolean {
  const { own } = cargo;
  const desktop = ['tauri', 'eframe', 'iced', 'bevy', 'gtk4'].some((name) => dependenciesOf(own).has(name));
  return own.name !== null && own.name !== 'xtask' && programs.length > 0 && !desktop;
}
