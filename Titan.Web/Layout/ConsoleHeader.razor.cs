using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Layout;

/// <summary>Who we are, what is connected, what time it is, who looks.</summary>
public sealed partial class ConsoleHeader
{
    private string _name = "";

    [Inject]
    public required OperatorActs Acts { get; init; }

    [Inject]
    public required FaceParts Parts { get; init; }

    protected override async Task OnInitializedAsync() => _name = (await Acts.RightsAsync()).Name;

    protected override HeaderView Read(EngineSnapshot snapshot, DateTimeOffset now) => HeaderView.From(snapshot, now);

    private static Pill Lost(string word) => new(Tone.Unknown, word, T("unknown"), T("The page has lost the console server."));
}
