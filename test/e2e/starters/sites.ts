import { guide, lockedBy, type Starter, says, type Template } from './starter.ts';

const vite = (template: string): Template => ({
  name: `vite ${template}`,
  scaffold: `npx -y create-vite@9.3.0 app --template ${template} --no-interactive`,
});

/** Their templates ask for a version of Qwik that not every registry has yet. */
const qwik = (template: string): Template => {
  const { name, scaffold } = vite(template);
  return { name, scaffold: `${scaffold} && sed -i 's/1.20.2/1.20.1/' app/package.json` };
};

/** Every template of create-vite, the managers in turn. */
const VITE: readonly Starter[] = [
  ...lockedBy(['npm', 'bun'], vite('vanilla-ts')),
  ...lockedBy(['pnpm'], vite('vanilla')),
  ...lockedBy(['pnpm', 'yarn4'], vite('vue-ts')),
  ...lockedBy(['yarn1'], vite('vue')),
  ...lockedBy(['npm', 'pnpm', 'yarn1', 'yarn4', 'bun'], vite('react-ts')),
  ...lockedBy(['npm'], vite('react')),
  ...lockedBy(['pnpm'], vite('react-compiler-ts')),
  ...lockedBy(['yarn4'], vite('react-compiler')),
  ...lockedBy(['yarn1'], vite('react-swc-ts')),
  ...lockedBy(['pnpm'], vite('preact-ts')),
  ...lockedBy(['npm'], vite('preact')),
  ...lockedBy(['npm', 'yarn4'], vite('lit-ts')),
  ...lockedBy(['bun'], vite('lit')),
  ...lockedBy(['npm', 'bun'], vite('svelte-ts')),
  ...lockedBy(['yarn4'], vite('svelte')),
  ...lockedBy(['yarn4'], vite('solid-ts')),
  ...lockedBy(['pnpm'], vite('solid')),
  ...lockedBy(['pnpm'], qwik('qwik-ts')),
  ...lockedBy(['bun'], qwik('qwik')),
];

const ANGULAR: Template = {
  name: 'angular',
  scaffold: 'npx -y @angular/cli@22.2.0 new app --skip-install --skip-git --defaults --ssr=false',
};

const DOCUSAURUS: Template = {
  name: 'docusaurus',
  scaffold: 'npx -y create-docusaurus@3.10.2 app classic --skip-install --typescript',
};

const EXPO: Template = {
  name: 'expo web',
  scaffold: [
    'npx -y create-expo-app@5.0.0 app --template expo-template-blank@55.1.18 --no-install --yes && cd app',
    'npm pkg set dependencies.react-dom="$(npm pkg get dependencies.react | tr -d \\")" scripts.build="expo export -p web"',
    'npm pkg set dependencies.react-native-web=^0.21.0',
  ].join(' && '),
};

/** Starters that become pages which nginx serves. */
export const SITES: readonly Starter[] = [
  ...VITE,
  ...lockedBy(['npm', 'pnpm'], { name: 'create-vue', scaffold: 'npx -y create-vue@3.24.0 app --ts --router' }),
  ...lockedBy(['npm'], {
    name: 'create-react-app',
    scaffold: 'npx -y create-react-app@5.1.0 app --template typescript',
  }),
  ...lockedBy(['pnpm'], {
    name: 'rsbuild react-ts',
    scaffold: 'npx -y create-rsbuild@2.2.5 --dir app --template react-ts',
  }),
  ...lockedBy(['npm', 'pnpm', 'yarn4', 'bun'], ANGULAR),
  ...lockedBy(['pnpm', 'bun'], DOCUSAURUS),
  ...lockedBy(['npm', 'pnpm'], { name: 'astro', scaffold: guide('astro'), page: says('Hello Astro') }),
  ...lockedBy(['npm', 'pnpm'], { name: 'vitepress', scaffold: guide('vitepress'), page: says('Hello VitePress') }),
  ...lockedBy(['npm', 'bun'], { name: 'eleventy', scaffold: guide('eleventy'), page: says('Hello Eleventy') }),
  ...lockedBy(['npm'], { name: 'hexo', scaffold: 'npx -y hexo-cli@4.3.2 init app --no-install' }),
  ...lockedBy(['npm', 'bun'], EXPO),
];
