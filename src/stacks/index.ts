import type { Stack } from '../core/stack.ts';
import { deno } from './deno/index.ts';
import { dotnet } from './dotnet/index.ts';
import { elixir } from './elixir/index.ts';
import { generic } from './generic/index.ts';
import { gleam } from './gleam/index.ts';
import { go } from './go/index.ts';
import { java } from './java/index.ts';
import { node } from './node/index.ts';
import { php } from './php/index.ts';
import { python } from './python/index.ts';
import { ruby } from './ruby/index.ts';
import { rust } from './rust/index.ts';
import { native, skeletons } from './skeletons/index.ts';
import { site } from './static/index.ts';

/** A stack at its place in the order, and why it is asked before the next. */
export interface Rank {
  readonly stack: Stack;
  readonly because: string;
}

/** In order: the first stack that recognises a service is proposed; `--stack` names another. */
export const precedence: readonly Rank[] = [
  {
    stack: python,
    because: 'takes a folder with a package.json only where Python plainly serves, as Django does beside its assets',
  },
  {
    stack: ruby,
    because: 'takes a folder with a package.json only where a config.ru or Rails serves, beside whose assets it lies',
  },
  {
    stack: go,
    because:
      'a go.mod with a program is the whole of a service; a package.json beside it builds what the program embeds',
  },
  {
    stack: php,
    because: 'a composer.json with an index.php is the whole of a service; a package.json beside it builds its assets',
  },
  {
    stack: java,
    because: 'a pom.xml, Gradle or sbt build with a program is the whole of a service, as a go.mod is',
  },
  {
    stack: rust,
    because: 'a Cargo.toml with a program is the whole of a service; one without is an extension of another stack’s',
  },
  {
    stack: deno,
    because:
      'takes a folder with a package.json only where Deno starts it or locks it: a deno.json may be there for its linter',
  },
  {
    stack: dotnet,
    because:
      'a project file that starts something is the whole of a service; a package.json beside it is its front end',
  },
  {
    stack: elixir,
    because:
      'a mix.exs that starts something is the whole of a service; the package.json of its assets is built with it',
  },
  { stack: gleam, because: 'a gleam.toml with a main is the whole of a service that runs on Erlang' },
  ...skeletons,
  { stack: node, because: 'a package.json says more about a service than the files around it' },
  native,
  {
    stack: site,
    because: 'a site is what a folder is where nothing in it starts: documentation beside a service is not the service',
  },
  { stack: generic, because: 'recognises nothing: it is for those who name it' },
];

export const stacks: readonly Stack[] = precedence.map(({ stack }) => stack);
