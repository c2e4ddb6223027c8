import type { Detection, Evidence } from './stack.ts';

/** Folders of what people run by hand, by their own name or by that of a folder above. */
const BY_HAND =
  /(?:^|\/)(?:tools?|scripts?|hack|cli|(?:code-?)?gen|generators?|codegen|create-[^/]+)(?:\/|$)|[-_.](?:cli|gen|generator|codegen)$/;
const SAID = / scripts\.|Procfile/;

/**
 * What shows that a program is a tool which people run and that ends by itself, in words; undefined where nothing does, or where
 * it listens, a framework serves it, or a start script says that it runs.
 */
export function toolSign({ tool, answers, detected }: Detection, folder: string): string | undefined {
  if (tool !== undefined) return `${tool}, and nothing in it listens`;
  const program = answers.start != null && answers.port == null && answers.framework == null;
  if (!program || folder === '.' || detected.some(({ what, from }) => what === 'start' && SAID.test(from)))
    return undefined;
  return BY_HAND.test(folder) ? 'its folder is one of tools, and nothing in it listens' : undefined;
}

/** What shows that a folder holds a service: its framework, else what starts it, or where it listens; from files of the folder. */
export function saysWhy({ detected }: Detection, folder: string): string | undefined {
  for (const what of ['framework', 'start', 'port']) {
    const sign = detected.find((each) => each.what === what && isSign(each));
    if (sign) return `${what === 'framework' ? sign.value : what} in ${sign.from.replace(`${folder}/`, '')}`;
  }
  return undefined;
}

function isSign({ value, from }: Evidence): boolean {
  return value !== 'none' && from !== 'default';
}
