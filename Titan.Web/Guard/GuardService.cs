using Titan.Engine.Guard;

namespace Titan.Web.Guard;

/// <summary>Keeps the guard watching for the life of its process.</summary>
internal sealed class GuardService(GuardWatch watch) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => watch.RunAsync(stoppingToken);
}
