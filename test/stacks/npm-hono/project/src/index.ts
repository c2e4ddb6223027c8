import { serve } from '@hono/node-server';
import { Hono } from 'hono';

serve({ fetch: new Hono().get('/health', (c) => c.text('ok')).fetch, port: 3000 });
