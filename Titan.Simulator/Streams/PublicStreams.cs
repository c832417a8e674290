using System.Globalization;
using System.Text.Json;
using Titan.Simulator.Exchange;
using Titan.Simulator.Market;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Streams;

/// <summary>
/// The public topics: order books, trades, tickers, candles, liquidations and price limits. Everything runs inside the
/// exchange's act; a topic costs nothing while nobody follows it.
/// </summary>
internal sealed class PublicStreams(Venue venue) : IDisposable
{
    private const long TopRepeatMs = 3_000;
    private const long CandleEveryMs = 1_000;
    private readonly FrameWriter _frames = new();
    private readonly Dictionary<string, BookTopic> _books = new(StringComparer.Ordinal);
    private readonly Dictionary<Instrument, List<BookTopic>> _booksOf = [];
    private readonly Dictionary<string, PlainTopic> _plain = new(StringComparer.Ordinal);
    private readonly HashSet<Instrument> _changed = [];
    private readonly Dictionary<Instrument, List<PublicTrade>> _trades = [];

    public bool IsKnown(string topic)
    {
        var parts = topic.Split('.');
        return parts[0] switch
        {
            "orderbook" => parts.Length == 3 && parts[1] is "1" or "50" or "200" or "1000" && venue.Instruments.ContainsKey(parts[2]),
            "kline" => parts.Length == 3 && KlineInterval.Parse(parts[1]) is not null && venue.Instruments.ContainsKey(parts[2]),
            "publicTrade" or "tickers" or "allLiquidation" or "priceLimit" => parts.Length == 2 && venue.Instruments.ContainsKey(parts[1]),
            _ => false,
        };
    }

    public bool IsFollowing(StreamConnection connection, string topic) =>
        (_books.TryGetValue(topic, out var book) && book.Subscribers.Contains(connection))
        || (_plain.TryGetValue(topic, out var plain) && plain.Subscribers.Contains(connection));

    /// <summary>Adds a follower and sends it the first snapshot where the topic has one.</summary>
    public void Follow(StreamConnection connection, string topic)
    {
        var parts = topic.Split('.');
        var instrument = venue.Instruments[parts[^1]];
        if (parts[0] == "orderbook")
        {
            var book = Book(topic, instrument, int.Parse(parts[1], CultureInfo.InvariantCulture));
            Publish(book);
            book.Subscribers.Add(connection);
            connection.Send(book.Snapshot(venue.NowMs, venue.Sequence), topic);
            return;
        }
        var plain = Plain(topic);
        plain.Subscribers.Add(connection);
        if (parts[0] == "tickers")
        {
            plain.LastValues ??= TickerJson.Values(instrument);
            connection.Send(Ticker(topic, instrument, plain.LastValues, null), topic);
        }
        else if (parts[0] == "kline")
        {
            instrument.Candles.Follow(KlineInterval.Parse(parts[1])!);
        }
    }

    public void Leave(StreamConnection connection, string topic)
    {
        if (_books.TryGetValue(topic, out var book)) book.Subscribers.Remove(connection);
        if (!_plain.TryGetValue(topic, out var plain) || !plain.Subscribers.Remove(connection) || plain.Subscribers.Count > 0) return;
        plain.LastValues = null;
        var parts = topic.Split('.');
        if (parts[0] == "kline") venue.Instruments[parts[2]].Candles.Unfollow(parts[1]);
    }

    public void Leave(StreamConnection connection)
    {
        foreach (var topic in _books.Keys.Concat(_plain.Keys).ToArray()) Leave(connection, topic);
    }

    public void BookChanged(Instrument instrument) => _changed.Add(instrument);

    public void Traded(Instrument instrument, in PublicTrade trade)
    {
        if (!Followed("publicTrade." + instrument.Symbol, out _)) return;
        if (!_trades.TryGetValue(instrument, out var trades)) _trades[instrument] = trades = [];
        trades.Add(trade);
    }

    public void Liquidated(Instrument instrument, Side positionSide, decimal size, decimal price)
    {
        if (!Followed("allLiquidation." + instrument.Symbol, out var topic)) return;
        topic.Send(Frame(topic.Name, "snapshot", writer =>
        {
            writer.WriteStartArray("data");
            writer.WriteStartObject();
            writer.WriteNumber("T", venue.NowMs);
            writer.WriteString("s", instrument.Symbol);
            writer.WriteString("S", positionSide.ToString());
            writer.Number("v", size);
            writer.Price("p", price, instrument.PriceScale);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }), venue.NowMs);
    }

    public void PricesMoved(Instrument instrument)
    {
        var now = venue.NowMs;
        if (Followed("tickers." + instrument.Symbol, out var ticker))
        {
            var values = TickerJson.Values(instrument);
            var before = ticker.LastValues;
            ticker.LastValues = values;
            if (before is null || !values.AsSpan().SequenceEqual(before)) ticker.Send(Ticker(ticker.Name, instrument, values, before), now);
        }
        foreach (var interval in instrument.Candles.Tracked)
        {
            if (Followed(CandleTopic(interval, instrument), out var candle) && now - candle.SentMs >= CandleEveryMs)
                candle.Send(Candle(candle.Name, interval, instrument, instrument.Candles.Running(interval), isFinal: false), now);
        }
        if (Followed("priceLimit." + instrument.Symbol, out var limit) && now - limit.SentMs >= CandleEveryMs) limit.Send(PriceLimit(limit.Name, instrument), now);
    }

    public void CandleEnded(Instrument instrument, string interval, MarketBar bar)
    {
        if (Followed(CandleTopic(interval, instrument), out var topic))
            topic.Send(Candle(topic.Name, interval, instrument, bar, isFinal: true), venue.NowMs);
    }

    public void Flush()
    {
        foreach (var (instrument, trades) in _trades)
        {
            if (trades.Count == 0) continue;
            if (Followed("publicTrade." + instrument.Symbol, out var topic)) topic.Send(Trades(topic.Name, instrument, trades), venue.NowMs);
            trades.Clear();
        }
        foreach (var instrument in _changed)
        {
            if (!_booksOf.TryGetValue(instrument, out var books)) continue;
            foreach (var book in books)
                if (book.Subscribers.Count > 0) Publish(book);
        }
        _changed.Clear();
    }

    public void Dispose() => _frames.Dispose();

    private static string CandleTopic(string interval, Instrument instrument) => "kline." + interval + "." + instrument.Symbol;

    private void Publish(BookTopic book)
    {
        var now = venue.NowMs;
        var frame = book.Advance(now, venue.Sequence);
        if (frame is null && book.Depth == 1 && now - book.SentMs >= TopRepeatMs) frame = book.Snapshot(now, venue.Sequence);
        if (frame is null) return;
        foreach (var connection in book.Subscribers) connection.Send(frame, book.Name);
    }

    private BookTopic Book(string topic, Instrument instrument, int depth)
    {
        if (_books.TryGetValue(topic, out var book)) return book;
        book = _books[topic] = new BookTopic(topic, instrument, depth, _frames);
        if (!_booksOf.TryGetValue(instrument, out var books)) _booksOf[instrument] = books = [];
        books.Add(book);
        return book;
    }

    private PlainTopic Plain(string topic) => _plain.TryGetValue(topic, out var plain) ? plain : _plain[topic] = new PlainTopic(topic);

    private bool Followed(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PlainTopic? topic) =>
        _plain.TryGetValue(name, out topic) && topic.Subscribers.Count > 0;

    private byte[] Frame(string topic, string type, Action<Utf8JsonWriter> data) => _frames.Frame((topic, type, data, Now: venue.NowMs), static (writer, s) =>
    {
        writer.WriteString("topic", s.topic);
        if (s.type.Length > 0) writer.WriteString("type", s.type);
        s.data(writer);
        writer.WriteNumber("ts", s.Now);
    });

    private byte[] Ticker(string topic, Instrument instrument, string[] values, string[]? before) =>
        Frame(topic, before is null ? "snapshot" : "delta", writer =>
        {
            writer.WriteStartObject("data");
            writer.WriteString("symbol", instrument.Symbol);
            for (var i = 0; i < values.Length; i++)
                if (before is null || before[i] != values[i]) writer.WriteString(TickerJson.Names[i], values[i]);
            writer.WriteEndObject();
            writer.WriteNumber("cs", venue.Sequence);
        });

    private byte[] Candle(string topic, string interval, Instrument instrument, MarketBar bar, bool isFinal) => Frame(topic, "snapshot", writer =>
    {
        writer.WriteStartArray("data");
        writer.WriteStartObject();
        writer.WriteNumber("start", bar.OpenTimeMs);
        writer.WriteNumber("end", new KlineInterval(interval).NextStart(bar.OpenTimeMs) - 1);
        writer.WriteString("interval", interval);
        writer.Price("open", bar.Open, instrument.PriceScale);
        writer.Price("close", bar.Close, instrument.PriceScale);
        writer.Price("high", bar.High, instrument.PriceScale);
        writer.Price("low", bar.Low, instrument.PriceScale);
        writer.Number("volume", bar.Volume);
        writer.Money("turnover", bar.Turnover);
        writer.WriteBoolean("confirm", isFinal);
        writer.WriteNumber("timestamp", venue.NowMs);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    private byte[] Trades(string topic, Instrument instrument, List<PublicTrade> trades) => Frame(topic, "snapshot", writer =>
    {
        writer.WriteStartArray("data");
        foreach (var trade in trades)
        {
            writer.WriteStartObject();
            writer.WriteNumber("T", trade.TimeMs);
            writer.WriteString("s", instrument.Symbol);
            writer.WriteString("S", trade.TakerSide.ToString());
            writer.Number("v", trade.Size);
            writer.Price("p", trade.Price, instrument.PriceScale);
            writer.WriteString("L", trade.TickDirection);
            writer.WriteString("i", trade.Id);
            writer.WriteBoolean("BT", false);
            writer.WriteBoolean("RPI", false);
            writer.WriteNumber("seq", trade.Sequence);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    private byte[] PriceLimit(string topic, Instrument instrument) => Frame(topic, "", writer =>
    {
        writer.WriteStartObject("data");
        writer.WriteString("symbol", instrument.Symbol);
        writer.Price("buyLmt", instrument.BuyLimit, instrument.PriceScale);
        writer.Price("sellLmt", instrument.SellLimit, instrument.PriceScale);
        writer.WriteEndObject();
    });
}
