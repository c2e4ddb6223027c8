import { X509Certificate } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { UserError } from '../errors.ts';
import { explain } from './failure.ts';
import { readText } from './read.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * The certificates in a file (PEM), each of which can be read.
 * @throws UserError `bad-input` when there is none or one is damaged, `file-system`
 */
export function readCertificates(path: string): string {
  const blocks = textOf(path).match(BLOCK) ?? [];
  if (blocks.length === 0)
    throw new UserError('bad-input', `${path} holds no certificate`, 'A file in PEM form has BEGIN CERTIFICATE lines.');
  const damaged = blocks.findIndex((block) => !isCertificate(block));
  if (damaged !== -1) throw new UserError('bad-input', `certificate ${damaged + 1} in ${path} cannot be read`);
  return blocks.join('\n');
}

function textOf(path: string): string {
  try {
    const text = readText(realpathSync(path), path);
    if (text !== undefined) return text;
  } catch (error) {
    throw error instanceof UserError ? error : explain(error, `Cannot read ${path}`);
  }
  throw new UserError('bad-input', `${path} is not a file`);
}

function isCertificate(block: string): boolean {
  try {
    return new X509Certificate(block).raw.length > 0;
  } catch {
    return false;
  }
}
