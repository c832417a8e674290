// The engine's module initialiser teaches the runtime where SQLite is (decision 0001); it must stand before the first connection.
System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(Titan.Engine.EngineOptions).Module.ModuleHandle);
return await Titan.Benchmarks.Running.BenchmarkProgram.RunAsync(args).ConfigureAwait(false);
