import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, NO_VERSION, published } from '../shared/image-names.ts';

/** How other Dockerfiles name Ruby and its sources of gems. */
export const rubyForeign: ForeignNames = {
  images: [
    published('ruby'),
    // its tags are Passenger's own
    { name: /\/phusion\/passenger-(?:ruby\d{2}|full|customizable)$/, version: NO_VERSION, base: 'other' },
    { name: /\/rails\/devcontainer\/images\/ruby$/, base: 'other' },
    calledAfter('ruby'),
    calledAfter('rails', NO_VERSION),
  ],
  variable: 'RUBY_VERSION',
  toolVariables: /^(?:BUNDLE_(?:APP_CONFIG|BIN|CLEAN|DEPLOYMENT|FROZEN|JOBS|PATH|RETRY|WITHOUT)|GEM_HOME)$/,
  credentials: { words: ['BUNDLE'], files: ['.gemrc', '.bundle/config'] },
};
