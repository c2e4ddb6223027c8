import type { Rule } from '../rule.ts';

export const stageDuplicateName: Rule = {
  id: 'stage/duplicate-name',
  level: 'medium',
  title: 'Two stages have one name',
  why: 'COPY --from and FROM silently take the latest stage of that name: what lands in the image can be another file than the one that was meant.',
  fix: 'Give every stage a name of its own.',
  aliases: [
    'buildkit:DuplicateStageName',
    'hadolint:DL3024',
    'trivy:DS-0012',
    'checkov:CKV_DOCKER_11',
    'kics:Same Alias In Different Froms',
  ],
  sources: ['BuildKit build checks'],
  examples: {
    bad: [{ dockerfile: 'FROM a AS build\nFROM b AS build' }, { dockerfile: 'FROM a AS build\nFROM b AS BUILD' }],
    good: [{ dockerfile: 'FROM a AS build\nFROM b AS run\nFROM c\nFROM d' }],
  },
  *check({ stages }) {
    const seen = new Set<string>();
    for (const stage of stages) {
      if (stage.name === null) continue;
      if (seen.has(stage.name))
        yield { message: `There is another stage named ${stage.name}.`, line: stage.line, stage };
      seen.add(stage.name);
    }
  },
};
