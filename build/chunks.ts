import type { CodeSplittingNameFunction } from 'rolldown';

/** The chunk of all that is loaded together with some modules: themselves and what they import. */
export function loadedWith(entries: readonly string[], chunk: string): CodeSplittingNameFunction {
  let loaded: Set<string> | undefined;
  return (id, graph) => {
    if (loaded === undefined) {
      loaded = new Set(entries);
      for (const each of loaded)
        for (const imported of graph.getModuleInfo(each)?.importedIds ?? []) loaded.add(imported);
    }
    return loaded.has(id) ? chunk : null;
  };
}
