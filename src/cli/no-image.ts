import { nearVersion } from '../images/near-version.ts';
import { pinKey } from '../images/pin-sources.ts';
import { typed } from '../stacks/shared/shown.ts';
import type { Service } from './services.ts';

/** What advice looks at of a service. */
type Asked = Pick<Service, 'path' | 'found' | 'answers' | 'decisions' | 'images'>;

/**
 * What to do about an image that its registry does not have: the flag that its name comes from, and the nearest that is known.
 * @param today the day (UTC) of the run, for the versions that have support on it; undefined where only the catalogue helps
 * @returns a function that gives undefined for an image of which no answer tells
 */
export function imageAdvice(
  services: readonly Asked[],
  today: string | undefined,
): (reference: string) => string | undefined {
  return (reference) => {
    const service = services.find(({ images }) => images.some((image) => pinKey(image) === pinKey(reference)));
    if (!service) return undefined;
    const advice = adviceFor(service, reference, today);
    return advice && (services.length > 1 ? `For --service ${typed(service.path)}: ${advice}` : advice);
  };
}

function adviceFor(
  { found, answers, decisions }: Asked,
  reference: string,
  today: string | undefined,
): string | undefined {
  if (pinKey(answers.base) === pinKey(reference)) return 'Name another image with --base, or a kind: slim, alpine …';
  const { runtimeVersion } = answers;
  const others = today === undefined ? [] : found.stack.parents(today).map((image) => image.reference);
  const near = nearVersion(reference, runtimeVersion, others);
  if (near === undefined && !reference.includes(runtimeVersion)) return undefined;
  const from = found.detection.detected.find(({ what }) => what === 'runtimeVersion')?.from;
  const said = decisions.runtimeVersion === undefined && from ? ` (${runtimeVersion} is from ${from})` : '';
  const nearest = near === undefined ? '' : `; the nearest that is known here is ${near}`;
  const other = near === undefined ? ' or another --base' : '';
  return `Name another version with --runtime-version${said}${nearest}${other}.`;
}
