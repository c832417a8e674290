using Microsoft.AspNetCore.Antiforgery;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Live;

namespace Titan.Web.OnCall;

/// <summary>One visit of the plain page: the picture, who looks, and what its forms need.</summary>
public sealed class OnCallVisit
{
    private readonly OnCallForms _forms;
    private readonly AntiforgeryTokenSet _token;

    private OnCallVisit(OnCallForms forms, AntiforgeryTokenSet token) => (_forms, _token) = (forms, token);

    public required OnCallView View { get; init; }

    public required OperatorRights Rights { get; init; }

    /// <summary>Cost of a flatten now; unknown where it was not asked or not told.</summary>
    public required FlattenCost Cost { get; init; }

    /// <summary>The account has a kill code of its own.</summary>
    public bool AsksKillCode { get; init; }

    public required bool IsLight { get; init; }

    public string TokenField => _token.FormFieldName;

    public string Token => _token.RequestToken ?? "";

    public string FormId(string act) => _forms.Make(Rights.Name, act);

    public static OnCallVisit Of(HttpContext context, FlattenForecast? forecast, bool asksKillCode)
    {
        var services = context.RequestServices;
        var (engine, now) = (services.GetRequiredService<IEngine>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var snapshot = engine.Snapshot;
        return new OnCallVisit(services.GetRequiredService<OnCallForms>(), services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context))
        {
            View = OnCallView.From(snapshot, now),
            Rights = OperatorActs.RightsOf(context.User),
            Cost = FlattenCost.Of(forecast, snapshot is { EquityFresh: true, Equity.Known: true } ? snapshot.Equity.Equity : null, now),
            AsksKillCode = asksKillCode,
            IsLight = context.Request.Cookies[App.ThemeCookie] == "light",
        };
    }
}
