return await Titan.Benchmarks.Running.BenchmarkProgram.RunAsync(args).ConfigureAwait(false);
