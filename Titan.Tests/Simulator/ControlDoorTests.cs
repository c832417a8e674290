using System.Net;
using Microsoft.AspNetCore.Http;
using Titan.Simulator.Faults;
using Titan.Simulator.Rest;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

public sealed class ControlDoorTests
{
    [Theory]
    [InlineData("/faults", "192.0.2.7", 403)]
    [InlineData("/ledger", "192.0.2.7", 403)]
    [InlineData("/faults", null, 403)]
    [InlineData("/faults", "127.0.0.1", 200)]
    [InlineData("/ledger", "::1", 200)]
    public async Task Door_OpensOnlyToThisMachine(string path, string? from, int status)
    {
        var bench = new VenueBench();
        var door = new ControlDoor(bench.Venue, new FaultBoard(bench.Clock), static _ => { }, static _ => { });
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Connection.RemoteIpAddress = from is null ? null : IPAddress.Parse(from);

        await door.HandleAsync(context, path);

        Assert.Equal(status, context.Response.StatusCode);
    }
}
