import { join } from 'node:path';
import { farewell } from '../../src/cli/exit.ts';
import { paints, printErr, printOut } from '../../src/cli/print.ts';
import { today } from '../../src/cli/today.ts';
import { CATALOGUE } from '../../src/images/catalogue-data.ts';
import { openNetwork } from '../../src/images/network.ts';
import { parseMirrors } from '../../src/images/options.ts';
import { catalogueCommand } from './command.ts';
import { catalogueReferences } from './references.ts';

// `npm run` starts it in the package's folder
const file = join('src', 'images', 'catalogue-data.ts');

try {
  const mirrors = parseMirrors({ flags: [], variable: process.env.SECURE_DOCKERFILE_MIRRORS });
  const day = today();
  process.exitCode = await catalogueCommand(process.argv.slice(2), {
    ...{ references: catalogueReferences(day), known: CATALOGUE, file, mirrors, today: day },
    ...{ resolve: openNetwork({ mirrors, env: process.env }).resolve, print: printOut, warn: printErr },
  });
} catch (error) {
  const { code, text } = farewell(error, paints().err);
  printErr(text);
  process.exitCode = code;
}
