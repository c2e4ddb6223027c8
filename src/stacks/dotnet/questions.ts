import type { Question } from '../../core/stack.ts';
import { baseFacts, baseFamily } from '../../images/bases.ts';
import { azureLinux, type Needs } from './bases.ts';

/** The question for the base: Microsoft has images of its own where other runtimes have Docker's or Google's. */
export function baseChoices(version: string, needs: Needs): Question {
  const signed = 'signed by Microsoft with Notation, which this tool cannot check';
  const of = (id: string) => {
    const family = baseFamily(id);
    return { value: id, title: family?.title ?? id, description: family ? baseFacts(family, 'dotnet') : '' };
  };
  return {
    name: 'base',
    message: 'Base image',
    kind: 'select',
    choices: [
      {
        value: 'distroless',
        title: 'Ubuntu chiseled',
        description: `Microsoft, user 1654, no shell, ${signed}`,
      },
      { value: 'slim', title: 'Ubuntu', description: `Microsoft, user 1654, has a shell, ${signed}` },
      {
        value: 'alpine',
        title: 'Alpine',
        description: `Microsoft, user 1654, has a shell, musl instead of glibc, ${signed}`,
      },
      {
        value: azureLinux(version, needs),
        title: 'Azure Linux distroless',
        description: `Microsoft, user 1654, no shell, ${signed}`,
      },
      of('chainguard'),
      of('hardened'),
    ],
  };
}
