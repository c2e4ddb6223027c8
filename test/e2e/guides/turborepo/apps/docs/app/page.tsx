import { Greeting } from '@repo/ui/greeting';

export default function Home() {
  return <Greeting from="docs" />;
}
