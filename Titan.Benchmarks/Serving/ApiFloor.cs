using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Serving;

/// <summary>The floor of goal 14: ASP.NET with one address that answers nothing, or a file's bytes; nobody signs in.</summary>
internal static class ApiFloor
{
    public static async Task RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var body = arguments.Has("body") ? await File.ReadAllBytesAsync(arguments.Required("body"), cancellationToken).ConfigureAwait(false) : [];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{arguments.Number("port", 0)}"));
        await using var app = builder.Build();
        app.MapGet("/health/ready", static () => "ready");
        app.MapGet("/api/state/positions", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
        });
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
    }
}
