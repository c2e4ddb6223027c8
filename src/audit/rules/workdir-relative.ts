import type { Rule } from '../rule.ts';

const ANY = ['hadolint:DL3000', 'trivy:DS-0009', 'checkov:CKV_DOCKER_10', 'kics:WORKDIR Path Not Absolute'];

export const workdirRelative: Rule = {
  id: 'workdir/relative',
  level: 'low',
  title: 'WORKDIR is not an absolute path',
  why: 'A relative path depends on the base image, so the files land elsewhere when that changes.',
  fix: 'Write the whole path: WORKDIR /app.',
  aliases: [...ANY, 'buildkit:WorkdirRelativePath'],
  sources: ['BuildKit build checks'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nWORKDIR app' }, { dockerfile: 'FROM a\nWORKDIR /srv\nWORKDIR app' }],
    good: [
      { dockerfile: 'FROM a\nWORKDIR /app\nWORKDIR "/b c"\nWORKDIR $HOME/x' },
      { dockerfile: 'FROM a\nWORKDIR C:\\app' },
    ],
  },
  *check({ stages }) {
    for (const stage of stages) {
      let anchored = stage.parent?.workdir?.value?.startsWith('/') ?? false;
      for (const { keyword, args, line, endLine } of stage.instructions) {
        if (keyword !== 'WORKDIR') continue;
        const relative = !/^["']?(?:\/|\$|[A-Za-z]:)/.test(args.text);
        const aliases = [...ANY, ...(anchored ? [] : ['buildkit:WorkdirRelativePath'])];
        if (relative) yield { message: `WORKDIR ${args.text} is not an absolute path.`, line, endLine, stage, aliases };
        anchored ||= !relative;
      }
    }
  },
};
