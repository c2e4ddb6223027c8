import { defineConfig } from '@adonisjs/core/logger';
import app from '@adonisjs/core/services/app';
import env from '#start/env';

export default defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'app',
      level: env.get('LOG_LEVEL'),
      redact: { paths: app.inProduction ? ['password'] : [] },
    },
  },
});
