import { defineConfig } from '@adonisjs/core/http';
import app from '@adonisjs/core/services/app';
import env from '#start/env';

export const appKey = env.get('APP_KEY');

export const http = defineConfig({
  generateRequestId: true,
  cookie: { path: '/', httpOnly: true, secure: app.inProduction, sameSite: 'lax' },
});
