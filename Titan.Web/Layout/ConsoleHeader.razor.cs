using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Layout;

/// <summary>Who we are, what is connected, what time it is, who looks.</summary>
public sealed partial class ConsoleHeader
{
    private string _name = "";
    private SharedRead<HeaderView>? _shared;

    [Inject]
    public required OperatorActs Acts { get; init; }

    [Inject]
    public required FaceParts Parts { get; init; }

    [Inject]
    public required Acknowledgements Seen { get; init; }

    [Inject]
    public required ILogger<ConsoleHeader> Log { get; init; }

    protected override async Task OnInitializedAsync()
    {
        _name = (await Acts.RightsAsync()).Name;
        try
        {
            await Seen.LoadAsync(Feed.Now.AddHours(-25), CancellationToken.None);
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException or InvalidOperationException)
        {
            // Unread alerts then count as new, which is the safe reading.
            NotRead(Log, problem);
        }

        Refresh();
    }

    protected override SharedRead<HeaderView> Shared => _shared ??= SharedBy(Seen);

    private static SharedRead<HeaderView> SharedBy(Acknowledgements seen) => new(null, (snapshot, now) => HeaderView.From(snapshot, now, seen.Known));

    [LoggerMessage(4104, LogLevel.Warning, "The acknowledgements could not be read")]
    private static partial void NotRead(ILogger logger, Exception problem);

    private static Pill Lost(string word) => new(Tone.Unknown, word, T("unknown"), T("The page has lost the console server."));
}
