import type { Rule } from '../rule.ts';

const KNOWN = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

export const syntaxUnknownInstruction: Rule = {
  id: 'syntax/unknown-instruction',
  level: 'medium',
  title: 'A line is no instruction',
  why: 'The build stops there. Often a line above lost its continuation mark, or a heredoc ended too early, and what follows was never part of it.',
  fix: 'Correct the word, or the end of the line above.',
  aliases: [],
  sources: ['Dockerfile reference'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN apt-get update &&\napt-get install -y b' },
      { dockerfile: 'FROM a\nRUN <<EOF\ntrue' },
    ],
    good: [
      { dockerfile: 'from a\nRun apt-get update && \\\n  # why\n\n  true' },
      { dockerfile: 'FROM a\nRUN <<EOF\nfoo\nEOF' },
    ],
  },
  *check({ dockerfile }) {
    for (const { keyword, name, line, endLine, heredocs } of dockerfile.instructions) {
      if (!KNOWN.has(keyword))
        yield { message: `${JSON.stringify(name.text.slice(0, 40))} is no instruction.`, line, endLine };
      const open = heredocs.find(({ closed }) => !closed);
      if (open) yield { message: `The heredoc ${open.name.slice(0, 40)} is never closed.`, line, endLine };
    }
  },
};
