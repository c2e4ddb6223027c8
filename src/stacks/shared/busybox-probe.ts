/**
 * A health check by BusyBox's wget, which Alpine's images have.
 * @returns the words of the exec form
 */
export function busyboxProbe(port: number, path: string): string[] {
  return ['wget', '-q', '-O', '/dev/null', `http://127.0.0.1:${port}${path}`];
}
