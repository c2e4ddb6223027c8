import { createServer, type Server } from 'node:net';

/** A port of this machine that nothing listens on right now. */
export async function freePort(): Promise<number> {
  const server = await listen(0, '127.0.0.1');
  const address = server?.address();
  server?.close();
  return address && typeof address === 'object' ? address.port : 0;
}

/** The port that is held while the one this far below it is in use. */
const TOKEN = 20_000;

/**
 * Waits for a port that an image fixes. The images that share it take turns, those of other runs on this machine too: who has the
 * turn listens on a second port, which the system gives to one process at a time and takes back when that ends.
 * @returns what gives it to the next in line
 */
export async function turn(port: number): Promise<() => void> {
  const token = await tryUntil(() => listen(port + TOKEN, '127.0.0.1'));
  const own = await tryUntil(() => listen(port, '0.0.0.0'));
  await new Promise((resolve) => (own ? own.close(resolve) : resolve(undefined)));
  return () => token?.close();
}

/** Tries every quarter of a second, for ten minutes. */
async function tryUntil(attempt: () => Promise<Server | undefined>): Promise<Server | undefined> {
  for (let tries = 0; tries < 2400; tries++) {
    const server = await attempt();
    if (server) return server;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return undefined;
}

/** A server on a port, or undefined when somebody else has it. */
function listen(port: number, host: string): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(undefined));
    server.listen(port, host, () => resolve(server));
  });
}
