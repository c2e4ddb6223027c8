import { copyArguments } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { frontEndCopies } from '../node/front-end/index.ts';
import { pythonBase } from '../shared/python/bases.ts';
import { VENV } from '../shared/python/install-step.ts';
import type { Runtime } from '../shared/service.ts';
import type { PythonFacts } from './detect.ts';
import { healthProbe, portVariable } from './probe.ts';
import { serverNamed } from './servers.ts';
import { isInstalled } from './writable.ts';

const REMOVE_PIP = [
  'RUN rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/ensurepip /usr/local/lib/python3*/site-packages/*',
].join('\n');

/** The last stage: the environment and the sources, where those are not in it. */
export function runtimeOf(spec: Spec<PythonFacts>): Runtime {
  const { answers, facts } = spec;
  const { manager, start } = facts;
  const base = pythonBase(answers.base, answers.runtimeVersion, facts.compiles);
  const stage = manager ? 'build' : 'source';
  const installed = isInstalled(facts);
  const program = manager ? 'python' : 'python3';
  const [first = program, ...rest] = answers.start ?? [];
  return {
    says: 'no package manager, no set-id file, nothing that the process may change',
    base,
    environment: runtimeEnvironment(spec, installed),
    remove: REMOVE_PIP,
    copies: [
      ...(manager ? [`COPY --from=${stage} ${VENV} ${VENV}`] : []),
      // a package holds what its own build took in; what Node built is read from the folder that it starts in
      ...(installed && !startsFile(rest)
        ? frontEndCopies(facts.frontEnd, facts.context, '.', answers.service)
        : [
            `COPY --from=${stage} ${copyArguments([facts.folder === '.' ? '/app' : `/app/${facts.folder}`, './'], 'the sources')}`,
          ]),
    ],
    home: start.home === '.' ? '/app' : `/app/${start.home}`,
    probe: healthProbe(program, answers, facts),
    // without a handler Python ends at SIGINT as the first process of a container, but not at SIGTERM
    stopSignal: handlesSignals(first, facts) ? 'SIGTERM' : 'SIGINT',
    entrypoint: [first === 'python' ? program : first],
    command: rest,
  };
}

/** Servers and workers have handlers of their own, and so may the sources. */
function handlesSignals(program: string, { listens }: PythonFacts): boolean {
  return listens.handlesSignals || serverNamed(program) !== undefined || /^(?:celery|rq|streamlit)$/.test(program);
}

/** Whether the start names a file of the sources, which then have to be there. */
function startsFile(words: readonly string[]): boolean {
  return words.some((word) => word.endsWith('.py'));
}

function runtimeEnvironment({ answers, facts }: Spec<PythonFacts>, installed: boolean): Record<string, string> {
  const { manager, start } = facts;
  const { port } = answers;
  const server = serverNamed(answers.start?.[0]);
  const variable = portVariable(answers.start, facts);
  return {
    ...(manager ? { PATH: `${VENV}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin` } : {}),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    ...(start.root !== '.' && !installed ? { PYTHONPATH: `/app/${start.root}` } : {}),
    ...(port === null ? {} : (server?.environment(port) ?? {})),
    ...(port === null || server || variable === null ? {} : { [variable]: String(port) }),
    ...(start.framework?.id === 'streamlit' ? STREAMLIT : {}),
    ...(start.framework?.id === 'gradio' ? GRADIO : {}),
  };
}

const STREAMLIT = {
  STREAMLIT_SERVER_ADDRESS: '0.0.0.0',
  STREAMLIT_SERVER_HEADLESS: 'true',
  STREAMLIT_BROWSER_GATHER_USAGE_STATS: 'false',
  HOME: '/tmp',
};
const GRADIO = { GRADIO_SERVER_NAME: '0.0.0.0', GRADIO_ANALYTICS_ENABLED: 'False', HOME: '/tmp' };
