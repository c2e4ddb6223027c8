import { stageBase } from '../facts/bases.ts';
import { findStrips, isStripped, wholeCopy } from '../facts/setid.ts';
import type { AuditInput, Rule } from '../rule.ts';

const STRIP = 'RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} +';

export const setidNotStripped: Rule = {
  id: 'setid/not-stripped',
  level: 'medium',
  title: 'Set-id files of the base image are left in the final stage',
  why: 'Debian and Ubuntu images carry about ten programs (su, mount, passwd …) that run as root whoever starts them. A service needs none of them, and a flaw in one of them turns a break-in into root.',
  fix: `Before USER in the final stage: ${STRIP}`,
  aliases: ['dockle:CIS-DI-0008', 'cis:4.8'],
  sources: ['CIS Docker Benchmark 4.8', 'SecureFlag: Docker security'],
  examples: {
    bad: [
      { dockerfile: 'FROM debian:trixie-slim\nUSER 1000' },
      { dockerfile: `FROM debian AS build\n${STRIP}\nFROM debian\nUSER 1000` },
      { dockerfile: 'FROM debian\nRUN find / -perm /6000 -type f -print' },
      { dockerfile: 'FROM debian AS full\nFROM scratch\nCOPY --from=full / /' },
    ],
    good: [
      { dockerfile: `FROM debian:trixie-slim\n${STRIP}\nUSER 1000` },
      { dockerfile: 'FROM debian\nRUN find / -perm +6000 -type f | xargs -r chmod a-s' },
      { dockerfile: `FROM debian AS base\n${STRIP}\nFROM base\nUSER 1000` },
      { dockerfile: `FROM debian AS full\n${STRIP}\nFROM scratch\nCOPY --from=full / /` },
      { dockerfile: 'FROM debian AS full\nFROM scratch\nCOPY --from=full --chmod=a-s / /' },
      { dockerfile: 'FROM gcr.io/distroless/cc-debian13:nonroot' },
      { dockerfile: 'FROM cgr.dev/chainguard/node:latest\nUSER 65532' },
      { dockerfile: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled' },
    ],
  },
  *check(input) {
    const { final } = input;
    if (!final || !hasShell(input) || isStripped(input, findStrips(input))) return;
    const message = `The set-id files of ${final.origin ?? 'the base image'} are left in the final stage.`;
    yield { message, line: final.from.line, endLine: final.from.endLine, stage: final, wholeFile: true };
  },
};

function hasShell({ final, stages }: AuditInput): boolean {
  if (!final) return false;
  const source = wholeCopy(final, stages)?.source;
  return (source ? stageBase(source) : stageBase(final))?.shell !== false;
}
