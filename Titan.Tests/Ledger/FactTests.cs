using System.Reflection;
using System.Text.Json.Serialization;
using Titan.Engine.Ledger;

namespace Titan.Tests.Ledger;

public sealed class FactTests
{
    [Fact]
    public void EveryKindOfFact_CanBeWrittenToTheJournal()
    {
        var kinds = typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact))).ToArray();
        Assert.NotEmpty(kinds);
        Assert.Empty(kinds.Where(kind => JournalJson.Default.GetTypeInfo(kind) is null).Select(kind => kind.Name));
        var listed = typeof(JournalJson).GetCustomAttributesData().Count(data => data.AttributeType == typeof(JsonSerializableAttribute));
        Assert.Equal(kinds.Length + 1, listed);
    }
}
