import { isObject, type Json } from '../core/project.ts';

/** The JSON object in bytes that somebody else wrote, or undefined when it is anything else. */
export function jsonObject(bytes: Uint8Array): Json | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
