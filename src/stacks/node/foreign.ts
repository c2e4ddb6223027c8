import { type ForeignNames, leadingVersion } from '../../core/foreign-names.ts';
import { calledAfter, NO_VERSION, published } from '../shared/image-names.ts';

/** Words that stand for a line of releases; `latest` and `current` stand for whatever is newest, which says nothing. */
const CODENAMES = /^(?:lts|argon|boron|carbon|dubnium|erbium|fermium|gallium|hydrogen|iron|jod|krypton|lithium)(?=-|$)/;

/** `22.11-alpine` → `22.11`, `lts-slim` → `lts`. */
const version = (tag: string) => leadingVersion(tag) ?? CODENAMES.exec(tag)?.[0] ?? null;

/** How other Dockerfiles name Node.js, Bun and their registries. */
export const nodeForeign: ForeignNames = {
  images: [
    { name: /\/distroless\/nodejs(\d{1,3})?(?:-debian\d{1,3})?$/, version },
    published('node', version),
    { name: /\/oven\/bun$/, version: NO_VERSION, base: 'only' },
    calledAfter('node(?:js)?-?(\\d{1,3})?', version),
  ],
  variable: 'NODE_VERSION',
  toolVariables: /^(?:(?:YARN|PNPM|COREPACK|BUN|npm_config|NPM_CONFIG)_\w+)$/,
  // NodeSource's packages
  installer: /\/setup_(\d{1,3})\.x$/,
  credentials: {
    words: ['NPM', 'NODE', 'YARN', 'PNPM', 'BUN', 'NPMRC', 'FONTAWESOME', 'GITLAB_NPM'],
    files: ['.npmrc', '.yarnrc', '.yarnrc.yml', 'bunfig.toml'],
  },
  // Bun is told by the project's own scripts
  starts: 'node',
  scripts: true,
};
