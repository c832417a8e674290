using Titan.Engine.Ledger;

namespace Titan.Engine.Kernel;

/// <summary>
/// The effects of one turn, waiting for its facts to be on disk. Each effect is started exactly once, whoever comes first: the commit,
/// or a journal that cannot be written and therefore lets the stopping ones go (design 3a).
/// </summary>
internal sealed class EffectRelease(IReadOnlyList<Effect> effects, Action<IReadOnlyList<Effect>> run)
{
    private readonly Lock _gate = new();
    private IReadOnlyList<Effect> _waiting = effects;

    public bool Done
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count == 0;
            }
        }
    }

    public void All() => Release(static _ => true);

    public void Stopping() => Release(static effect => effect.Stopping);

    private void Release(Func<Effect, bool> which)
    {
        Effect[] now;
        lock (_gate)
        {
            now = [.. _waiting.Where(which)];
            _waiting = now.Length == _waiting.Count ? [] : [.. _waiting.Where(effect => !which(effect))];
        }

        if (now.Length > 0)
        {
            run(now);
        }
    }
}
