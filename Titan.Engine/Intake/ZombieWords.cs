using System.Text.Json;
using Titan.Engine.Model;

namespace Titan.Engine.Intake;

/// <summary>How a zombie is named: its code for programs and metrics, its sentence for people.</summary>
public static class ZombieWords
{
    public static string Code(ZombieKind kind) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(kind.ToString());

    public static string Sentence(ZombieKind kind) => kind switch
    {
        ZombieKind.ConfirmWithoutPrepare => "nothing was prepared under this id",
        ZombieKind.ConfirmLate => "more than ten seconds passed since its PREPARE",
        ZombieKind.ConfirmAfterAbort => "it was aborted before",
        ZombieKind.ConfirmAfterRefusal => "its PREPARE was refused",
        ZombieKind.ConfirmAfterRestart => "its PREPARE was heard by an earlier process",
        _ => "no such position is open",
    };
}
