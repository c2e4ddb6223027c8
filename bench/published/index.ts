import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A Dockerfile that a language's own image page or guide publishes, written anew for one of our end-to-end projects. */
export interface Published {
  readonly what: string;
  /** The folder in `test/e2e/projects/`. */
  readonly project: string;
  /** The value of `--base` that ours is built with: what the tool proposes for the language. */
  readonly base: string;
  readonly dockerfile: string;
  /** A source file and what an edit appends to it, so that the program itself changes. */
  readonly edit: readonly [file: string, text: string];
}

/** One line for each published file. */
export const PUBLISHED: readonly Published[] = [
  {
    what: "Python, pip: the image's page",
    project: 'python-pip-flask',
    base: 'slim',
    dockerfile: 'pip.Dockerfile',
    edit: ['app.py', '# edit'],
  },
  {
    what: "Python, uv: uv's guide",
    project: 'python-uv-fastapi',
    base: 'slim',
    dockerfile: 'uv.Dockerfile',
    edit: ['app/main.py', '# edit'],
  },
  {
    what: "Go: the image's page",
    project: 'go-chi',
    base: 'distroless',
    dockerfile: 'go.Dockerfile',
    edit: ['cmd/ledger/main.go', 'var _ = "edit'],
  },
  {
    what: "Go: Docker's guide",
    project: 'go-chi',
    base: 'distroless',
    dockerfile: 'go-stages.Dockerfile',
    edit: ['cmd/ledger/main.go', 'var _ = "edit'],
  },
  {
    what: "Rust: the image's page",
    project: 'rust-axum',
    base: 'distroless',
    dockerfile: 'rust.Dockerfile',
    edit: ['src/main.rs', '// edit'],
  },
  {
    what: "Java: Docker's guide to Spring Boot",
    project: 'java-maven-spring-boot',
    base: 'slim',
    dockerfile: 'java.Dockerfile',
    edit: ['src/main/java/demo/OrdersApplication.java', '// edit'],
  },
];

/**
 * The published file on the parent images that ours names, so that both stand on the same: PARENT is that of the first stage,
 * PARENT_RUNTIME that of the last, PARENT_UV the one that uv comes from.
 */
export async function onParentsOf(ours: string, { dockerfile }: Published): Promise<string> {
  const text = await readFile(fileURLToPath(new URL(dockerfile, import.meta.url)), 'utf8');
  const froms = [...ours.matchAll(/^FROM (\S+)/gm)].map(([, reference]) => reference ?? '');
  const [uv] = /(?<=--from=)\S*\/uv:\S+/.exec(ours) ?? [''];
  return text
    .replaceAll('PARENT_RUNTIME', froms.at(-1) ?? '')
    .replaceAll('PARENT_UV', uv)
    .replaceAll('PARENT', froms[0] ?? '');
}
