import { type Located, problemAt, runCommands } from '../facts/commands.ts';
import { namesUnversioned, unlockedInstall } from '../facts/installs.ts';
import type { Rule } from '../rule.ts';

const UNVERSIONED: Readonly<Record<string, readonly string[]>> = {
  npm: ['hadolint:DL3016', 'kics:NPM Install Command Without Pinned Version'],
  pip: ['hadolint:DL3013', 'kics:Unpinned Package Version in Pip Install'],
  pip3: ['hadolint:DL3013', 'kics:Unpinned Package Version in Pip Install'],
  gem: ['hadolint:DL3028', 'kics:Gem Install Without Version'],
  go: ['hadolint:DL3062'],
};
const SCORECARD = new Set(['npm', 'pip', 'pip3', 'go', 'dotnet']);
const JAVASCRIPT = new Set(['npm', 'yarn', 'yarnpkg', 'pnpm', 'bun']);

export const installNoLock: Rule = {
  id: 'install/no-lock',
  level: 'high',
  title: 'Dependencies are installed without their lock file',
  why: 'Each build then takes the newest versions of the day: it cannot be repeated, and a package that was taken over an hour ago is in the image.',
  fix: 'Install exactly what the lock file says, and fail when it does not fit.',
  aliases: ['scorecard:Pinned-Dependencies', ...new Set(Object.values(UNVERSIONED).flat())],
  sources: ['OpenSSF Scorecard: Pinned-Dependencies', 'OWASP NodeJS Docker sheet 2'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN npm install' },
      { dockerfile: 'FROM a\nRUN cd x && npm --prefix y i --omit=dev' },
      { dockerfile: 'FROM a\nRUN yarn' },
      { dockerfile: 'FROM a\nRUN corepack yarn install --production' },
      { dockerfile: 'FROM a\nRUN pnpm install --frozen-lockfile=false' },
      { dockerfile: 'FROM a\nRUN bun install' },
      { dockerfile: 'FROM a\nRUN pip install -r requirements.txt' },
      { dockerfile: 'FROM a\nRUN uv sync --no-dev' },
      { dockerfile: 'FROM a\nRUN dotnet restore src/Api/Api.csproj' },
      { dockerfile: 'FROM a\nRUN go install example.com/tool@latest' },
      { dockerfile: 'FROM a\nRUN cargo fetch' },
      { dockerfile: 'FROM a\nRUN deno install' },
      { dockerfile: 'FROM a\nRUN mix deps.get --only prod' },
      { dockerfile: 'FROM a\nRUN <<EOF\nset -e\nnpm install\nEOF' },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN npm ci --omit=dev && npm run install' },
      { dockerfile: 'FROM a\nRUN yarn install --immutable && yarn build && yarn workspaces focus --production' },
      { dockerfile: 'FROM a\nENV CI=1\nRUN pnpm install' },
      { dockerfile: 'FROM a\nRUN pnpm --frozen-lockfile install && pnpm fetch' },
      { dockerfile: 'FROM a\nRUN bun install --frozen-lockfile && bun ci' },
      { dockerfile: 'FROM a\nRUN pip install --require-hashes -r r.txt && pip install --no-deps ./app' },
      { dockerfile: 'FROM a\nRUN npm install -g pnpm@10.1.0 && uv sync --locked && cargo build --locked' },
      { dockerfile: 'FROM a\nRUN go install example.com/tool@v1.2.3 && go install ./cmd/app' },
      { dockerfile: 'FROM a\nRUN dotnet restore --locked-mode && dotnet restore -p:RestoreLockedMode=true' },
      { dockerfile: 'FROM a\nRUN deno install --frozen && deno ci && mix deps.get --check-locked' },
      { dockerfile: 'FROM a\nRUN echo "npm install"' },
    ],
  },
  *check(input) {
    for (const located of runCommands(input)) {
      const instead = unlockedInstall(located);
      if (instead === undefined) continue;
      const { program } = located.command;
      const level = JAVASCRIPT.has(program) ? 'high' : 'medium';
      yield problemAt(located, `${program} installs without a lock file.`, {
        level,
        fix: `Use ${instead}.`,
        aliases: aliasesOf(located),
      });
    }
  },
};

function aliasesOf(located: Located): string[] {
  const { program } = located.command;
  const unversioned = Object.hasOwn(UNVERSIONED, program) && namesUnversioned(located) ? UNVERSIONED[program] : [];
  return [...(SCORECARD.has(program) ? ['scorecard:Pinned-Dependencies'] : []), ...(unversioned ?? [])];
}
