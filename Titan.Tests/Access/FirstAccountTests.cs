using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Engine.Journal.Database;
using Titan.Tests.Support;
using Titan.Web.Access;

namespace Titan.Tests.Access;

/// <summary>The account that the first start makes: once, complete, and before anybody has to wait for the model behind the others.</summary>
public sealed class FirstAccountTests
{
    [Fact]
    public async Task FirstStart_MakesOneAccountWithEveryRole_AndALaterStartNone()
    {
        await using var console = await ConsoleHost.StartAsync();
        var accounts = console.Services.GetRequiredService<AccountStore>();

        Assert.Null(await accounts.EnsureFirstAsync(null, CancellationToken.None));

        await using var context = await console.Services.GetRequiredService<IDbContextFactory<TitanDbContext>>().CreateDbContextAsync();
        var row = await context.Users.SingleAsync();
        Assert.Equal((AccountStore.FirstName, false, 0, 0L, 0L), (row.Name, row.Disabled, row.FailedCount, row.LockedUntil, row.LastTotpStep));
        Assert.Equal(Roles.All, row.Roles.Split(','));
        Assert.Null(row.KillCodeHash ?? row.TotpSecretProtected);
        Assert.NotNull((await accounts.VerifyAsync(AccountStore.FirstName, ConsoleHost.Password, stopping: false, CancellationToken.None)).Account);
    }

    [Fact]
    public async Task FirstStart_WithoutAPassword_DrawsOneThatFits()
    {
        await using var console = await ConsoleHost.StartAsync();
        var journal = console.Services.GetRequiredService<JournalOptions>();
        await using (var context = await console.Services.GetRequiredService<IDbContextFactory<TitanDbContext>>().CreateDbContextAsync())
        {
            await context.Users.ExecuteDeleteAsync();
        }

        var accounts = console.Services.GetRequiredService<AccountStore>();
        var drawn = await accounts.EnsureFirstAsync(null, CancellationToken.None);

        Assert.Equal(20, drawn!.Length);
        Assert.NotNull((await accounts.VerifyAsync(AccountStore.FirstName, drawn, stopping: false, CancellationToken.None)).Account);
        Assert.False(await UserTable.AddFirstAsync(journal, () => throw new InvalidOperationException("asked though there is one"), CancellationToken.None));
    }
}
