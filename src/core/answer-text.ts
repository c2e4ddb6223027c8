/** An answer in words, as evidence holds it. */
export function answerText(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The name of an answer in words: `packageManager` → `package manager`. */
export function answerLabel(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
