/** What services call the route that tells whether they are well, the plainest first: of several the first of this list is taken. */
export const HEALTH_PATHS: readonly string[] = [
  ...['/healthz', '/livez', '/health/live', '/health/liveness', '/health', '/healthcheck', '/health-check', '/_health'],
  ...['/api/healthz', '/api/livez', '/api/health', '/api/healthcheck', '/api/health-check', '/api/v1/health'],
  ...['/ping', '/api/ping', '/status', '/api/status', '/up', '/readyz', '/health/ready', '/ready'],
];
