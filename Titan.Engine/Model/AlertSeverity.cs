namespace Titan.Engine.Model;

/// <summary>Severity of an alert, worst last (spec titan-trading 12; MEDIUM is the seeds' WARNING).</summary>
public enum AlertSeverity
{
    Info,
    Low,
    Medium,
    High,
    Critical,
}
