const SECRET = new Set(
  'apikey auth authtoken credential credentials key password passwd passphrase pass pword psw pwd secret secrets token tokens pat privatekey'.split(
    ' ',
  ),
);

/** With one of these beside it the name stands for something else: a public half, a place, a version. */
const HARMLESS = new Set(
  'public pub file files path dir version url uri host name user id ttl expiry expires length size header type algorithm alg prefix gpg keyring server sock field enabled disabled mode method provider issuer audience domain realm'.split(
    ' ',
  ),
);

/** Also without an underscore: `PGPASSWORD`, `GITHUBTOKEN`. */
const ENDING = /(?:password|passwd|token|secret|apikey)$/;

/** Whether the name of a variable says that it holds a credential. */
export function isSecretName(name: string): boolean {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return words.some((word) => SECRET.has(word) || ENDING.test(word)) && !words.some((word) => HARMLESS.has(word));
}

/** Whether a value is no credential whatever its name: nothing, a switch, a number, a place in the file system. */
export function isHarmlessValue(value: string): boolean {
  return value === '' || /^(?:true|false|yes|no|on|off|none|null|\d{1,3}|\/[\w./-]*)$/i.test(value.slice(0, 300));
}

/** Whether a value is written out and not taken from a variable or another command. */
export function isLiteral(value: string): boolean {
  return !/[$`]/.test(value);
}
