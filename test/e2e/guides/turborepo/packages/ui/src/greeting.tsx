export function Greeting({ from }: { from: string }) {
  return <h1>{`Hello Turborepo from ${from}`}</h1>;
}
