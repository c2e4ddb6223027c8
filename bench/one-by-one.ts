import { readFileSync } from 'node:fs';
import { parseReference } from '../src/images/reference.ts';
import { openRegistries } from '../src/images/registry.ts';

/** What tools do that walk over a file: our own client, one image after the other. Run by the benchmark as its own program. */
const resolve = openRegistries().resolve;
for (const image of readFileSync(process.argv[2] ?? '', 'utf8')
  .trim()
  .split('\n')) {
  const { digest } = await resolve(parseReference(image));
  process.stdout.write(`${digest}\n`);
}
