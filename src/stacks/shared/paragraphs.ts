/** One RUN after another stands without a blank line between them, as checkers want it. */
export function paragraphs(steps: readonly string[]): string[] {
  const found: string[] = [];
  for (const step of steps.filter((each) => each !== '')) {
    const last = found.at(-1);
    if (last !== undefined && isRun(last) && isRun(step)) found[found.length - 1] = `${last}\n${step}`;
    else found.push(step);
  }
  return found;
}

function isRun(step: string): boolean {
  return /^(?:#[^\n]*\n)?RUN /.test(step);
}
