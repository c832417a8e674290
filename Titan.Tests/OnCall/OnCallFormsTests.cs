using Microsoft.AspNetCore.DataProtection;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;
using Titan.Web.OnCall;

namespace Titan.Tests.OnCall;

/// <summary>One-time forms by themselves: whose they are, what a second sending does, and what a restart remembers.</summary>
public sealed class OnCallFormsTests
{
    private readonly FakeEngine _engine = new();
    private readonly StagedHistory _history = new([]);
    private readonly EphemeralDataProtectionProvider _seal = new();

    [Fact]
    public void Form_IsOnlyForItsAccountAndAct()
    {
        var forms = Forms();
        var text = forms.Make("anna", "flatten");

        Assert.NotNull(forms.Read("anna", "flatten", text));
        Assert.Null(forms.Read("ben", "flatten", text));
        Assert.Null(forms.Read("anna", "kill", text));
        Assert.Null(forms.Read("anna", "flatten", text + "x"));
        Assert.Null(forms.Read("anna", "flatten", ""));
    }

    [Fact]
    public async Task Form_SentTwiceAtTheSameTime_ActsOnceForBoth()
    {
        var forms = Forms();
        var form = forms.Read("anna", "flatten", forms.Make("anna", "flatten"))!;
        var flat = new TaskCompletionSource<CommandResult>();
        var acts = 0;
        Task<CommandResult> Act(CorrelationId id)
        {
            Interlocked.Increment(ref acts);
            return flat.Task;
        }

        var first = forms.OnceAsync(form, "anna", Act, CancellationToken.None);
        var second = forms.OnceAsync(form, "anna", Act, CancellationToken.None);
        flat.SetResult(CommandResult.Done("flat"));

        Assert.Equal((false, true), ((await first).Replayed, (await second).Replayed));
        Assert.Equal(1, acts);
    }

    [Fact]
    public async Task Form_RefusedBeforeAnythingWasDone_MayTryAgain()
    {
        var forms = Forms();
        var form = forms.Read("anna", "flatten", forms.Make("anna", "flatten"))!;
        await forms.OnceAsync(form, "anna", _ => Task.FromResult(CommandResult.Refused("NOT_READY", "starting")), CancellationToken.None);

        var again = await forms.OnceAsync(form, "anna", _ => Task.FromResult(CommandResult.Done("flat")), CancellationToken.None);

        Assert.Equal(("flat", false), (again.Result.Message, again.Replayed));
    }

    [Fact]
    public async Task Form_ThatWasStillRunning_SentAgainLater_ShowsTheReceipt()
    {
        var forms = Forms();
        var form = forms.Read("anna", "flatten", forms.Make("anna", "flatten"))!;
        await forms.OnceAsync(form, "anna", _ => Task.FromResult(new CommandResult(CommandStatus.StillRunning, "FLATTEN_STILL_RUNNING", "not flat")), CancellationToken.None);
        _history.Flattens = [ConsoleTests.FlattenReceiptTests.Receipt(Anchor.At) with { Id = form.Id.Value }];

        var again = await forms.OnceAsync(form, "anna", _ => throw new InvalidOperationException("must not act"), CancellationToken.None);

        Assert.Equal((CommandStatus.Done, form.Id.Value), (again.Result.Status, again.Result.Receipt?.Id));
    }

    [Theory]
    [InlineData("started", false)]
    [InlineData("Done", false)]
    [InlineData("Refused", true)]
    public async Task Form_DrawnBeforeARestart_ActsOnlyWhenTheAuditDoesNotKnowItsAct(string result, bool acts)
    {
        var before = Forms();
        var text = before.Make("anna", "close-BTCUSDT");
        var after = Forms();
        var form = after.Read("anna", "close-BTCUSDT", text)!;
        _history.Audit = [new AuditRow(7, Anchor.At, form.Id.Value, "close", "anna", "Operator", "oncall", null, result, null, "hash")];
        var done = 0;

        var outcome = await after.OnceAsync(form, "anna", _ => Task.FromResult(CommandResult.Done($"act {++done}")), CancellationToken.None);

        Assert.Equal((acts ? 1 : 0, !acts), (done, outcome.Replayed));
    }

    [Fact]
    public async Task Form_DrawnBeforeARestart_ThatWasNeverSent_Acts()
    {
        var text = Forms().Make("anna", "flatten");
        var after = Forms();

        var outcome = await after.OnceAsync(after.Read("anna", "flatten", text)!, "anna", _ => Task.FromResult(CommandResult.Done("flat")), CancellationToken.None);

        Assert.False(outcome.Replayed);
    }

    private OnCallForms Forms() => new(_engine, _history, _seal);
}
