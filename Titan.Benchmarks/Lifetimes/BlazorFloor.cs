using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Lifetimes;

/// <summary>The floor of goals 10 and 11: a Blazor Server application with one page and a health address, nothing behind it.</summary>
internal static class BlazorFloor
{
    public static async Task RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{arguments.Number("port", 0)}"));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapGet("/health/ready", static () => "ready");
        app.MapRazorComponents<Page>().AddInteractiveServerRenderMode();
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One line of text.</summary>
    [Route("/")]
    public sealed class Page : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, "floor");
    }
}
