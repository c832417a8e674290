using Titan.Engine.Model;

namespace Titan.Engine.Intake;

/// <summary>A signal on its way, with the place where its answer goes. Answered once; later answers are passed over.</summary>
internal sealed class SignalPost(Signal signal)
{
    private readonly TaskCompletionSource<SignalAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Signal Signal => signal;

    public Task<SignalAnswer> Answered => _answer.Task;

    public void Answer(SignalAnswer answer) => _answer.TrySetResult(answer);
}

/// <summary>An answer that a step gave, handed over when the step is done.</summary>
internal readonly record struct SignalReply(SignalPost Post, SignalAnswer Answer);
