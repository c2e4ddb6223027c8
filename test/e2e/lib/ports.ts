import { createServer } from 'node:net';

/** A port of this machine that nothing listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
}

const lastInLine = new Map<number, Promise<void>>();

/**
 * Waits for a port that an image fixes: the images of one run that share it take turns, and whoever else has it is waited for.
 * @returns what gives it to the next in line
 */
export async function turn(port: number): Promise<() => void> {
  const before = lastInLine.get(port);
  let release = () => {};
  lastInLine.set(
    port,
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  await before;
  for (let tries = 0; !(await isFree(port)) && tries < 300; tries++)
    await new Promise((resolve) => setTimeout(resolve, 1000));
  return release;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}
