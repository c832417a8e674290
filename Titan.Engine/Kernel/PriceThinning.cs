namespace Titan.Engine.Kernel;

/// <summary>Fewer points that draw the same line: of each run of points the lowest and the highest, in their order. Holes stay holes.</summary>
internal static class PriceThinning
{
    public static IReadOnlyList<PricePoint> Of(List<PricePoint> points, int mostPoints)
    {
        if (points.Count <= mostPoints)
        {
            return points;
        }

        var run = Math.Max(2, (int)Math.Ceiling(points.Count * 2d / Math.Max(2, mostPoints)));
        var thin = new List<PricePoint>(mostPoints + 2) { points[0] };
        for (var index = 1; index < points.Count - 1;)
        {
            if (points[index].Price is null)
            {
                thin.Add(points[index++]);
                continue;
            }

            var (low, high) = (index, index);
            var end = Math.Min(index + run, points.Count - 1);
            for (; index < end && points[index].Price is { } price; index++)
            {
                low = price < points[low].Price ? index : low;
                high = price > points[high].Price ? index : high;
            }

            thin.Add(points[Math.Min(low, high)]);
            if (low != high)
            {
                thin.Add(points[Math.Max(low, high)]);
            }
        }

        // Begin and end of the line are where it begins and ends.
        thin.Add(points[^1]);
        return thin;
    }
}
