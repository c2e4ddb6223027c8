export default function Home() {
  return <h1>Hello SolidStart</h1>;
}
