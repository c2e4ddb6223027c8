/** Libraries with machine code in their jar, which they unpack into the folder of temporary files and load from there. */
const UNPACKING: readonly string[] = [
  'org.xerial:sqlite-jdbc',
  'org.xerial.snappy:snappy-java',
  'com.github.luben:zstd-jni',
  'net.java.dev.jna:jna',
  'net.java.dev.jna:jna-platform',
  'com.github.jnr:jnr-ffi',
  'org.rocksdb:rocksdbjni',
  'org.lmdbjava:lmdbjava',
  'org.duckdb:duckdb_jdbc',
  'org.conscrypt:conscrypt-openjdk-uber',
  'io.netty:netty-tcnative-boringssl-static',
  'com.aayushatharva.brotli4j:brotli4j',
  'org.bytedeco:javacv-platform',
  'ai.djl.pytorch:pytorch-engine',
  'com.microsoft.onnxruntime:onnxruntime',
  'org.apache.kafka:kafka-clients',
  'org.apache.kafka:kafka-streams',
  'org.springframework.kafka:spring-kafka',
];

/** The first dependency that unpacks machine code, or undefined: a tmpfs that forbids to run files breaks it. */
export function unpackingLibrary(dependencies: ReadonlyMap<string, unknown>): string | undefined {
  return UNPACKING.find((name) => dependencies.has(name));
}
