import { dependenciesOf, type Manifest } from './manifest.ts';

/** A framework that is told apart. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  /** The packages that it is found by. */
  readonly packages: readonly string[];
  /** Where it listens when nothing is said. */
  readonly port: number;
  /** The variable that it takes its port from by itself, and what else it has to be told. */
  readonly variable?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it ends on SIGTERM by itself. */
  readonly stops?: true;
  /** What its program is to be told to serve. */
  readonly words?: readonly string[];
  /** Files and folders that it reads when it starts, where they are there. */
  readonly files?: readonly string[];
}

/** In order: what stands on another framework before it. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    id: 'rocket',
    title: 'Rocket',
    packages: ['rocket'],
    port: 8000,
    stops: true,
    variable: 'ROCKET_PORT',
    // by itself it listens to its own machine only
    environment: { ROCKET_ADDRESS: '0.0.0.0' },
    files: ['Rocket.toml', 'templates'],
  },
  {
    id: 'loco',
    title: 'Loco',
    packages: ['loco-rs'],
    port: 5150,
    stops: true,
    environment: { LOCO_ENV: 'production' },
    words: ['start'],
    files: ['config', 'assets'],
  },
  { id: 'actix', title: 'Actix Web', packages: ['actix-web'], port: 8080, stops: true },
  { id: 'poem', title: 'Poem', packages: ['poem'], port: 3000 },
  { id: 'salvo', title: 'Salvo', packages: ['salvo'], port: 8698 },
  { id: 'warp', title: 'Warp', packages: ['warp'], port: 3030 },
  { id: 'axum', title: 'Axum', packages: ['axum'], port: 3000 },
  { id: 'tonic', title: 'Tonic', packages: ['tonic'], port: 50051 },
];

/** The framework that a package depends on by itself. */
export function frameworkOf(manifest: Manifest): Framework | undefined {
  const dependencies = dependenciesOf(manifest);
  return FRAMEWORKS.find(({ packages }) => packages.some((name) => dependencies.has(name)));
}
