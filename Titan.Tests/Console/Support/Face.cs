using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Radzen;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Access;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>A bUnit context with the console's services over a staged engine and a clock that stands at the anchor.</summary>
internal sealed class Face : BunitContext
{
    public Face(EngineSnapshot? snapshot = null, string roles = "Operator", FaceParts? parts = null, IPriceHistory? prices = null)
    {
        // A limit against hanging, never a measure: busy machines are slow.
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        JSInterop.Mode = JSRuntimeMode.Loose;
        // The words under test are the English ones, whatever the machine speaks.
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.InvariantCulture;
        Engine = new StagedEngine(snapshot ?? Anchor.Snapshot());
        Services.AddRadzenComponents();
        Services.AddSingleton<IEngine>(Engine);
        Services.AddSingleton<IHistory>(History);
        Services.AddSingleton<IArchive>(Archive);
        Services.AddSingleton<IDiary>(Diary);
        Services.AddSingleton(prices ?? Prices.Tape);
        Services.AddSingleton(new Titan.Engine.Configuration.TitanConfig());
        Services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(Settings);
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton(parts ?? new FaceParts());
        Services.AddSingleton(new FeedPace { Between = TimeSpan.FromMilliseconds(1), Heartbeat = TimeSpan.FromMilliseconds(20), Machine = Machine });
        Services.AddSingleton<LiveViews>();
        Services.AddSingleton<Titan.Web.Cells.CellWires>();
        Services.AddSingleton<SnapshotFeed>();
        Services.AddSingleton(provider => new ProcessGauge(Engine, provider.GetRequiredService<FeedPace>()));
        Services.AddSingleton<Acknowledgements>();
        Services.AddSingleton<Titan.Web.Shift.SignOffs>();
        Services.AddSingleton(_ => new Titan.Web.Guard.GuardSight(Receipts, Machine));
        Services.AddScoped<CircuitPulse>();
        Services.AddScoped<Titan.Web.Cells.CellWire>();
        Services.AddScoped<CircuitFeed>();
        Services.AddScoped<OperatorActs>();
        Services.AddScoped<PositionHands>();
        Services.AddScoped<Titan.Web.Tuning.LimitsDesk>();
        Services.AddSingleton<IKillCodes>(KillCodes);
        Services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        var user = this.AddAuthorization();
        user.SetAuthorized("titan_admin");
        user.SetRoles(roles.Split(','));
        Feed = Services.GetRequiredService<SnapshotFeed>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public StagedEngine Engine { get; }

    public StagedHistory History { get; } = new(Anchor.Curve(Anchor.At));

    public StagedArchive Archive { get; } = new();

    public StagedDiary Diary { get; } = new();

    public StagedPrices Prices { get; } = StagedPrices.Of(Anchor.At);

    /// <summary>Settings as a test gives them; nothing is set otherwise.</summary>
    public Microsoft.Extensions.Configuration.ConfigurationManager Settings { get; } = new();

    public FrozenClock Clock { get; } = new(Anchor.At);

    /// <summary>The guard's folder, when a test lets the console see one.</summary>
    public Titan.Engine.Guard.GuardReceipts? Receipts { get; set; }

    public StagedKillCodes KillCodes { get; } = new();

    public HastyMachine Machine { get; } = new();

    public SnapshotFeed Feed { get; }

    /// <summary>Starts the one reader of the engine, as the host would.</summary>
    public async Task RunFeedAsync()
    {
        await Feed.StartAsync(CancellationToken.None);
        await Engine.Subscribed.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>Waits until something holds that no drawing announces.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Holds(holds))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
        }
    }

    // What is counted may grow while it is counted.
    private static bool Holds(Func<bool> holds)
    {
        try
        {
            return holds();
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
