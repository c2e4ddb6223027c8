import type { Route } from './+types/home';

export function loader() {
  return { framework: 'React Router' };
}

export default function Home({ loaderData }: Route.ComponentProps) {
  return <h1>{`Hello ${loaderData.framework}`}</h1>;
}
