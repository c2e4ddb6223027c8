/** Routes that tell whether a service is well, the plainest first. */
export const HEALTH_PATHS: readonly string[] = [
  '/healthz',
  '/livez',
  '/health/live',
  '/health',
  '/healthcheck',
  '/ping',
  '/status',
  '/readyz',
  '/api/healthz',
  '/api/health',
];
