import { fromModule, guide, lockedBy, type Starter, says, type Template } from './starter.ts';

const CHI = ['github.com/go-chi/chi/v5', 'v5.5.0'] as const;
/** Examples of Chi have no module of their own. */
const chi = (example: string, page: string): Template => ({
  name: `chi ${example}`,
  scaffold: fromModule(...CHI, `_examples/${example}`, 'go mod init example.com/app', `go get ${CHI.join('@')}`),
  flags: ['--healthcheck', '/'],
  page: says(page),
});

const PROMETHEUS = ['github.com/prometheus/client_golang', 'v1.25.0'] as const;

/** A framework's first page of its guide, with what its module is called. */
const hello = (name: string, module: string): Template => ({
  name,
  scaffold: guide(name, 'cd app', `go get ${module}`),
  flags: ['--healthcheck', '/'],
  page: says('Hello'),
});

/** Starters of Go: examples and programs of modules, as the module proxy serves them, and first pages of guides. */
export const GO: readonly Starter[] = [
  ...lockedBy(['go'], chi('hello-world', 'hello world')),
  ...lockedBy(['go'], chi('todos-resource', '.')),
  ...lockedBy(['go'], {
    name: 'client_golang simple',
    scaffold: fromModule(
      ...PROMETHEUS,
      'examples/simple',
      'go mod init example.com/app',
      `go get ${PROMETHEUS.join('@')}`,
    ),
    flags: ['--healthcheck', '/metrics'],
    page: says('go_goroutines', '/metrics'),
  }),
  ...lockedBy(['go'], {
    name: 'go-httpbin',
    scaffold: fromModule('github.com/mccutchen/go-httpbin/v2', 'v2.26.0', '.'),
    // it brings a Dockerfile of its own
    flags: ['--healthcheck', '/status/200', '--on-conflict', 'overwrite'],
    page: says('httpbin'),
  }),
  ...lockedBy(['go'], {
    name: 'x/example hello',
    scaffold: fromModule('golang.org/x/example/hello', 'v0.0.0-20250915201037-7f05d217867b', '.'),
    prints: 'Hello, world!',
  }),
  ...lockedBy(['go'], hello('gin', 'github.com/gin-gonic/gin@v1.12.0')),
  ...lockedBy(['go'], hello('echo', 'github.com/labstack/echo/v4@v4.16.0')),
  ...lockedBy(['go'], hello('fiber', 'github.com/gofiber/fiber/v3@v3.1.0')),
];
