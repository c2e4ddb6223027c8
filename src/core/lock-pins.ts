import { isObject, type Json } from './project.ts';
import { oneOf, text } from './schema.ts';
import type { Pin } from './stack.ts';
import { checked, listAt, type Place, wrong } from './strict.ts';

const DAY = '^\\d{4}-\\d{2}-\\d{2}$';
const DIGEST = text('^sha256:[0-9a-f]{64}$', 'a sha256 digest');
const PIN_FIELDS = {
  reference: text('^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,511}$', 'an image reference'),
  digest: DIGEST,
  kind: oneOf(['index', 'manifest']),
  resolvedAt: text(DAY, 'a day such as 2026-11-23'),
  source: oneOf(['registry', 'lock', 'catalogue', 'manual']),
  signature: oneOf([
    'verified',
    'failed',
    'not-signed-by-publisher',
    'unsupported-format',
    'no-policy',
    'not-checked',
    'skipped-offline',
  ] satisfies Pin['signature'][]),
  signer: text('^[\\u0020-\\u007e]{1,2100}$', 'who signed it, or null'),
};
/** An image without a digest was allowed with --allow-unpinned; most images have no signer. */
const MAY_BE_NULL: readonly string[] = ['digest', 'signer'];

/** Reads the `pins` key of the lock. */
export function parsePins(json: Json, file: string): Pin[] {
  const pins = Object.hasOwn(json, 'pins') ? json.pins : [];
  if (!Array.isArray(pins)) throw wrong({ file }, 'pins', 'a list');
  return pins.map((pin: unknown, index) => parsePin(pin, { file, key: `pins[${index}]` }));
}

function parsePin(value: unknown, place: Place): Pin {
  const pin: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(PIN_FIELDS)) {
    if (!isObject(value)) throw wrong(place, key, field.expected);
    // locks of before have no signer
    const given = Object.hasOwn(value, key) ? value[key] : key === 'signer' ? null : undefined;
    if (given === undefined) throw wrong(place, key, field.expected);
    pin[key] = given === null && MAY_BE_NULL.includes(key) ? null : checked(value, key, field, place);
  }
  if (isObject(value) && Object.hasOwn(value, 'superseded'))
    pin.superseded = listAt(value, 'superseded', isDigest, 'a list of sha256 digests', place);
  return pin as unknown as Pin; // each key passed its own field's check
}

function isDigest(digest: unknown): digest is string {
  return DIGEST.accepts(digest);
}

/** The same for the lock, in a fixed order. */
export function formatPins(pins: readonly Pin[]): object[] {
  return [...pins].sort((a, b) => (a.reference < b.reference ? -1 : 1)).map(orderedPin);
}

function orderedPin(pin: Pin): object {
  const keys = [...Object.keys(PIN_FIELDS), 'superseded'];
  return Object.fromEntries(keys.map((key) => [key, pin[key as keyof Pin]]));
}

/** Whether a text is an image reference as the lock may hold it. */
export function isReference(reference: unknown): reference is string {
  return typeof reference === 'string' && PIN_FIELDS.reference.accepts(reference);
}
