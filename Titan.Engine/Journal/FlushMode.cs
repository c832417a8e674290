using Microsoft.Data.Sqlite;

namespace Titan.Engine.Journal;

/// <summary>
/// Whether a commit on the writer's connection waits for the disk. Journal rows always do. Tables that the journal can rebuild do not:
/// their pages reach the disk with the next journal commit or checkpoint, and a power cut only makes the next start catch up.
/// </summary>
internal sealed class FlushMode(SqliteConnection connection)
{
    private bool _relaxed;

    /// <summary>Commits from here on need not wait. Outside a transaction only.</summary>
    public void Relax()
    {
        _relaxed = true;
        JournalDatabase.Execute(connection, "PRAGMA synchronous=NORMAL");
    }

    /// <summary>Commits wait again. Asked before every journal commit too, so that one that failed here is not forgotten.</summary>
    public void Insist()
    {
        if (_relaxed)
        {
            JournalDatabase.Execute(connection, "PRAGMA synchronous=FULL");
            _relaxed = false;
        }
    }
}
