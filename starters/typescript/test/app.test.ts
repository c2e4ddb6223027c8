import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createApp } from '../src/app.ts';

const app = createApp();
before(async () => {
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
});
after(() => app.close());

const get = (path: string) => fetch(`http://127.0.0.1:${(app.address() as AddressInfo).port}${path}`);

test('is healthy', async () => {
  const response = await get('/healthz');
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { status: 'ok' });
});

test('does not know other paths', async () => {
  assert.equal((await get('/nothing')).status, 404);
  assert.equal((await get('/constructor')).status, 404);
});
