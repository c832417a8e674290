namespace Titan.Engine.Orders;

/// <summary>Who asks for the account besides reconciliation: their answers are taken over, but they end no reconcile round.</summary>
public static class AccountTriggers
{
    /// <summary>Executions of an order that the venue calls filled.</summary>
    public const string Fills = "fills";

    /// <summary>FLATTEN ALL looks whether the venue is flat.</summary>
    public const string Flatten = "flatten";

    /// <summary>Whether a stop that was accepted lives on the position.</summary>
    public const string Protection = "protection";

    /// <summary>The reconciliation workbench looks at both sides; nothing is corrected by it.</summary>
    public const string Compare = "compare";

    public static bool IsReconcile(string trigger) => trigger is not (Fills or Flatten or Protection or Compare);
}
