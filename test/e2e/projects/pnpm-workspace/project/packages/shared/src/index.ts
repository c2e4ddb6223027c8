export function greet(name: string): string {
  return `Hello from the ${name}`;
}
