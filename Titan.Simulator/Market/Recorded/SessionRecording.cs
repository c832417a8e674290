namespace Titan.Simulator.Market.Recorded;

/// <summary>
/// Plays a raw session: its own order book and trades, gathered into steps of a tenth of a second; a tenth in which nothing happened has
/// no step. Trades meet the book of the step before, so their prices may differ from the recorded ones by what the book moved meanwhile.
/// </summary>
internal static class SessionRecording
{
    private const long StepMs = 100;

    public static RecordedMarket Open(RecordingName name, RecordedMarketOptions options)
    {
        if (name.Kind == RecordingKind.BinanceSession && Path.GetFileName(name.Path).Contains("_coinm_", StringComparison.Ordinal))
            throw new RecordingFormatException(name.Path, 0, "sizes in base currency; COIN-M counts contracts of 100 USD");
        var instruments = Scan(name);
        var specs = instruments.ToDictionary(pair => pair.Key, pair => pair.Value.ToSpec(), StringComparer.Ordinal);
        var steps = Steps(name, specs, options).GetEnumerator();
        if (!steps.MoveNext())
        {
            steps.Dispose();
            throw new RecordingFormatException(name.Path, 0, "a session with a whole order book");
        }

        return new RecordedMarket([.. specs.Values], steps.Current.At, [], Resume(steps));
    }

    private static Dictionary<string, RecordedInstrument> Scan(RecordingName name)
    {
        var instruments = new Dictionary<string, RecordedInstrument>(StringComparer.Ordinal);
        foreach (var happened in SessionFile.Read(name))
        {
            if (!instruments.TryGetValue(happened.Symbol, out var instrument))
                instruments[happened.Symbol] = instrument = new RecordedInstrument(happened.Symbol);
            instrument.SawPrice(happened.Price);
            instrument.SawSize(happened.Size);
        }

        return instruments;
    }

    private static IEnumerable<MarketStep> Resume(IEnumerator<MarketStep> begun)
    {
        using (begun)
        {
            do
                yield return begun.Current;
            while (begun.MoveNext());
        }
    }

    private static IEnumerable<MarketStep> Steps(RecordingName name, Dictionary<string, InstrumentSpec> specs, RecordedMarketOptions options)
    {
        var books = specs.ToDictionary(pair => pair.Key, pair => new SessionBook(pair.Value), StringComparer.Ordinal);
        long endMs = -1;
        foreach (var happened in SessionFile.Read(name))
        {
            if (happened.TimeMs >= endMs)
            {
                if (endMs > 0 && Gather(books, endMs, options.FundingRate) is { } step)
                    yield return step;
                endMs = ((happened.TimeMs / StepMs) + 1) * StepMs;
            }

            books[happened.Symbol].Apply(happened);
        }

        if (Gather(books, endMs, options.FundingRate) is { } last)
            yield return last;
    }

    private static MarketStep? Gather(Dictionary<string, SessionBook> books, long atMs, decimal fundingRate)
    {
        if (!books.Values.Any(book => book.Changed))
            return null;
        var steps = new List<InstrumentStep>(books.Count);
        foreach (var book in books.Values)
        {
            if (book.Show(fundingRate) is { } step)
                steps.Add(step);
        }

        return steps.Count == 0 ? null : new MarketStep(DateTimeOffset.FromUnixTimeMilliseconds(atMs), steps);
    }
}
