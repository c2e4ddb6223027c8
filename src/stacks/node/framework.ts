import type { Project } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';

/** What a framework's file gets to look at. */
export interface FrameworkInput {
  readonly project: Project;
  /** The service's folder, `.` for the root. */
  readonly service: string;
  readonly manifest: Manifest;
}

/** Files that the build leaves and the runtime needs. Paths are relative to the service's folder (`from`) and to /app (`to`). */
export interface Output {
  readonly from: string;
  readonly to: string;
}

/** The address or path that pages are made for, and the setting that says so. */
export interface Base {
  readonly url: string;
  readonly from: string;
}

/** What the service becomes once it is built. */
export interface Shape {
  /** `server`: a process of the runtime; `static`: files that nginx serves. */
  readonly kind: 'server' | 'static';
  /**
   * The manifest script that builds it, or null when there is nothing to build. When no script does, the framework's own
   * command in words (`vite build`), to be run by the package manager's exec; a note says so.
   */
  readonly build: string | null;
  /**
   * What the build leaves for the runtime; for `static` the one folder that becomes the document root. `{ from: '.', to: '.' }`
   * are the service's own files (never its node_modules). A monorepo tool's output may lie above the service (`../../dist/api`).
   */
  readonly outputs: readonly Output[];
  /** Whether the runtime needs the production dependencies (`node_modules`) beside the outputs. */
  readonly dependencies: 'production' | 'none';
  /** Arguments to the runtime (`["dist/main.js"]`), relative to /app; null when the start scripts must tell, or static. */
  readonly start: readonly string[] | null;
  /** The port it listens on by default; null when the code or a prompt must tell. */
  readonly port: number | null;
  /** Variables that the runtime needs, e.g. `HOST=0.0.0.0` where the framework binds to localhost otherwise. PORT is set anyway. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables that it cannot start without and the image cannot hold: keys, addresses of databases. */
  readonly needs: readonly string[];
  /** Variables that the build step needs: telemetry off, the preset of the server that is shipped. */
  readonly buildEnvironment: Readonly<Record<string, string>>;
  /** Folders of the service that the build reuses between runs: cache mounts, so that they reach neither layer nor image. */
  readonly caches: readonly string[];
  /** Paths relative to /app that the process writes at run time: they become tmpfs mounts in the printed command. */
  readonly writable: readonly string[];
  /** Whether the build fetches from the network by itself (then `--network=none` is left out), with the reason. */
  readonly buildNeedsNetwork: string | null;
  /** For `static`: where the pages say that they lie, if they do. */
  readonly base: Base | null;
  /** For `static`: what an unknown path gets. `spa`: index.html; `404`: the 404 page. */
  readonly fallback: 'spa' | '404';
  /** Sentences for the user: what to change in the project, what was decided and why. */
  readonly notes: readonly string[];
  /** Where each non-obvious decision came from: `start`/`build`/`outputs` → file. */
  readonly from: Readonly<Partial<Record<'build' | 'outputs' | 'start' | 'port', string>>>;
}

/** A framework as data beside its stack: one file in `frameworks/`, one line in `frameworks/index.ts`. */
export interface Framework {
  /** Its usual short name: `next`, `nuxt`, `react-router` … */
  readonly id: string;
  readonly title: string;
  /** What to call one service, where that says more than the title: `React with Vite`. */
  readonly titleFor?: (input: FrameworkInput) => string;
  /** Having any of these among the dependencies means that the service uses it, unless `detect` says otherwise. */
  readonly packages: readonly string[];
  /** A closer look, when the packages alone do not tell (e.g. Vite that only builds a library). */
  readonly detect?: (input: FrameworkInput) => boolean;
  /** Commands that serve development or preview and must never run in production: `vite preview`, `next dev`. */
  readonly never: readonly string[];
  shape(input: FrameworkInput): Shape;
}
