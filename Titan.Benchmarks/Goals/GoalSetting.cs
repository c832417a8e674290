using System.Globalization;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>Where files lie: generated data and databases in a folder of the machine's temporary one, peers beside the project.</summary>
internal sealed class GoalSetting
{
    private readonly BenchmarkArguments _arguments;

    public GoalSetting(BenchmarkArguments arguments)
    {
        Cache = Path.GetFullPath(arguments.Text("cache", Path.Combine(Path.GetTempPath(), "titan-benchmarks")));
        Directory.CreateDirectory(Cache);
        Files = new MarketFiles(Cache);
        Peers = Path.GetFullPath(arguments.Text("peers", FindPeers()));
        Seconds = arguments.Number("seconds", 2).ToString(CultureInfo.InvariantCulture);
        _arguments = arguments;
        Root = Path.GetFullPath(Path.Combine(Peers, "..", ".."));
    }

    public string Cache { get; }

    public MarketFiles Files { get; }

    public string Peers { get; }

    /// <summary>Root of the repository.</summary>
    public string Root { get; }

    /// <summary>The product as `./titan publish` leaves it.</summary>
    public string Web => Path.Combine(Root, "dist", "Titan.Web");

    /// <summary>Warm seconds of each in-memory contestant.</summary>
    public string Seconds { get; }

    /// <summary>Seconds that a long run lasts: what was asked for with <c>--seconds</c>, else its own.</summary>
    public int Duration(int otherwise) => _arguments.Number("seconds", otherwise);

    /// <summary>Frames a second of a long run: what was asked for with <c>--rate</c>, else its own.</summary>
    public int Rate(int otherwise) => _arguments.Number("rate", otherwise);

    /// <summary>Milliseconds of silence between two triggers: what was asked for with <c>--pace</c>, else the goal's own.</summary>
    public string Pace(int otherwise) => _arguments.Number("pace", otherwise).ToString(CultureInfo.InvariantCulture);

    private static string FindPeers()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var peers = Path.Combine(folder.FullName, "Titan.Benchmarks", "peers");
            if (Directory.Exists(peers))
            {
                return peers;
            }
        }

        return Path.Combine(AppContext.BaseDirectory, "peers");
    }
}
