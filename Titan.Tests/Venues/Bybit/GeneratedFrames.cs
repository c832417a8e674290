using System.Globalization;
using System.Text;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Seeded stream frames in the venue's shape: several instruments, field orders, digits beyond the grid, empty sides.</summary>
internal static class GeneratedFrames
{
    private static readonly string[] Names = ["BTCUSDT", "ETHUSDT", "XRPUSDT", "DOGEUSDT"];

    public static string Book(Random random)
    {
        var symbol = Names[random.Next(Names.Length)];
        var type = random.Next(2) == 0 ? "snapshot" : "delta";
        string[] data =
        [
            $"\"s\":\"{symbol}\"", $"\"b\":{Levels(random)}", $"\"a\":{Levels(random)}", $"\"u\":{random.Next(1, 1_000_000)}",
            $"\"seq\":{random.NextInt64(1, 100_000_000_000)}", $"\"z{random.Next(9)}\":{Plain(random)}",
        ];
        string[] fields =
        [
            $"\"type\":\"{type}\"", $"\"ts\":{Time(random)}", $"\"cts\":{Time(random)}", $"\"data\":{{{Shuffled(data, random)}}}", $"\"x{random.Next(9)}\":{Plain(random)}",
        ];
        return $"{{\"topic\":\"orderbook.50.{symbol}\",{Shuffled(fields, random)}}}";
    }

    public static string Trades(Random random)
    {
        var symbol = Names[random.Next(Names.Length)];
        var rows = Enumerable.Range(0, random.Next(0, 6)).Select(_ =>
        {
            string[] fields =
            [
                $"\"T\":{random.NextInt64(1_600_000_000_000, 1_900_000_000_000)}", $"\"s\":\"{symbol}\"", $"\"S\":\"{(random.Next(2) == 0 ? "Buy" : "Sell")}\"",
                $"\"v\":\"{Number(random, 3)}\"", $"\"p\":\"{Number(random, 2)}\"", "\"L\":\"PlusTick\"", $"\"i\":\"{random.NextInt64():x16}-{random.NextInt64():x}\"",
                $"\"BT\":{(random.Next(2) == 0 ? "true" : "false")}", $"\"seq\":{random.NextInt64(1, 100_000_000_000)}",
            ];
            return $"{{{Shuffled(fields, random)}}}";
        });
        string[] outer = ["\"type\":\"snapshot\"", $"\"ts\":{Time(random)}", $"\"data\":[{string.Join(',', rows)}]"];
        return $"{{\"topic\":\"publicTrade.{symbol}\",{Shuffled(outer, random)}}}";
    }

    /// <summary>Overwrites a few bytes with letters that matter to JSON.</summary>
    public static void Damage(byte[] frame, Random random)
    {
        var letters = "\"{}[],:.-\\ 0e9xtn"u8;
        for (var blow = random.Next(1, 4); blow > 0; blow--)
            frame[random.Next(frame.Length)] = letters[random.Next(letters.Length)];
    }

    private static string Levels(Random random) =>
        "[" + string.Join(',', Enumerable.Range(0, random.Next(0, 12)).Select(_ => $"[\"{Number(random, 2)}\",\"{(random.Next(4) == 0 ? "0" : Number(random, 4))}\"]")) + "]";

    private static string Number(Random random, int decimals)
    {
        var text = new StringBuilder(random.Next(0, 100_000).ToString(CultureInfo.InvariantCulture));
        var digits = random.Next(0, decimals + 1);
        if (digits > 0)
            text.Append('.');
        for (var digit = 0; digit < digits; digit++)
            text.Append((char)('0' + (random.Next(3) == 0 ? random.Next(10) : 0)));
        return text.ToString();
    }

    private static string Time(Random random)
    {
        var time = random.NextInt64(1_600_000_000_000, 1_900_000_000_000).ToString(CultureInfo.InvariantCulture);
        return random.Next(4) == 0 ? $"\"{time}\"" : time;
    }

    private static string Plain(Random random) => random.Next(5) switch
    {
        0 => "null",
        1 => "true",
        2 => "\"new\"",
        3 => "17",
        _ => "0",
    };

    private static string Shuffled(string[] fields, Random random)
    {
        random.Shuffle(fields);
        return string.Join(',', fields);
    }
}
