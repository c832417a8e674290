using System.Text.Json;
using Titan.Engine.Kernel;

namespace Titan.Web.Api;

/// <summary>
/// An answer that depends on nothing but the snapshot, as UTF-8 JSON: written by the first who asks after a new snapshot and shared by
/// everyone who asks before the next, because a snapshot lives a tenth of a second and never changes. Thread-safe; two who ask at once
/// may both write, and either copy is right.
/// </summary>
internal sealed class SnapshotBytes(Func<EngineSnapshot, object> shape)
{
    private Answer? _newest;

    /// <summary>The answer for this snapshot.</summary>
    public IResult Of(EngineSnapshot snapshot)
    {
        var known = Volatile.Read(ref _newest);
        if (known is not null && ReferenceEquals(known.Snapshot, snapshot))
        {
            return known;
        }

        var made = new Answer(snapshot, JsonSerializer.SerializeToUtf8Bytes(shape(snapshot), ApiJson.WithNulls));
        Volatile.Write(ref _newest, made);
        return made;
    }

    private sealed class Answer(EngineSnapshot snapshot, byte[] bytes) : IResult
    {
        public EngineSnapshot Snapshot => snapshot;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.ContentLength = bytes.Length;
            return httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
        }
    }
}
