export const dynamic = 'force-dynamic';

export default function Page() {
  return <h1>Shop open since {new Date().getFullYear()}</h1>;
}
