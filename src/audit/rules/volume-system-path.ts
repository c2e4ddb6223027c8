import { unquote } from '../../dockerfile/words.ts';
import type { Rule } from '../rule.ts';

const SYSTEM =
  /^\/(?:boot|dev|etc|lib|lib64|proc|run|sys|usr|bin|sbin)?\/?$|^\/(?:proc|sys|dev|boot)\/|^(?:\/var)?\/run\/docker\.sock$/;
const DOCKLE = /^\/(?:dev|proc|sys)(?:\/|$)/;

export const volumeSystemPath: Rule = {
  id: 'volume/system-path',
  level: 'high',
  title: 'A system folder or the Docker socket is a volume or working directory',
  why: 'A volume there hides or shares what the system needs: devices, the kernel, its programs. With the Docker socket a container is root on the host.',
  fix: 'Use a folder of the service: /data.',
  aliases: ['dockle:DKL-DI-0002', 'trivy:DS-0030', 'semgrep:dockerd-socket-mount'],
  sources: ['CIS Docker Benchmark 5.5', 'Dockle'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nVOLUME /proc' },
      { dockerfile: 'FROM a\nVOLUME ["/data", "/var/run/docker.sock"]' },
      { dockerfile: 'FROM a\nWORKDIR /sys/x' },
    ],
    good: [
      { dockerfile: 'FROM a\nVOLUME /data /var/lib/app\nWORKDIR /usr/src/app' },
      { dockerfile: 'FROM a\nWORKDIR /' },
    ],
  },
  *check({ stages }) {
    for (const stage of stages) {
      for (const { keyword, json, words, line, endLine } of stage.instructions) {
        if (keyword !== 'VOLUME' && keyword !== 'WORKDIR') continue;
        const paths = json ?? words.map(({ text }) => unquote(text));
        const path = paths.find((each) => SYSTEM.test(each) && !(keyword === 'WORKDIR' && each === '/'));
        if (path === undefined) continue;
        const aliases = path.endsWith('.sock')
          ? ['trivy:DS-0030', 'semgrep:dockerd-socket-mount']
          : DOCKLE.test(path)
            ? ['dockle:DKL-DI-0002']
            : [];
        yield { message: `${keyword} ${path} is a part of the system.`, line, endLine, stage, aliases };
      }
    }
  },
};
