using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Kernel;
using Titan.Simulator.Time;
using Titan.Web.Memory;

namespace Titan.Tests.Memory;

/// <summary>Letting pages go is a courtesy: a service of the host that fails would take the engine with it.</summary>
public sealed class StartPagesTests
{
    [Fact]
    public async Task Failure_OfAnyKind_EndsTheServiceAndNotTheHost()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var machine = new SteppedClock(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
        using var pages = new StartPages(DispatchProxy.Create<IEngine, BrokenEngine>(), machine, NullLogger<StartPages>.Instance);

        await pages.StartAsync(limit.Token);
        while (!pages.ExecuteTask!.IsCompleted)
        {
            machine.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
            limit.Token.ThrowIfCancellationRequested();
        }

        Assert.True(pages.ExecuteTask.IsCompletedSuccessfully);
    }

    /// <summary>Throws what a system without the library would.</summary>
    public class BrokenEngine : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new DllNotFoundException("libc");
    }
}
