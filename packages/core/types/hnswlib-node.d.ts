// What is used of hnswlib-node, for the build alone: the package is optional, and where it cannot be compiled pnpm
// leaves it out, types and all. Type checks of a full install go by the package's own.
declare module 'hnswlib-node' {
  interface Hnswlib {
    readonly HierarchicalNSW: new (
      space: 'ip' | 'l2',
      dimension: number,
    ) => import('../src/vector-index/hnsw-graph.ts').NativeGraph;
  }
  const hnswlib: Hnswlib;
  export default hnswlib;
}
