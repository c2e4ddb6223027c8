import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, inTag, NO_VERSION, published } from '../shared/image-names.ts';

/** `8.4-fpm-alpine`, `1-php8.4`, `latest-8.4`, `8` → the line; other images have numbers of their own. */
const version = inTag(/(?:^|php-?|-)([78](?:\.\d(?:\.\d{1,2})?)?)(?=-|$)/);

/** How other Dockerfiles name PHP, its servers and Composer. */
export const phpForeign: ForeignNames = {
  images: [
    published('php', version),
    published('composer', NO_VERSION),
    { name: /\/composer\/composer$/, version: NO_VERSION },
    { name: /\/dunglas\/frankenphp$/, version: inTag(/php(8\.\d)/) },
    { name: /\/(?:serversideup\/php|webdevops\/php(?:-\w+)?|shinsenter\/php)$/, version, base: 'other' },
    calledAfter('php(?:-?fpm)?', version),
  ],
  variable: 'PHP_VERSION',
  toolVariables: /^COMPOSER_(?:ALLOW_SUPERUSER|CACHE_DIR|HOME)$/,
  credentials: { words: ['COMPOSER'], files: ['auth.json'] },
};
