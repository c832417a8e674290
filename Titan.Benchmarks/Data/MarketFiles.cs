using System.Globalization;

namespace Titan.Benchmarks.Data;

/// <summary>
/// Writes the files that every contestant reads, on demand and from a seed: book frames, trade frames, the instrument list. The same
/// arguments give the same bytes, so a file that is there already is used again.
/// </summary>
internal sealed class MarketFiles(string folder)
{
    private const int Seed = 20_260;
    private const long Start = 1_790_000_000_000;

    /// <summary>One snapshot per symbol, then deltas of symbols in random order; one frame per line.</summary>
    public string Books(int symbols, int frames) => Once(Name("books", symbols, frames), output =>
    {
        var chance = new Random(Seed + symbols);
        var instruments = MarketInstrument.Make(symbols);
        var books = instruments.Select(instrument => new SimulatedBook(instrument.StartTicks, chance)).ToArray();
        var updates = new long[symbols];
        var text = new FrameText(output);
        for (var frame = 0; frame < frames; frame++)
        {
            var snapshot = frame < symbols;
            var index = snapshot ? frame : chance.Next(symbols);
            var (instrument, book) = (instruments[index], books[index]);
            if (!snapshot)
            {
                book.Move();
            }

            var ts = Start + (frame / 4);
            text.Add("{\"topic\":\"orderbook.50.").Add(instrument.Symbol).Add(snapshot ? "\",\"type\":\"snapshot\",\"ts\":" : "\",\"type\":\"delta\",\"ts\":").Add(ts);
            text.Add(",\"data\":{\"s\":\"").Add(instrument.Symbol).Add("\",\"b\":");
            Levels(text, instrument, snapshot ? book.Bids : book.BidChanges);
            text.Add(",\"a\":");
            Levels(text, instrument, snapshot ? book.Asks : book.AskChanges);
            text.Add(",\"u\":").Add(1_000 + updates[index]++).Add(",\"seq\":").Add(9_000_000 + (frame * 3L)).Add("},\"cts\":").Add(ts - 2).Add("}").End();
        }
    });

    /// <summary>Frames of one to eight prints.</summary>
    public string Trades(int symbols, int frames) => Once(Name("trades", symbols, frames), output =>
    {
        var chance = new Random(Seed + 1 + symbols);
        var instruments = MarketInstrument.Make(symbols);
        var text = new FrameText(output);
        var number = 0L;
        for (var frame = 0; frame < frames; frame++)
        {
            var instrument = instruments[chance.Next(symbols)];
            var ts = Start + (frame / 4);
            text.Add("{\"topic\":\"publicTrade.").Add(instrument.Symbol).Add("\",\"type\":\"snapshot\",\"ts\":").Add(ts).Add(",\"data\":[");
            var prints = 1 + chance.Next(8);
            for (var print = 0; print < prints; print++)
            {
                text.Add(print == 0 ? "{\"T\":" : ",{\"T\":").Add(ts - 3).Add(",\"s\":\"").Add(instrument.Symbol).Add(chance.Next(2) == 0 ? "\",\"S\":\"Buy\",\"v\":\"" : "\",\"S\":\"Sell\",\"v\":\"");
                text.AddSteps(1 + chance.Next(5_000), instrument.QuantityDecimals).Add("\",\"p\":\"").AddSteps(instrument.StartTicks + chance.Next(-40, 40), instrument.PriceDecimals);
                text.Add("\",\"L\":\"PlusTick\",\"i\":\"").Add(string.Create(CultureInfo.InvariantCulture, $"{chance.Next():x8}-d8dd-5b31-9112-{++number:x12}"));
                text.Add("\",\"BT\":false,\"RPI\":false,\"seq\":").Add(4_000_000 + number).Add("}");
            }

            text.Add("]}").End();
        }
    });

    /// <summary>The venue's answer to instruments-info for the same symbols.</summary>
    public string Instruments(int symbols) => Once(Name("instruments", symbols, 1), output =>
    {
        var text = new FrameText(output);
        text.Add("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"linear\",\"list\":[");
        foreach (var instrument in MarketInstrument.Make(symbols))
        {
            text.Add(instrument.Index == 0 ? "{\"symbol\":\"" : ",{\"symbol\":\"").Add(instrument.Symbol);
            text.Add("\",\"contractType\":\"LinearPerpetual\",\"status\":\"Trading\",\"baseCoin\":\"").Add(instrument.Symbol[..^4]);
            text.Add("\",\"quoteCoin\":\"USDT\",\"settleCoin\":\"USDT\",\"launchTime\":\"1584230400000\",\"deliveryTime\":\"0\",\"deliveryFeeRate\":\"\",\"priceScale\":\"");
            text.Add(instrument.PriceDecimals).Add("\",\"leverageFilter\":{\"minLeverage\":\"1\",\"maxLeverage\":\"100.00\",\"leverageStep\":\"0.01\"},\"priceFilter\":{\"minPrice\":\"");
            text.Add(instrument.TickSize).Add("\",\"maxPrice\":\"1999999\",\"tickSize\":\"").Add(instrument.TickSize).Add("\"},\"lotSizeFilter\":{\"maxOrderQty\":\"1000000\",\"minOrderQty\":\"");
            text.Add(instrument.QuantityStep).Add("\",\"qtyStep\":\"").Add(instrument.QuantityStep);
            text.Add("\",\"postOnlyMaxOrderQty\":\"1000000\",\"maxMktOrderQty\":\"1000000\",\"minNotionalValue\":\"5\"},\"unifiedMarginTrade\":true,\"fundingInterval\":480,\"copyTrading\":\"none\"}");
        }

        text.Add("],\"nextPageCursor\":\"\"},\"retExtInfo\":{},\"time\":").Add(Start).Add("}").End();
    });

    private static string Name(string kind, int symbols, int frames) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{symbols}-{frames}.jsonl");

    private static void Levels(FrameText text, MarketInstrument instrument, IEnumerable<(long Ticks, long Lots)> levels)
    {
        text.Add("[");
        var first = true;
        foreach (var (ticks, lots) in levels)
        {
            text.Add(first ? "[\"" : ",[\"").AddSteps(ticks, instrument.PriceDecimals).Add("\",\"");
            if (lots == 0)
            {
                text.Add("0");
            }
            else
            {
                text.AddSteps(lots, instrument.QuantityDecimals);
            }

            text.Add("\"]");
            first = false;
        }

        text.Add("]");
    }

    // Written beside and moved into place: a half-written file is never read.
    private string Once(string name, Action<Stream> write)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            var unfinished = path + ".unfinished";
            using (var output = new BufferedStream(File.Create(unfinished), 1 << 20))
            {
                write(output);
            }

            File.Move(unfinished, path, overwrite: true);
        }

        return path;
    }
}
