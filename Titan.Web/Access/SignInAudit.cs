using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Access;

/// <summary>Puts sign-ins into the one audit chain; a console that cannot sign in must not wait for it.</summary>
public sealed class SignInAudit(IServiceProvider services)
{
    public void Succeeded(HttpContext context, Account account, string door) => Record(context, account.Name, string.Join(',', account.RoleNames), door, "done", null);

    public void Failed(HttpContext context, string name, string door, SignInFailure failure) => Record(context, name, "", door, "refused", failure.ToString());

    private void Record(HttpContext context, string name, string roles, string door, string result, string? why)
    {
        if (services.GetService<IEngine>() is not { } engine)
        {
            return;
        }

        // Only a name that could be one is kept: the field may hold a password typed in the wrong place.
        var actor = name.Length is > 0 and <= 40 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? name : "(unreadable)";
        var from = $"from {Caller.Of(context).Key}";
        var detail = why is null ? from : $"{why}, {from}";
        var command = new RecordAuditCommand(new Author(actor, roles, door), null, engine.NewCorrelation("signin"), "sign-in", result, detail);
        _ = engine.SendAsync(command, CancellationToken.None);
    }
}
