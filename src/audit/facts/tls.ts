import { hasFlag, hasShort, subcommand } from './commands.ts';

/** A switch that turns the check of certificates off. */
export interface Switch {
  readonly what: string;
  readonly aliases: readonly string[];
}

interface VariableSwitch extends Switch {
  readonly name: RegExp;
  readonly value: RegExp;
}

const OFF = /^(?:0|false|no|off)$/i;
const ANY = /./;

const VARIABLES: readonly VariableSwitch[] = [
  { name: /^NODE_TLS_REJECT_UNAUTHORIZED$/, value: /^0$/, what: 'Node.js', aliases: ['checkov:CKV2_DOCKER_6'] },
  { name: /^npm_config_strict_ssl$/i, value: OFF, what: 'npm', aliases: ['checkov:CKV2_DOCKER_12'] },
  { name: /^YARN_ENABLE_STRICT_SSL$/, value: OFF, what: 'Yarn', aliases: [] },
  { name: /^PYTHONHTTPSVERIFY$/, value: /^0$/, what: 'Python', aliases: ['checkov:CKV2_DOCKER_5'] },
  { name: /^PIP_TRUSTED_HOST$/, value: ANY, what: 'pip', aliases: ['checkov:CKV2_DOCKER_16'] },
  { name: /^UV_INSECURE_HOST$/, value: ANY, what: 'uv', aliases: [] },
  { name: /^GIT_SSL_NO_VERIFY$/, value: ANY, what: 'git', aliases: ['checkov:CKV2_DOCKER_14'] },
  { name: /^(?:GOINSECURE|GONOSUMDB)$/, value: ANY, what: 'Go', aliases: [] },
  { name: /^GOSUMDB$/, value: /^off$/, what: 'Go', aliases: [] },
];

/** The switch that a variable is, if it is one. */
export function variableSwitch(name: string, value: string): Switch | undefined {
  return VARIABLES.find((each) => each.name.test(name) && each.value.test(value));
}

/** The switch that a command holds, if it does. */
export function commandSwitch(program: string, args: readonly string[]): Switch | undefined {
  const text = args.join(' ').slice(0, 2000);
  switch (program) {
    case 'curl':
      return hasShort(args, 'k') || hasFlag(args, '--insecure')
        ? { what: 'curl', aliases: ['checkov:CKV2_DOCKER_2'] }
        : undefined;
    case 'wget':
      return hasFlag(args, '--no-check-certificate') ? { what: 'wget', aliases: ['checkov:CKV2_DOCKER_3'] } : undefined;
    case 'pip':
    case 'pip3':
      return hasFlag(args, '--trusted-host') ? { what: 'pip', aliases: ['checkov:CKV2_DOCKER_4'] } : undefined;
    case 'npm':
    case 'yarn':
    case 'pnpm':
      return /\bstrict-?ssl[ =]false\b/i.test(text)
        ? { what: program, aliases: ['checkov:CKV2_DOCKER_13'] }
        : undefined;
    case 'git':
      return /\bsslverify[ =](?:false|0)\b/i.test(text) ? { what: 'git', aliases: [] } : undefined;
    case 'composer':
      return subcommand(args) === 'config' && /\b(?:disable-tls true|secure-http false)\b/.test(text)
        ? { what: 'composer', aliases: [] }
        : undefined;
    case 'yum-config-manager':
    case 'dnf':
    case 'yum':
      return /sslverify=(?:0|false|no)\b/i.test(text)
        ? { what: program, aliases: ['checkov:CKV2_DOCKER_15'] }
        : undefined;
    default:
      return undefined;
  }
}
