export function distance(x: number, y: number): number {
  return Math.hypot(x, y);
}
