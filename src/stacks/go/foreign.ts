import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, published } from '../shared/image-names.ts';

/** How other Dockerfiles name Go and what fetches its modules. */
export const goForeign: ForeignNames = {
  images: [published('golang|go'), { name: /\/oss\/go\/microsoft\/golang$/ }, calledAfter('golang|go')],
  variable: 'GO_VERSION',
  toolVariables: /^(?:GOTOOLCHAIN|GOCACHE|GOMODCACHE)$/,
  credentials: { words: ['GOPROXY', 'GOPRIVATE'], files: ['.netrc'] },
};
