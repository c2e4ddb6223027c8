/** A program that serves what config.ru makes, and how it is told where. */
export interface Server {
  /** The gem, which is also what the program is called unless `program` says otherwise. */
  readonly id: string;
  readonly program?: string;
  /** Its own file of settings, which it is given where there is one. */
  readonly settings?: string;
  /** The words after the program. `said`: the settings say where it listens. */
  readonly words: (port: number, settings: string | null, said: boolean) => readonly string[];
  /** Whether it is made for development. */
  readonly development?: boolean;
}

const given = (settings: string | null, flag: string) => (settings === null ? [] : [flag, settings]);

/** The best known first: what the bundle has decides. */
const SERVERS: readonly Server[] = [
  {
    id: 'puma',
    settings: 'config/puma.rb',
    words: (port, settings, said) => [...given(settings, '-C'), ...(said ? [] : ['-b', `tcp://0.0.0.0:${port}`])],
  },
  { id: 'falcon', words: (port) => ['serve', '--bind', `http://0.0.0.0:${port}`] },
  {
    id: 'unicorn',
    settings: 'config/unicorn.rb',
    words: (port, settings, said) => [...given(settings, '-c'), ...(said ? [] : ['-l', `0.0.0.0:${port}`])],
  },
  {
    id: 'pitchfork',
    settings: 'pitchfork.conf.rb',
    words: (port, settings, said) => [...given(settings, '-c'), ...(said ? [] : ['-l', `0.0.0.0:${port}`])],
  },
  { id: 'iodine', words: (port) => ['-b', '0.0.0.0', '-p', String(port)] },
  { id: 'thin', words: (port) => ['start', '-a', '0.0.0.0', '-p', String(port)] },
  {
    id: 'webrick',
    program: 'rackup',
    words: (port) => ['-s', 'webrick', '-o', '0.0.0.0', '-p', String(port)],
    development: true,
  },
];

/** The server among the gems; undefined when there is none. */
export function serverOf(gems: { has(name: string): boolean } | undefined): Server | undefined {
  return SERVERS.find(({ id }) => gems?.has(id));
}
