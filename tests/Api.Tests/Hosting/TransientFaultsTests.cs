using Orleans.Runtime;

namespace YudaiV3.Api.Hosting;

public sealed class TransientFaultsTests
{
    public static TheoryData<Exception, bool> Faults =>
        new()
        {
            { new TimeoutException(), true },
            // As a silo with too much to do answers.
            { new OperationCanceledException("Message expired before placement could complete."), true },
            { new UnavailableException("The state could not be saved."), true },
            { new OrleansException("Storage", new TimeoutException()), true },
            { new ConflictException("Another one."), false },
            { new NotFoundException("None."), false },
            { new InvalidOperationException(), false },
        };

    [Theory, MemberData(nameof(Faults))]
    public void Fault_that_passes_is_told_from_one_that_stays(Exception fault, bool passes) =>
        Assert.Equal(passes, TransientFaults.IsTransient(fault));
}
