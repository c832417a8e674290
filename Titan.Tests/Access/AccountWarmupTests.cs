using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Journal;
using Titan.Engine.Journal.Database;
using Titan.Simulator.Time;
using Titan.Tests.Support;
using Titan.Web.Access;

namespace Titan.Tests.Access;

/// <summary>Looking at the accounts ahead of the first sign-in is a courtesy: a service of the host that fails would take the engine with it.</summary>
public sealed class AccountWarmupTests
{
    [Fact]
    public async Task Database_ThatCannotBeRead_EndsTheServiceAndNotTheHost()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var machine = new SteppedClock(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
        using var accounts = new AccountStore(
            DispatchProxy.Create<IDbContextFactory<TitanDbContext>, BrokenFactory>(), new JournalOptions { DataDirectory = "nowhere" }, ConsoleHost.QuickHashes, WallClock.System, NullLogger<AccountStore>.Instance);
        using var warmup = new AccountWarmup(new FakeEngine(), accounts, machine, NullLogger<AccountWarmup>.Instance);

        await warmup.StartAsync(limit.Token);
        while (!warmup.ExecuteTask!.IsCompleted)
        {
            machine.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            limit.Token.ThrowIfCancellationRequested();
        }

        Assert.True(warmup.ExecuteTask.IsCompletedSuccessfully);
    }

    /// <summary>What a damaged file makes of every question.</summary>
    public class BrokenFactory : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new DllNotFoundException("e_sqlite3");
    }
}
