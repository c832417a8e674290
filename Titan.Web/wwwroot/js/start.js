// Starts the circuit: gentle retries without end, so that a page left open finds its way back by itself.
(() => {
  const waits = [0, 500, 1000, 2000, 4000, 8000];
  globalThis.Blazor.start({
    circuit: {
      reconnectionOptions: {
        maxRetries: undefined,
        retryIntervalMilliseconds: attempt => waits[Math.min(attempt, waits.length - 1)],
      },
    },
  });
})();
