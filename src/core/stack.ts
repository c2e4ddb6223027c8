import type { Answers, Given } from './answers.ts';
import type { Around } from './around.ts';
import type { ForeignNames } from './foreign-names.ts';
import type { Project } from './project.ts';

/** A fact that detection found, and the file that said so. Shown to people and in `--json`. */
export interface Evidence {
  /** The answer or fact it is about: `packageManager`, `runtimeVersion`, `start` … */
  readonly what: string;
  readonly value: string;
  /** The file (with a line or key if that helps), e.g. `package.json engines.node`; `default` when nothing said it. */
  readonly from: string;
}

/** A build secret that the install or build step can use. Names only: values are never read. */
export interface Secret {
  /** The id that `docker build --secret id=…` takes. */
  readonly id: string;
  /** Whether the build cannot do without it (then the mount says `required=true`). */
  readonly required: boolean;
  readonly for: 'install' | 'build';
  /** Where the user most likely has it, for the printed command: `$HOME/.npmrc`. */
  readonly source: string;
}

/** What one stack found in a service's folder: the default answers, why, and facts that only that stack's view reads. */
export interface Detection<Facts = unknown> {
  readonly stack: string;
  /** Defaults for every question that the project answers; a missing key must be asked. */
  readonly answers: Given;
  readonly detected: readonly Evidence[];
  /** What the user should know (an end-of-life version, two lock files, a token in a file …), one sentence each. */
  readonly notes: readonly string[];
  readonly secrets: readonly Secret[];
  /** Environment variables that it cannot start without and the image cannot hold: names only, whoever runs it has the values. */
  readonly variables?: readonly string[];
  /** What shows that people run it at a command line, where something does and nothing shows a server: `package.json bin`. */
  readonly tool?: string;
  /** Folders below the project's root whose own manifests the service's Dockerfile builds too: no services of their own. */
  readonly includes?: readonly string[];
  readonly facts: Facts;
}

/** One choice of a question. */
export interface Choice {
  readonly value: string;
  readonly title: string;
  readonly description?: string;
}

/** A question to a person. Its `name` is the key in Answers; the flag is the same in kebab case. */
export interface Question {
  readonly name: keyof Answers;
  /** With the name `set`: which setting it asks for; its flag is `--set SETTING=VALUE`. */
  readonly setting?: string;
  readonly message: string;
  readonly kind: 'select' | 'text';
  readonly choices?: readonly Choice[];
  /** Whether an empty answer means `none`. */
  readonly optional?: boolean;
}

/** What `--set KEY=VALUE` of a stack takes: an answer that has no flag of its own. */
export interface Setting {
  readonly key: string;
  /** What it says, in words that complete "--set KEY=…:". */
  readonly says: string;
  /** What holds without it, in words. */
  readonly usual: string;
}

/** An image that the output names. `digest` is missing only with `--allow-unpinned`. */
export interface Pin {
  /** The familiar reference with its tag: `node:24-trixie-slim`. */
  readonly reference: string;
  readonly digest: string | null;
  readonly kind: 'index' | 'manifest';
  readonly source: 'registry' | 'lock' | 'catalogue' | 'manual';
  /** The day (UTC) on which the digest was seen under this reference: `2026-11-23`. */
  readonly resolvedAt: string;
  readonly signature: Signature;
  /** With a digest that a bot or a person wrote: those that it took the place of, so that a mirror that lags cannot bring them back. */
  readonly superseded?: readonly string[];
  /** Who signed: an identity with who vouches for it, or a key; null unless `signature` is `verified`. */
  readonly signer: string | null;
}

/** What is known of the publisher's signature; only `verified` claims one. */
export type Signature =
  | 'verified'
  | 'failed'
  | 'not-signed-by-publisher'
  | 'unsupported-format'
  | 'no-policy'
  | 'not-checked'
  | 'skipped-offline';

/** How the output is written, the same for every service of a run. */
export interface Dialect {
  readonly engine: 'buildkit' | 'podman';
  readonly pinStyle: 'tag+digest' | 'digest';
}

/** Everything that a stack's view may use: nothing in it is optional any more. */
export interface Spec<Facts = unknown> {
  /** The project's folder name; quote it like any foreign value. */
  readonly project: string;
  /** What the service is called, as the name of an image: no other service of the project is called so. */
  readonly name: string;
  readonly answers: Answers;
  readonly facts: Facts;
  readonly secrets: readonly Secret[];
  /** Names of the environment variables that `docker run` has to hand over. */
  readonly variables: readonly string[];
  /** The text that stands in FROM and --from for a reference, e.g. `node:24-trixie-slim@sha256:…`. */
  readonly image: (reference: string) => string;
  readonly dialect: Dialect;
}

/** One file to render: where it goes, from which template, with which view. */
export interface Blueprint {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  /** Relative to `templates/`. */
  readonly template: string;
  /** Every name that the template uses; values are already quoted for the place where they land. */
  readonly view: object;
}

/** An image that the files of a stack can name, with what is known of it. */
export interface ParentImage {
  readonly reference: string;
  /** The kind of base (`--base`) that it is part of; null where the stack names it whatever the answer is. */
  readonly base: string | null;
  readonly publisher: string;
  /** Who runs in the stage that it is for: a number, or `root` in build stages. */
  readonly user: string;
  readonly shell: boolean;
  /** Compressed size; null when nobody measured it. */
  readonly megabytes: number | null;
  /** Who signs it, in plain words. */
  readonly signedBy: string;
}

/** How far a stack's Dockerfiles are proven; each a list in words, empty for nothing. */
export interface Proof {
  /** What the end-to-end tests build and run. */
  readonly built: string;
  /** What has a golden that the audit and the public checkers passed, and was never built by us. */
  readonly checked: string;
}

/** A way to build services: detection, questions and files, all pure. One file (or folder) and one line in the list each. */
export interface Stack<Facts = unknown> {
  readonly id: string;
  readonly title: string;
  /** What is known to work, in words for the README's table. */
  readonly proof: Proof;
  /** How Dockerfiles of somebody else's name its images and credentials; left out where nothing tells it. */
  readonly foreign?: ForeignNames;
  /**
   * Names of the files that make a folder one of this stack's, the strongest first, or how they end (`*.csproj`): a monorepo is
   * searched for them.
   */
  readonly manifests: readonly string[];
  /**
   * Whether its files often lie in what another stack builds (documentation, an addon in C): they keep a folder from none that is
   * asked before it.
   */
  readonly yields?: boolean;
  /**
   * Files that others have too: below a monorepo's root they make a folder one of this stack's only where `detect` agrees and no
   * manifest lies above. A `page` may be part of any service, so beside a root that serves it says nothing.
   */
  readonly hints?: readonly { readonly name: string; readonly page?: true }[];
  /** Whether what was found is a service of its own: something that starts or is served, not a library. */
  isService(detection: Detection<Facts>): boolean;
  /**
   * A quick look for the search of a monorepo, whose libraries are many: false where a folder with a manifest is surely no
   * service. Left out where `detect` is quick.
   */
  mayServe?(project: Project, folder: string): boolean;
  /** The frameworks that it tells apart, and the packages that each is found by; left out where there are none. */
  readonly frameworks?: readonly {
    readonly id: string;
    readonly title: string;
    readonly packages: readonly string[];
  }[];
  /** The settings that it takes (`--set`); left out where there are none. */
  readonly settings?: readonly Setting[];
  /**
   * Looks at a service with some answers fixed (flags, saved ones); called again when an answer changes, so it must be quick.
   * @returns undefined when the service is not of this stack
   */
  detect(project: Project, given: Given, around: Around): Detection<Facts> | undefined;
  /** What to tell, in one sentence, where another stack is taken and files of this one lie beside it. */
  beside?(project: Project, service: string): string | undefined;
  /** What to ask when no flag or saved answer says it, in order. */
  questions(detection: Detection<Facts>): readonly Question[];
  /** References (with tags) of the images that the files will name. */
  images(answers: Answers, facts: Facts): readonly string[];
  /** Every image that the files can name on a day (`2026-11-24`), each once: what `list --bases` and the catalogue hold. */
  parents(today: string): readonly ParentImage[];
  files(spec: Spec<Facts>): readonly Blueprint[];
  /** The commands to print once the files are written: build with its secrets, run locked down. */
  nextSteps(spec: Spec<Facts>): readonly string[];
}

/** Checks a stack against its own facts' type and hands it out with the facts sealed: only the stack itself reads them. */
export function defineStack<Facts>(stack: Stack<Facts>): Stack {
  return stack as Stack;
}
