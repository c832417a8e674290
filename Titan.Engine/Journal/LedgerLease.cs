using System.Globalization;

namespace Titan.Engine.Journal;

/// <summary>Exclusive hold on a ledger for the life of the process: two processes on one data directory would both send (decision 0004).</summary>
internal sealed class LedgerLease : IDisposable
{
    private readonly FileStream _file;

    private LedgerLease(FileStream file) => _file = file;

    /// <exception cref="JournalException">Another process holds it, or the folder cannot be written.</exception>
    public static LedgerLease Take(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // Beside the lock, because a locked file cannot be read by the one that is refused.
            File.WriteAllText(HolderPath(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new LedgerLease(file);
        }
        catch (IOException problem)
        {
            throw new JournalException($"{path} is held by another Titan ({Holder(path)}). Stop that one, or start this one with another --data.", problem);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new JournalException($"{path} cannot be written. Give this user write access to the data directory, or choose another with --data.", problem);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Holder(string path)
    {
        try
        {
            var pid = File.ReadAllText(HolderPath(path)).Trim();
            return pid.Length > 0 ? $"process {pid}" : "unknown process";
        }
        catch (IOException)
        {
            return "unknown process";
        }
    }

    private static string HolderPath(string path) => path + ".pid";
}
