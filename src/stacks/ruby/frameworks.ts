/** A framework that is told apart. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  /** The gems that it is found by. */
  readonly packages: readonly string[];
  /** Whether a server serves it by its config.ru, or it takes work from a queue. */
  readonly kind: 'rack' | 'worker';
  /** Where it listens when nothing is said; null: nowhere. */
  readonly port: number | null;
  /** The variable that tells it where it runs. */
  readonly environment: string;
  /** The start of a worker. */
  readonly words?: readonly string[];
}

/** In order: the first whose gem is in the bundle is it; a worker only where nothing is served, or when it is named. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    id: 'rails',
    title: 'Rails',
    packages: ['rails', 'railties'],
    kind: 'rack',
    port: 3000,
    environment: 'RAILS_ENV',
  },
  { id: 'hanami', title: 'Hanami', packages: ['hanami'], kind: 'rack', port: 2300, environment: 'HANAMI_ENV' },
  { id: 'sinatra', title: 'Sinatra', packages: ['sinatra'], kind: 'rack', port: 9292, environment: 'RACK_ENV' },
  { id: 'roda', title: 'Roda', packages: ['roda'], kind: 'rack', port: 9292, environment: 'RACK_ENV' },
  { id: 'grape', title: 'Grape', packages: ['grape'], kind: 'rack', port: 9292, environment: 'RACK_ENV' },
  { id: 'rack', title: 'Rack', packages: ['rack'], kind: 'rack', port: 9292, environment: 'RACK_ENV' },
  {
    id: 'sidekiq',
    title: 'Sidekiq',
    packages: ['sidekiq'],
    kind: 'worker',
    port: null,
    environment: 'RACK_ENV',
    words: ['sidekiq'],
  },
  {
    id: 'solid-queue',
    title: 'Solid Queue',
    packages: ['solid_queue'],
    kind: 'worker',
    port: null,
    environment: 'RAILS_ENV',
    words: ['rake', 'solid_queue:start'],
  },
  {
    id: 'good-job',
    title: 'GoodJob',
    packages: ['good_job'],
    kind: 'worker',
    port: null,
    environment: 'RAILS_ENV',
    words: ['good_job', 'start'],
  },
  {
    id: 'resque',
    title: 'Resque',
    packages: ['resque'],
    kind: 'worker',
    port: null,
    environment: 'RACK_ENV',
    words: ['rake', 'resque:work'],
  },
];
