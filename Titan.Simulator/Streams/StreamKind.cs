namespace Titan.Simulator.Streams;

/// <summary>Which of the venue's sockets a connection is; Spot is Binance's, the others are Bybit's.</summary>
internal enum StreamKind { Public, Private, Trade, Spot }
