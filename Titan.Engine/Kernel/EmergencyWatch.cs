namespace Titan.Engine.Kernel;

/// <summary>Looks at the emergency marker every second of the machine's time and tells the loop what changed.</summary>
internal sealed class EmergencyWatch : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly EmergencyMarker _marker;
    private readonly Action<EngineInput> _post;
    private readonly ITimer _timer;
    private string? _last;
    private bool _told;

    public EmergencyWatch(EmergencyMarker marker, Action<EngineInput> post)
    {
        (_marker, _post) = (marker, post);
        Look();
        _timer = TimeProvider.System.CreateTimer(_ => Look(), null, Every, Every);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var text = _marker.Read();
        if (!_told || text != _last)
        {
            (_told, _last) = (true, text);
            _post(new EmergencyMarkerSeen(text));
        }
    }
}
