import type { Command } from 'commander';
import { toolVersion } from '../io/version.ts';
import type { Section } from './list.ts';
import { NETWORK_FLAGS } from './network-flags.ts';
import { PIN_FLAGS, type RawPinFlags } from './pin-flags.ts';
import { paints, printErr, printOut } from './print.ts';
import type { RawVerifyFlags } from './verify-options.ts';

/**
 * The commands beside create. Each loads its code when it runs, so that none of them slows the others.
 * @param done takes the exit code
 */
export function addCommands(program: Command, done: (code: number) => void): void {
  program
    .command('audit')
    .description('check Dockerfiles, any and not only ours, against the rules')
    .argument('[path...]', 'Dockerfiles or folders (default: this folder)')
    .option('--format <format>', 'text or json (default: text)')
    .option('--fail-on <level>', 'critical, high, medium, low or info: what makes the exit code 1 (default: low)')
    .option('-q, --quiet', 'print only what makes it fail')
    .action(async (paths: readonly string[], raw: { format?: string; failOn?: string; quiet?: boolean }) => {
      const { auditCommand, auditOptions } = await import('./audit.ts');
      const io = { print: printOut, warn: printErr, tool: toolVersion(), painter: paints().out };
      done(auditCommand(paths, auditOptions(raw), io));
    });
  const pin = program
    .command('pin')
    .description(
      'add digests to the images of any Dockerfile, compose, bake or Kubernetes file, and change nothing else',
    )
    .argument('[file...]', 'files or folders (default: this folder)')
    .action(async (paths: readonly string[], raw: RawPinFlags) => {
      const [{ pinOptions }, { pinCommand }] = await Promise.all([import('./pin-options.ts'), import('./pin.ts')]);
      done(await pinCommand(paths, pinOptions(raw, process.env)));
    });
  for (const [flag, says, several] of PIN_FLAGS) {
    const option = pin.createOption(flag, says);
    pin.addOption(several ? option.argParser(collect) : option);
  }
  program
    .command('explain')
    .description('one rule’s page: why, what to do, examples, which checkers agree')
    .argument('[rule]', 'a rule of ours (user/root), of another checker (DL3002), or a topic (content-trust)')
    .action(async (rule: string | undefined) => {
      const { explainRule } = await import('./explain.ts');
      printOut(explainRule(rule));
    });
  program
    .command('list')
    .description('stacks, base images and rules')
    .option('--stacks', 'the stacks with their frameworks')
    .option('--bases', 'every parent image: publisher, user, who signs it, how old its offline digest is, end of life')
    .option('--rules', 'the rules of audit')
    .option('--json', 'for machines')
    .action(async ({ json, ...raw }: Partial<Record<Section | 'json', boolean>>) => {
      const { listJson, listText, listWarnings, SECTIONS } = await import('./list.ts');
      const sections = SECTIONS.filter((section) => raw[section]);
      const today = new Date().toISOString().slice(0, 10);
      printOut(json ? listJson(sections, today, toolVersion()) : listText(sections, today, paints().out));
      const { err } = paints();
      if (!json) for (const warning of listWarnings(sections, today)) printErr(`${err.yellow('note')} ${warning}`);
    });
  addVerify(program, done);
}

/** Flags of `verify`. */
const VERIFY_FLAGS: readonly (readonly [flag: string, says: string, several?: 'several'])[] = [
  ['--policy <name>', 'check as an image of this publisher: distroless, chainguard, docker-hardened …'],
  ['--key <file>', 'the public key that must have signed (repeatable: one of them)', 'several'],
  ['--identity <name>', 'who must have signed without a key: the name in the certificate, to the letter'],
  ['--issuer <url>', 'the service that vouched for that name'],
  ['--trusted-root <file>', 'a Sigstore trusted root in the place of the public one'],
  ...NETWORK_FLAGS,
  ['--json', 'for machines'],
];

function addVerify(program: Command, done: (code: number) => void): void {
  const verify = program
    .command('verify')
    .description('who signed these images, by the policy for each: 0 all verified, 1 not')
    .argument('<ref...>', 'images, by tag or digest')
    .action(async (references: readonly string[], raw: RawVerifyFlags) => {
      const { runVerify } = await import('./run-verify.ts');
      done(await runVerify(references, raw));
    });
  for (const [flag, says, several] of VERIFY_FLAGS) {
    const option = verify.createOption(flag, says);
    verify.addOption(several ? option.argParser(collect) : option);
  }
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
