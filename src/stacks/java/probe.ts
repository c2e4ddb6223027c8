import type { Answers } from '../../core/answers.ts';
import { busyboxProbe } from '../shared/busybox-probe.ts';
import type { JavaFacts } from './detect.ts';

/**
 * A class that asks a service whether it is healthy: images with nothing but a JVM have no shell and no curl. It is compiled in
 * the build stage and asks in HTTP 1.1, for Helidon refuses 1.0: `java -cp /healthcheck Health PORT PATH LIMIT`, where a status
 * below the limit is well.
 */
export const PROBE_SOURCE = `COPY <<'EOF' /probe/Health.java
class Health {
    public static void main(String[] args) throws Exception {
        String port = System.getenv().getOrDefault(args[0].replaceAll("=.*", ""), args[0].replaceAll(".*=", ""));
        java.net.Socket server = new java.net.Socket("127.0.0.1", Integer.parseInt(port));
        server.getOutputStream().write(("GET " + args[1] + " HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n\\r\\n").getBytes());
        String status = new java.util.Scanner(server.getInputStream()).nextLine().split(" ")[1];
        System.exit(Integer.parseInt(status) < Integer.parseInt(args[2]) ? 0 : 1); }}
EOF`;

/** Where the probe's class ends up in the image. */
export const PROBE_FOLDER = '/healthcheck';
/** The command that compiles it. */
export const COMPILE_PROBE = `javac -d ${PROBE_FOLDER} /probe/Health.java`;

/** The path that is asked when nothing says another: any answer of a working server will do. */
const GUESS = '/';

/** Alpine has BusyBox's wget; elsewhere the class is built beside the program. */
export function probes({ port, healthcheck, base }: Answers): boolean {
  return port !== null && healthcheck !== null && base !== 'alpine';
}

/** The words of the health check's exec form, or null for none. */
export function healthProbe({ port, healthcheck, base }: Answers, { listens }: JavaFacts): string[] | null {
  if (port === null || healthcheck === null) return null;
  const found = listens.health?.path === healthcheck ? listens.health : null;
  const own = found?.port ?? null;
  if (base === 'alpine') return busyboxProbe(own ?? port, healthcheck);
  const asked = own === null && listens.variable !== null ? `${listens.variable}=${port}` : String(own ?? port);
  const limit = healthcheck === GUESS && found === null ? '500' : '400';
  return ['java', '-XX:TieredStopAtLevel=1', '-cp', PROBE_FOLDER, 'Health', asked, healthcheck, limit];
}
