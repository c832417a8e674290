namespace Titan.Simulator.Streams;

/// <summary>Which of the venue's sockets a connection is.</summary>
internal enum StreamKind { Public, Private, Trade }
