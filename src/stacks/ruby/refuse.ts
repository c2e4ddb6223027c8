import type { Given } from '../../core/answers.ts';
import { UserError } from '../../errors.ts';
import { CHAINGUARD_RUBY } from '../shared/ruby/bases.ts';

/** Refuses, in one line, a base that has no image for a service. */
export function refuseBase({ base }: Given, version: string): void {
  if (base === 'distroless')
    throw new UserError(
      'usage',
      '--base distroless: there is no such image for Ruby',
      'Take --base hardened or chainguard for an image without a shell.',
    );
  if (base === 'chainguard' && !`${version}.`.startsWith(`${CHAINGUARD_RUBY}.`))
    throw new UserError(
      'usage',
      `--base chainguard has Ruby ${CHAINGUARD_RUBY} only, and this service runs on ${version}`,
      `Take --base slim or hardened, or --runtime-version ${CHAINGUARD_RUBY} if the service runs on it.`,
    );
}
