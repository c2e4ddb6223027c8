/**
 * A program of some ten kilobytes that asks a service whether it is healthy: images for compiled programs have no curl. It is
 * compiled in the build stage by the language's own C compiler: `healthcheck PORT PATH`, and a $PORT goes before.
 */
export const PROBE_SOURCE = `COPY <<'EOF' /probe/healthcheck.c
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
int main(int argc, char **argv) {
  char answer[13] = "", *port = getenv("PORT") ? getenv("PORT") : argv[1];
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(port)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int server = socket(AF_INET, SOCK_STREAM, 0);
  alarm(3);
  if (connect(server, (struct sockaddr *)&to, sizeof to) || dprintf(server, "GET %s HTTP/1.0\\r\\n\\r\\n", argv[2]) < 0) return 1;
  return read(server, answer, 12) == 12 && (answer[9] == '2' || answer[9] == '3') ? 0 : 1;
}
EOF`;

/** Where the build leaves the probe. */
export const BUILT_PROBE = '/probe/healthcheck';
/** Where it ends up in the image. */
export const PROBE_PATH = '/healthcheck';

/** How it is compiled. */
export function compileProbe(compiler: string): string {
  return `${compiler} -O2 -s -o ${BUILT_PROBE} ${BUILT_PROBE}.c`;
}
