/** Where the model and its runtime are served: full addresses. */
export interface ModelPlace {
  readonly modelsUrl: string;
  readonly runtimeUrl: string;
}
