namespace Titan.Engine.Venues.Bybit.Budget;

/// <summary>A request that waits for budget; it ends by being let go or by its caller's cancellation.</summary>
internal sealed class BudgetWaiter(BybitPriority priority)
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BybitPriority Priority { get; } = priority;

    public bool IsGone => _gone.Task.IsCompleted;

    public Task Task => _gone.Task;

    public bool TryLetGo() => _gone.TrySetResult();

    public bool TryAbandon(CancellationToken cancellationToken) => _gone.TrySetCanceled(cancellationToken);
}
