import type { Page } from './cases.ts';

/**
 * Fetches pages until all answer as they should.
 * @returns what was wrong with the last try of the first page that fails; undefined when all are right
 */
export async function probe(url: string, pages: readonly Page[], seconds = 30): Promise<string | undefined> {
  const end = Date.now() + seconds * 1000;
  for (const page of pages) {
    let wrong = await wrongWith(url, page);
    while (wrong !== undefined && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      wrong = await wrongWith(url, page);
    }
    if (wrong !== undefined) return `${page.path}: ${wrong}`;
  }
  return undefined;
}

async function wrongWith(url: string, page: Page): Promise<string | undefined> {
  try {
    const response = await fetch(new URL(page.path, url), { redirect: 'manual', signal: AbortSignal.timeout(5000) });
    const body = await response.text();
    const status = page.status ?? 200;
    if (response.status !== status) return `status ${response.status} instead of ${status}: ${body.slice(0, 200)}`;
    if (page.text !== undefined && !body.includes(page.text)) return `no "${page.text}" in: ${body.slice(0, 200)}`;
    const header = Object.entries(page.headers ?? {}).find(
      ([name, text]) => !response.headers.get(name)?.includes(text),
    );
    return header && `header ${header[0]} is ${response.headers.get(header[0])}, not ${header[1]}`;
  } catch (error) {
    return error instanceof Error ? `${error.message} ${error.cause ?? ''}` : String(error);
  }
}
