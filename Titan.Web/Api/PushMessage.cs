namespace Titan.Web.Api;

/// <summary>The envelope of /ws and /hubs/titan (spec titan-trading 7.3).</summary>
/// <param name="Type">Which message.</param>
/// <param name="Timestamp">When it happened, unix ms.</param>
/// <param name="Seq">Number within this connection, from 1 without a gap.</param>
/// <param name="Data">Its fields.</param>
public sealed record PushMessage(string Type, long Timestamp, long Seq, object Data);
