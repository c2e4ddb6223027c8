import type { Project } from '../../core/project.ts';
import type { ModFile } from './modfile.ts';
import { goSources } from './sources.ts';

/** Modules that are bindings to C, and so need a C compiler to build and a C library to run. */
const BINDINGS: ReadonlySet<string> = new Set([
  'github.com/mattn/go-sqlite3',
  'github.com/confluentinc/confluent-kafka-go',
  'github.com/confluentinc/confluent-kafka-go/v2',
  'github.com/h2non/bimg',
  'github.com/davidbyttow/govips/v2',
  'github.com/linxGnu/grocksdb',
  'github.com/marcboeker/go-duckdb',
  'github.com/duckdb/duckdb-go/v2',
  'github.com/libgit2/git2go',
  'github.com/pebbe/zmq4',
  'github.com/gen2brain/go-fitz',
  'gocv.io/x/gocv',
  'github.com/google/gopacket/pcap',
  'github.com/tree-sitter/go-tree-sitter',
  'github.com/smacker/go-tree-sitter',
  'github.com/yalue/onnxruntime_go',
]);

/** What needs cgo: a module that is required, or a source that imports "C"; null when nothing does. */
export function cgoNeed(
  project: Project,
  service: string,
  mod: ModFile,
): { readonly what: string; readonly from: string } | null {
  const binding = mod.requires.find((module) => BINDINGS.has(module));
  if (binding !== undefined) return { what: binding, from: mod.path };
  const source = goSources(project, service).find(({ text }) => /^import "C"|^[ \t]+"C"$/m.test(text));
  return source ? { what: 'import "C"', from: source.path } : null;
}
