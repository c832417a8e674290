namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>One question that tells a break from a fake-out (spec titan-trading 2.6). No state; asked in the order of <see cref="FakeOutFilters"/>.</summary>
internal interface IFakeOutFilter
{
    /// <summary>Code of the refusal, as journal and console spell it.</summary>
    string Reason { get; }

    /// <returns>The numbers of a refusal, for people; null when it passes.</returns>
    string? Refuse(in BiteSight sight);
}
