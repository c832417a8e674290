using Titan.Web.Memory;

namespace Titan.Tests.Memory;

/// <summary>Which parts of its memory the process lets go after its start: such that are read from a file again, byte for byte, and no others.</summary>
public sealed class ProgramPagesTests
{
    [Fact]
    public void Code_OfAFileThatNobodyChanged_MayGo() =>
        Assert.Equal(
            [new ProgramPages(0x7f0a1c000000, 0x200000, 1_536 * 1024)],
            Read(Mapping("7f0a1c000000-7f0a1c200000 r-xp 00001000 fe:00 1234                    /opt/titan/Titan.Web.r2r.dll", resident: 1_536)));

    [Theory]
    [InlineData("7f0a1c000000-7f0a1c200000 rw-p 00001000 fe:00 1234                    /opt/titan/Titan.Web.r2r.dll")]
    [InlineData("7f0a1c000000-7f0a1c200000 r-xs 00001000 00:01 1234                    /memfd:doublemapper (deleted)")]
    [InlineData("7f0a1c000000-7f0a1c200000 rw-p 00000000 00:00 0")]
    [InlineData("7f0a1c000000-7f0a1c200000 r-xp 00000000 00:00 0                       [vdso]")]
    [InlineData("7f0a1c000000-7f0a1c200000 ---p 00001000 fe:00 1234                    /opt/titan/libcoreclr.so")]
    [InlineData("7f0a1c000000-7f0a1c200000 r--p 00001000 fe:00 1234                    /opt/titan/titan_execution.db")]
    [InlineData("7f0a1c000000-7f0a1c200000 r-xp 00001000 fe:00 1234                    /lib/x86_64-linux-gnu/libnss_mdns4.so")]
    public void Memory_ThatIsNoUnchangeableProgramFile_Stays(string head) => Assert.Empty(Read(Mapping(head, resident: 1_536)));

    [Fact]
    public void File_WithOneChangedPage_Stays() => Assert.Empty(Read(Mapping(Library, resident: 100, anonymous: 4)));

    [Fact]
    public void File_WithAChangedPageThatWasSwappedOut_Stays() => Assert.Empty(Read(Mapping(Library, resident: 100, swap: 4)));

    [Fact]
    public void File_OfWhichNothingIsInMemory_IsPassedOver() => Assert.Empty(Read(Mapping(Library, resident: 0)));

    [Fact]
    public void Mapping_AfterOneThatStays_IsJudgedByItsOwnLines() =>
        Assert.Equal(
            [0x7f0a1c000000UL, 0x7f0b1c000000UL],
            Read(Mapping(Library, 100) + Mapping(Library, 100, anonymous: 4) + Mapping(Library.Replace("7f0a", "7f0b", StringComparison.Ordinal), 100)).Select(pages => pages.Start));

    [Fact]
    public void Process_ThatLetItsProgramGo_GoesOnAsBefore()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var smaps = File.OpenText("/proc/self/smaps");
        var pages = ProgramPages.Read(smaps, [AppContext.BaseDirectory]);

        Assert.Contains(pages, one => one.Resident > 0);
        Assert.All(pages, one => Assert.True(one.LetGo()));
        // Whatever runs from here on was read from its file again.
        Assert.Equal("3.50", 3.5m.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
    }

    private const string Library = "7f0a1c000000-7f0a1c200000 r--p 00001000 fe:00 1234                    /opt/titan/libcoreclr.so";

    private static IReadOnlyList<ProgramPages> Read(string smaps) => ProgramPages.Read(new StringReader(smaps), ["/opt/titan/"]);

    // The lines of a mapping as the kernel writes them, in its order.
    private static string Mapping(string head, long resident, long anonymous = 0, long swap = 0) =>
        $"""
        {head}
        Size:               2048 kB
        KernelPageSize:        4 kB
        Rss:                {resident} kB
        Pss:                 512 kB
        Private_Dirty:         0 kB
        Referenced:         1000 kB
        Anonymous:          {anonymous,5} kB
        AnonHugePages:         0 kB
        Swap:               {swap,5} kB
        SwapPss:               0 kB
        VmFlags: rd ex mr mw me sd

        """;
}
