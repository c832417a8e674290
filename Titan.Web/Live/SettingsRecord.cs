using Titan.Engine.Journal;

namespace Titan.Web.Live;

/// <summary>The versions of the settings as the ledger tells them. Its tables follow the engine by a moment, so whoever was just told of a version finds it here too.</summary>
internal static class SettingsRecord
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="diary">The ledger.</param>
    /// <param name="inForce">Tag of the version in force, waited for; null when none is known.</param>
    /// <param name="limit">Versions, newest first.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<IReadOnlyList<SettingsEntry>> ReadAsync(IDiary diary, string? inForce, int limit, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var rows = await diary.GetSettingsAsync(limit, cancellationToken);
            if (inForce is null || (rows.Count > 0 && rows[0].Version.Tag == inForce) || TimeProvider.System.GetElapsedTime(since) > Patience)
            {
                return rows;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
