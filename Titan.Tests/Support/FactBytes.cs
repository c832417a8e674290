using System.Text.Json;
using Titan.Engine.Ledger;

namespace Titan.Tests.Support;

/// <summary>A fact or a state image through the very bytes that the journal writes.</summary>
internal static class FactBytes
{
    public static Fact RoundTrip(Fact fact)
    {
        var kind = JournalJson.Default.GetTypeInfo(fact.GetType());
        Assert.NotNull(kind);
        return (Fact)JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(fact, kind), kind)!;
    }

    public static EngineState RoundTrip(EngineState state)
    {
        var kind = JournalJson.Default.EngineStateImage;
        return EngineState.FromImage(JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(state.ToImage(), kind), kind)!);
    }
}
