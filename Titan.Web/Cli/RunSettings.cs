using Titan.Engine.Configuration;
using Titan.Web.Access;
using Titan.Web.Hook;

namespace Titan.Web.Cli;

/// <summary>Settings of titan run: which arguments are settings at all, and every complaint about them in one go.</summary>
internal static class RunSettings
{
    // The last three are the generic host's own, which hosting tests pass.
    private static readonly string[] Sections = ["Titan:", "Logging:", "Serilog:", "Kestrel:", "environment=", "contentRoot=", "applicationName="];

    /// <summary>Arguments that are no setting: not --Section:Key=value, nor --Section:Key followed by its value.</summary>
    public static IReadOnlyList<string> Strays(IReadOnlyList<string> arguments)
    {
        var strays = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!IsSetting(argument))
            {
                strays.Add(argument);
            }
            else if (!argument.Contains('=', StringComparison.Ordinal))
            {
                if (i + 1 == arguments.Count || arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
                {
                    strays.Add($"{argument} (without a value)");
                }
                else
                {
                    i++;
                }
            }
        }

        return strays;
    }

    /// <summary>Runs the engine's own check and adds the complaints about access and webhook, so that all can be mended at once.</summary>
    /// <exception cref="ConfigException">Something is wrong.</exception>
    public static void Check(IConfiguration configuration, Action checkEngine)
    {
        Titan.Engine.Model.ConfigProblem[] doors = [.. AccessOptions.Read(configuration).Problems, .. WebhookOptions.Read(configuration).Problems];
        try
        {
            checkEngine();
        }
        catch (ConfigException engine)
        {
            throw new ConfigException([.. engine.Problems, .. doors]);
        }

        if (doors.Length > 0)
        {
            throw new ConfigException(doors);
        }
    }

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && Sections.Any(section => argument.AsSpan(2).StartsWith(section, StringComparison.OrdinalIgnoreCase));
}
