import type { Reply } from './http.ts';

/** Whether a status is a fault that may be gone later. Some registries put a rate limit into the body of another status. */
export function isPassing(reply: Reply): boolean {
  return reply.status === 408 || reply.status === 429 || reply.status >= 499 || errorCode(reply) === 'TOOMANYREQUESTS';
}

/** The code of a registry's error (`MANIFEST_UNKNOWN`), or undefined. Its message is foreign text and is left alone. */
export function errorCode(reply: Reply): string | undefined {
  const errors = reply.status >= 400 ? jsonObject(reply.body)?.errors : undefined;
  const [first]: unknown[] = Array.isArray(errors) ? errors : [];
  if (typeof first !== 'object' || first === null || !('code' in first)) return undefined;
  return typeof first.code === 'string' && /^[A-Z_]{1,40}$/.test(first.code) ? first.code : undefined;
}

/** The JSON object in a body, or undefined when it is anything else. */
export function jsonObject(body: Buffer | null): Record<string, unknown> | undefined {
  if (body === null) return undefined;
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
