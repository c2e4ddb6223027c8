import type { Command } from 'commander';
import { toolVersion } from '../io/version.ts';
import { addFlags } from './flag-table.ts';
import type { Section } from './list.ts';
import { PIN_FLAGS, type RawPinFlags } from './pin-flags.ts';
import { paints, printErr, printOut } from './print.ts';
import { today } from './today.ts';
import { type RawVerifyFlags, VERIFY_FLAGS } from './verify-flags.ts';

/** Takes the exit code of a command. */
type Done = (code: number) => void;

/** The commands beside create. Each loads its code when it runs, so that none of them slows the others. */
export function addCommands(program: Command, done: Done): void {
  addAudit(program, done);
  addPin(program, done);
  addExplain(program);
  addList(program);
  addVerify(program, done);
}

function addAudit(program: Command, done: Done): void {
  program
    .command('audit')
    .description('check Dockerfiles, any and not only ours, against the rules')
    .argument('[path...]', 'Dockerfiles, or folders with all below them (default: this folder)')
    .option('--format <format>', 'text or json (default: text)')
    .option('--fail-on <level>', 'critical, high, medium, low or info: what makes the exit code 1 (default: low)')
    .option('-q, --quiet', 'print only what makes it fail')
    .action(async (paths: readonly string[], raw: { format?: string; failOn?: string; quiet?: boolean }) => {
      const { auditCommand, auditOptions } = await import('./audit.ts');
      const { out: painter, err: paint } = paints();
      const io = { print: printOut, warn: printErr, tool: toolVersion(), painter, paint };
      done(auditCommand(paths, auditOptions(raw), io));
    });
}

function addPin(program: Command, done: Done): void {
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
  addFlags(pin, PIN_FLAGS);
}

function addExplain(program: Command): void {
  program
    .command('explain')
    .description('one rule’s page: why, what to do, examples, which checkers agree')
    .argument('[rule]', 'a rule of ours (user/root), of another checker (DL3002), or a topic (content-trust)')
    .action(async (rule: string | undefined) => {
      const { explainRule } = await import('./explain.ts');
      printOut(explainRule(rule));
    });
}

function addList(program: Command): void {
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
      const day = today();
      printOut(json ? listJson(sections, day, toolVersion()) : listText(sections, day, paints().out));
      const { err } = paints();
      if (!json) for (const warning of listWarnings(sections, day)) printErr(`${err.yellow('note')} ${warning}`);
    });
}

function addVerify(program: Command, done: Done): void {
  const verify = program
    .command('verify')
    .description('who signed these images, by the policy for each: 0 all verified, 1 not')
    .argument('<ref...>', 'images, by tag or digest')
    .action(async (references: readonly string[], raw: RawVerifyFlags) => {
      const { runVerify } = await import('./run-verify.ts');
      done(await runVerify(references, raw));
    });
  addFlags(verify, VERIFY_FLAGS);
}
