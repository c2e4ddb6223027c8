/** The path that is asked when nothing says another: any answer of a working server will do. */
const GUESS = '/';

/**
 * A health check by Debian's own Perl, which every Debian image has: services without a runtime that could ask for them need no
 * curl for it. A path that somebody named must answer below 400, the guessed one below 500; after two seconds it gives up.
 * @param variable whose value goes before the port, as it does for the service; null for none
 * @returns the words of the exec form
 */
export function perlProbe(port: number, path: string, variable: string | null, seen: boolean): string[] {
  const address = variable === null ? `'127.0.0.1:${port}'` : `'127.0.0.1:' . ($ENV{${variable}} // ${port})`;
  const lines = [
    'alarm 2',
    `my $s = IO::Socket::INET->new(${address}) or die`,
    `print $s 'GET ${path.replace(/[\\']/g, '\\$&')} HTTP/1.0', "\\r\\nHost: localhost\\r\\n\\r\\n"`,
    `<$s> =~ / [${seen || path !== GUESS ? '23' : '2-4'}]\\d\\d / or die`,
  ];
  return ['perl', '-MIO::Socket::INET', '-e', lines.join('; ')];
}
