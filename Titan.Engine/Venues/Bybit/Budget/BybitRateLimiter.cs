namespace Titan.Engine.Venues.Bybit.Budget;

/// <summary>
/// Keeps us inside the venue's request limits without slowing anyone who is not limited: on the real venue the documented limits
/// hold from the start, elsewhere (a loopback exchange) only once an answer showed a limit. Exits and cancels go before entries,
/// entries before reads; a part of each order budget is kept for exits. Windows run on the venue's clock. Thread-safe.
/// </summary>
internal sealed class BybitRateLimiter : IDisposable
{
    /// <summary>More waiting requests than this are refused at once.</summary>
    public const int MostWaiters = 2_000;

    // A little longer than the venue's second, since requests reach it with varying delay.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1_020);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RequestBudget> _budgets = [];
    private readonly Queue<long> _lastSecond = new();
    private readonly TimeProvider _clock;
    private readonly int _ceiling;
    private readonly bool _assumeDocumented;
    private readonly Random _jitter;
    private readonly ITimer _timer;
    private int _parked;
    private int _orderLimit;
    private bool _disposed;

    /// <param name="clock">The venue-facing clock; its limits are counted in its seconds.</param>
    /// <param name="ceiling">Most order requests per second and endpoint that the operator allows.</param>
    /// <param name="assumeDocumented">True on the real venue.</param>
    /// <param name="jitterSeed">Seed of the pause added after a refusal.</param>
    public BybitRateLimiter(TimeProvider clock, int ceiling, bool assumeDocumented, int jitterSeed)
    {
        _clock = clock;
        _ceiling = ceiling;
        _assumeDocumented = assumeDocumented;
        _orderLimit = ceiling;
        _jitter = new Random(jitterSeed);
        _timer = clock.CreateTimer(static state => ((BybitRateLimiter)state!).Pump(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Requests that only the venue's clock can let go.</summary>
    public int Parked => Volatile.Read(ref _parked);

    /// <summary>Create requests per second that we keep to.</summary>
    public int OrderLimit => Volatile.Read(ref _orderLimit);

    public int RequestsLastSecond
    {
        get
        {
            lock (_gate)
            {
                Forget(Now);
                return _lastSecond.Count;
            }
        }
    }

    /// <summary>True while an endpoint waits for its reset.</summary>
    public bool BackingOff
    {
        get
        {
            lock (_gate)
            {
                var now = Now;
                return _budgets.Values.Any(budget => budget.IsBlocked(now));
            }
        }
    }

    private long Now => _clock.GetUtcNow().UtcTicks;

    /// <summary>Waits for the endpoint's and the address's budget. False when too many wait already. Ends with
    /// <see cref="OperationCanceledException"/> when the caller gives up; nothing is spent then.</summary>
    public async ValueTask<bool> AcquireAsync(string endpoint, BybitPriority priority, CancellationToken cancellationToken) =>
        await AcquireOneAsync(endpoint, priority, cancellationToken) && await AcquireOneAsync(BybitBudgets.Address, priority, cancellationToken);

    /// <summary>Takes note of the limit headers of an answer; all of them are optional.</summary>
    public void Learn(string endpoint, int? limit, int? remaining, long? resetMs, long venueMs)
    {
        // A venue that counts has at least counted the request it just answered; one that has not does not enforce its limit.
        if (limit is not > 0 || (!_assumeDocumented && remaining >= limit))
            return;
        lock (_gate)
        {
            var budget = BudgetOf(endpoint);
            budget.Limit = Ceiled(endpoint, limit.Value);
            if (remaining is <= 0 && resetMs > venueMs)
                budget.BlockUntil(Now + Ticks(resetMs.Value - venueMs));
        }
    }

    /// <summary>The venue refused a request of this endpoint: nobody sends there before its reset (one second when it does not say).</summary>
    public void Exceeded(string endpoint, long? resetMs, long venueMs)
    {
        lock (_gate)
        {
            var budget = BudgetOf(endpoint);
            if (budget.Limit == 0)
                budget.Limit = Ceiled(endpoint, Math.Max(1, BybitBudgets.Documented(endpoint)));
            var wait = resetMs is { } reset ? Math.Clamp(reset - venueMs, 0, 60_000) : 1_000;
            budget.BlockUntil(Now + Ticks(wait + _jitter.Next(5, 40)));
            Arm();
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _timer.Dispose();
    }

    private async ValueTask<bool> AcquireOneAsync(string endpoint, BybitPriority priority, CancellationToken cancellationToken)
    {
        BudgetWaiter waiter;
        lock (_gate)
        {
            var budget = BudgetOf(endpoint);
            if (budget.TryTake(priority, Now))
            {
                if (endpoint != BybitBudgets.Address)
                    Remember(Now);
                return true;
            }

            if (_parked >= MostWaiters)
                return false;
            cancellationToken.ThrowIfCancellationRequested();
            waiter = new BudgetWaiter(priority);
            budget.Enqueue(waiter);
            _parked++;
            Arm();
        }

        await using var registration = cancellationToken.Register(() => Abandon(waiter, cancellationToken));
        await waiter.Task;
        return true;
    }

    private void Abandon(BudgetWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiter.TryAbandon(cancellationToken))
                _parked--;
        }
    }

    private void Pump()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            var now = Now;
            foreach (var (endpoint, budget) in _budgets)
            {
                while (budget.Next(now) is { } waiter)
                {
                    // First off the parked count, then off the leash: a reader of both never sees a moment of false rest.
                    _parked--;
                    waiter.TryLetGo();
                    if (endpoint != BybitBudgets.Address)
                        Remember(now);
                }
            }

            Arm();
        }
    }

    private void Arm()
    {
        if (_disposed)
            return;
        var now = Now;
        var wake = long.MaxValue;
        foreach (var budget in _budgets.Values)
            wake = Math.Min(wake, budget.WakeAt(now) ?? long.MaxValue);
        _timer.Change(wake == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(Math.Max(wake - now, TimeSpan.TicksPerMillisecond)), Timeout.InfiniteTimeSpan);
    }

    private RequestBudget BudgetOf(string endpoint)
    {
        if (_budgets.TryGetValue(endpoint, out var budget))
            return budget;
        var isAddress = endpoint == BybitBudgets.Address;
        budget = new RequestBudget(
            isAddress ? TimeSpan.FromSeconds(5) : Window,
            isAddress ? BybitBudgets.AddressReserve : BybitBudgets.IsOrder(endpoint) ? BybitBudgets.OrderReserve : 0)
        {
            Limit = _assumeDocumented ? Ceiled(endpoint, BybitBudgets.Documented(endpoint)) : 0,
        };
        _budgets.Add(endpoint, budget);
        return budget;
    }

    private int Ceiled(string endpoint, int limit)
    {
        var ceiled = BybitBudgets.IsOrder(endpoint) ? Math.Min(limit, _ceiling) : limit;
        if (endpoint == BybitBudgets.Create)
            Volatile.Write(ref _orderLimit, ceiled);
        return ceiled;
    }

    private void Remember(long now)
    {
        Forget(now);
        if (_lastSecond.Count < MostWaiters)
            _lastSecond.Enqueue(now);
    }

    private void Forget(long now)
    {
        while (_lastSecond.TryPeek(out var oldest) && (oldest + TimeSpan.TicksPerSecond <= now || oldest > now))
            _lastSecond.Dequeue();
    }

    private static long Ticks(long ms) => ms * TimeSpan.TicksPerMillisecond;
}
