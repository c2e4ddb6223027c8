import { expect, it } from 'vitest';
import { nearVersion } from '../../src/images/near-version.ts';

it.each([
  ['node:24.99-trixie-slim', '24.99', [], '24'],
  ['node:3-trixie-slim', '3', [], '22'],
  ['node:99-trixie-slim', '99', ['node:26-trixie-slim'], '26'],
  ['python:3.13.99-slim-trixie', '3.13.99', [], '3.13'],
  ['gcr.io/distroless/nodejs99-debian13:nonroot', '99', ['gcr.io/distroless/nodejs26-debian13:nonroot'], '26'],
  // a version that stands twice changes in both places
  ['registry.example.com/a7:7', '7', ['registry.example.com/a8:9', 'registry.example.com/a6:6'], '6'],
  // another variant or image tells nothing
  ['node:24.99-windows', '24.99', ['node:24-trixie-slim'], undefined],
  ['registry.example.com/app:2', '3', ['registry.example.com/app:4'], undefined],
  // 24 in 124 is no version, and neither is a name
  ['registry.example.com/app:124', '24', ['registry.example.com/app:125'], undefined],
  ['registry.example.com/app:lts', 'lts', ['registry.example.com/app:lts2'], undefined],
  ['registry.example.com/a+(b:1', '1', ['registry.example.com/a+(b:2'], '2'],
])('%s, with %s', (reference, version, others, near) => {
  expect(nearVersion(reference, version, others)).toBe(near);
});
