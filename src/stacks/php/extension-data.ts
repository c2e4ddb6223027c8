const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** What every PHP that we take as a parent has: the official images' own, FrankenPHP's and the hardened ones'. */
export const BUILT_IN: ReadonlySet<string> = words(`
  core ctype curl date dom fileinfo filter hash iconv json lexbor libxml mbstring mysqlnd opcache openssl pcre pdo pdo_sqlite phar
  posix random readline reflection session simplexml sodium spl sqlite3 standard tokenizer uri xml xmlreader xmlwriter
  zend-opcache zlib`);

/** What hardened images have beyond that. They have nothing to install more with. */
export const HARDENED: ReadonlySet<string> = words('intl');

/** What the installer knows for a PHP that is supported (its list of 2026-08), by the name that both use. */
export const INSTALLABLE: ReadonlySet<string> = words(`
  amqp apcu ast bcmath bitset brotli bz2 calendar cassandra csv dba ddtrace decimal ds enchant ev event excimer exif ffi ftp gd
  gearman geospatial gettext gmp gnupg grpc http igbinary imagick imap inotify intl ion ip2location json_post jsonpath judy ldap
  luasandbox lz4 lzf mailparse maxminddb mcrypt md4c memcache memcached memprof mongodb msgpack mysqli newrelic nsq oauth oci8
  odbc openswoole opentelemetry operator parallel parle pcntl pdo_dblib pdo_firebird pdo_mysql pdo_oci pdo_odbc pdo_pgsql
  pdo_sqlsrv pgsql phalcon phpy pkcs11 pq protobuf pspell psr raphf rdkafka redis relay rrd saxon shmop simdjson smbclient
  snappy snmp snuffleupagus soap sockets solr spx sqlsrv ssh2 statgrab stomp swoole sync sysvmsg sysvsem sysvshm tidy
  timezonedb translit uploadprogress uuid uv v8js vips wikidiff2 xattr xdiff xhprof xlswriter xmldiff xmlrpc xpass xsl yac yaml
  yar zephir_parser zip zmq zookeeper zstd`);

/** What a call in the sources needs that no composer.json has to say. */
export const USES: readonly { readonly extension: string; readonly call: RegExp }[] = [
  { extension: 'mysqli', call: /\bnew \\?mysqli\(|\bmysqli_connect\(/ },
  { extension: 'pdo_mysql', call: /\bPDO\(\s{0,8}["']mysql:|["']mysql:host=/ },
  { extension: 'pdo_pgsql', call: /\bPDO\(\s{0,8}["']pgsql:|["']pgsql:host=/ },
  { extension: 'pgsql', call: /\bpg_connect\(/ },
  { extension: 'redis', call: /\bnew \\?Redis\(\s{0,4}\)/ },
  { extension: 'memcached', call: /\bnew \\?Memcached\(/ },
  { extension: 'gd', call: /\bimagecreate(?:truecolor|from\w{1,8})?\(/ },
  { extension: 'imagick', call: /\bnew \\?Imagick\(/ },
  { extension: 'zip', call: /\bnew \\?ZipArchive\b/ },
  { extension: 'soap', call: /\bnew \\?Soap(?:Client|Server)\(/ },
  { extension: 'intl', call: /\bnew \\?(?:NumberFormatter|IntlDateFormatter|Collator)\(/ },
  { extension: 'bcmath', call: /\bbc(?:add|sub|mul|div|mod|pow|comp)\(/ },
  { extension: 'exif', call: /\bexif_read_data\(/ },
  { extension: 'pcntl', call: /\bpcntl_(?:async_signals|signal|fork)\(/ },
  { extension: 'sockets', call: /\bsocket_create\(/ },
];
