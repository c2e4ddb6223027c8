import { useLoaderData } from 'react-router';

export function loader() {
  return { note: 'Loaded on the server' };
}

export default function Home() {
  const { note } = useLoaderData<typeof loader>();
  return <h1>{note}</h1>;
}
