import { cacheMount, run } from '../../core/instruction.ts';
import { shellCommand, shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { aptInstall } from '../shared/apt.ts';
import type { RustFacts } from './detect.ts';
import { INITS } from './signals.ts';

/** What the build needs beside the image: packages held to their line, and another toolchain. */
export function installTools(spec: Spec<RustFacts>): string {
  const { natives, registries } = spec.facts;
  const tools = initOf(spec);
  const init = tools === null ? [] : [tools.package];
  const packages = buildsOnAlpine(spec)
    ? apkInstall([...(registries.git ? ['git=~2'] : []), ...init])
    : aptInstall([...(registries.git ? ['git=1:2.47.*'] : []), ...natives.build, ...init]);
  return lines(packages, installToolchain(spec), askOverHttps(spec));
}

/** Where the first process comes from, when the program does not do for one. */
export function initOf(spec: Spec<RustFacts>): (typeof INITS)[keyof typeof INITS] | null {
  if (spec.facts.stopSignal !== null) return null;
  return buildsOnAlpine(spec) ? INITS.alpine : INITS.debian;
}

function buildsOnAlpine({ answers, facts }: Spec<RustFacts>): boolean {
  return answers.base === 'alpine' || facts.musl;
}

function apkInstall(packages: readonly string[]): string {
  return packages.length > 0
    ? run([cacheMount('apk', '/var/cache/apk')], [`apk add --no-cache ${packages.join(' ')}`])
    : '';
}

/** Repositories that the lock names by ssh: over https a secret can answer. */
function askOverHttps({ facts }: Spec<RustFacts>): string {
  const commands = facts.registries.sshHosts.map((host) => {
    const names = [`url.https://${host.split(':')[0]}/.insteadOf`, `ssh://git@${host}/`];
    return `git config --global ${shellCommand(names, 'the repository')}`;
  });
  return commands.length === 0 ? '' : run([], commands);
}

/** Instructions of one kind, one below the other. */
export function lines(...instructions: readonly string[]): string {
  return instructions.filter((each) => each !== '').join('\n');
}

/** A toolchain that no image has. */
function installToolchain({ facts }: Spec<RustFacts>): string {
  const { channel } = facts.toolchain;
  if (channel === null) return '';
  return run([], [`rustup toolchain install --profile minimal ${shellWord(channel, 'the toolchain')}`]);
}
