using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>View records hold lists; two views that read the same must be equal, or everything would be sent again.</summary>
public sealed class ValueListTests
{
    [Fact]
    public void Lists_WithEqualItems_AreEqual()
    {
        ValueList<string> one = ["a", "b"];
        ValueList<string> same = ["a", "b"];
        ValueList<string> other = ["b", "a"];

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
        Assert.NotEqual(one, [.. one, "c"]);
        Assert.Same(ValueList<string>.Empty, ValueList.Create<string>([]));
    }
}
