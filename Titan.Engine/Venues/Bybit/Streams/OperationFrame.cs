using System.Text.Json;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>
/// A frame without topic: acknowledgement of auth, subscribe or ping. The venue spells its fields in two ways
/// (ret_msg and retMsg, req_id and reqId); both are read.
/// </summary>
internal readonly record struct OperationFrame(string Operation, string RequestId, bool Success, int Code, string Text)
{
    public static OperationFrame Read(JsonElement frame)
    {
        var code = (int)Math.Clamp(frame.Integer("retCode") ?? 0, int.MinValue, int.MaxValue);
        var success = frame.Field("success");
        return new OperationFrame(
            frame.Text("op"), frame.Text("req_id", "reqId"), success.ValueKind == JsonValueKind.Undefined ? code == 0 : frame.Flag("success"), code,
            frame.Text("ret_msg", "retMsg"));
    }

    public bool IsPong => Operation == "pong" || Text == "pong";
}
