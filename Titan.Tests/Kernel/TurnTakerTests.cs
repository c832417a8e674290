using Titan.Engine.Kernel;
using Titan.Simulator.Time;

namespace Titan.Tests.Kernel;

/// <summary>Turns are taken by whoever brings something, and end for good with a failure or the last one.</summary>
public sealed class TurnTakerTests
{
    private readonly SteppedClock _wall = new(DateTimeOffset.UnixEpoch);
    private readonly TurnTaker _turns;
    private Action? _within;
    private int _taken;
    private int _rung;

    public TurnTakerTests()
    {
        _turns = new TurnTaker(Turn, () => _rung++, _wall);
        _turns.Open();
        (_rung, _taken) = (0, 0);
    }

    [Fact]
    public void WhatComesAfterAPause_IsDecidedAtOnce()
    {
        _wall.Advance(TimeSpan.FromMilliseconds(1));
        _turns.TakeUnlessBurst();

        Assert.Equal((1, 0), (_taken, _rung));
    }

    [Fact]
    public void WhatComesInABurst_IsLeftToTheLoop()
    {
        _turns.Take();
        _wall.Advance(TimeSpan.FromMicroseconds(50));
        _turns.TakeUnlessBurst();

        Assert.Equal((1, 1), (_taken, _rung));
    }

    [Fact]
    public void WhatComesDuringATurn_IsRungFor()
    {
        _within = _turns.Take;
        _turns.Take();

        Assert.Equal((1, 1), (_taken, _rung));
    }

    [Fact]
    public void ATurnThatFails_IsTheLast_AndSaysWhy()
    {
        _within = static () => throw new InvalidOperationException("the core has a bug");
        _turns.Take();
        _within = null;
        _turns.Take();

        Assert.Equal((1, 1), (_taken, _rung));
        Assert.True(_turns.Busy);
        Assert.Equal("the core has a bug", Assert.Throws<InvalidOperationException>(_turns.ThrowIfFailed).Message);
    }

    [Fact]
    public async Task TheLastTurn_WaitsForTheOneThatIsRunning_AndIsNotGivenBack()
    {
        var rung = new TaskCompletionSource();
        Task? last = null;
        _within = () => last ??= _turns.TakeLastAsync(() => rung.Task);
        _turns.Take();
        Assert.Equal((1, 1), (_taken, _rung));

        rung.SetResult();
        await last!;
        _turns.Take();

        Assert.Equal(2, _taken);
    }

    private void Turn()
    {
        _taken++;
        _within?.Invoke();
    }
}
