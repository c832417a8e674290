using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Access;

/// <summary>Puts sign-ins into the one audit chain; a console that cannot sign in must not wait for it.</summary>
public sealed class SignInAudit(IServiceProvider services)
{
    public void Succeeded(string name, string door) => Record(name, door, "done", null);

    public void Failed(string name, string door, SignInFailure failure) => Record(name, door, "refused", failure.ToString());

    private void Record(string name, string door, string result, string? detail)
    {
        if (services.GetService<IEngine>() is not { } engine)
        {
            return;
        }

        // Only a name that could be one is kept: the field may hold a password typed in the wrong place.
        var actor = name.Length is > 0 and <= 40 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? name : "(unreadable)";
        var command = new RecordAuditCommand(new Author(actor, "", door), null, engine.NewCorrelation("signin"), "sign-in", result, detail);
        _ = engine.SendAsync(command, CancellationToken.None);
    }
}
