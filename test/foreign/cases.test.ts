import { describe, expect, test } from 'vitest';
import { auditDockerfile, counts } from '../../src/audit/index.ts';
import { adoptDockerfile, type ForeignCase, projectOf } from './adopt-case.ts';
import { HARDENED } from './cases/hardened.ts';
import { LANGUAGES } from './cases/languages.ts';
import { ODD } from './cases/odd.ts';
import { SINGLE } from './cases/single.ts';
import { STAGES } from './cases/stages.ts';
import { STARTS, UNCLEAR } from './cases/starts.ts';
import { VERSIONS } from './cases/versions.ts';

const cases: readonly ForeignCase[] = [
  ...SINGLE,
  ...STAGES,
  ...STARTS,
  ...UNCLEAR,
  ...HARDENED,
  ...LANGUAGES,
  ...ODD,
  ...VERSIONS,
];

describe('a Dockerfile that is not ours', () => {
  test('tells any program its port and health check, whatever it was made with', async () => {
    const dockerfile = `FROM golang:1.27 AS build
RUN go build -o /ledger
FROM scratch
COPY --from=build /ledger /ledger
EXPOSE 7000
HEALTHCHECK CMD ["wget", "-qO-", "http://localhost:7000/healthz"]
CMD ["/ledger"]
`;
    const flags = { stack: 'generic', build: 'make', start: ['/app/ledgerd'], set: { artefacts: 'ledgerd' } };
    const { adopted, notes } = await adoptDockerfile(projectOf('generic-make'), dockerfile, flags);
    expect({ adopted, notes }).toEqual({ adopted: { port: 7000, healthcheck: '/healthz' }, notes: [] });
  });

  test.each(cases)('$name', async ({ project, dockerfile, answers, notes }) => {
    const outcome = await adoptDockerfile(projectOf(project), dockerfile);
    expect(outcome.adopted).toEqual(answers);
    const unexpected = outcome.notes.filter((note) => !notes.some((part) => note.includes(part)));
    const missing = notes.filter((part) => outcome.notes.filter((note) => note.includes(part)).length !== 1);
    expect({ unexpected, missing }).toEqual({ unexpected: [], missing: [] });
    // every answer that was taken has its line
    for (const key of Object.keys(answers)) {
      const said = outcome.evidence.filter(({ what }) => what === key);
      expect(said.length, key).toBeGreaterThan(0);
      for (const { from } of said) expect(from).toMatch(/^Dockerfile:\d+$/);
    }
    expect(auditDockerfile({ name: 'Dockerfile', text: outcome.text }).filter(counts)).toEqual([]);
  });
});
