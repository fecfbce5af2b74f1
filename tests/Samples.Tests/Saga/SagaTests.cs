using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.TestKit;

namespace Samples.Tests.Saga;

public sealed class SagaTests : IDisposable
{
    private readonly PipelineTest _wallets = new(Wallets);
    private readonly PipelineTest _transfers = new(Transfers);
    private int _calls;

    private static PipelinePlan Wallets => Pipeline.Define("wallets")
        .FromRequests("wallet")
        .Actor<Wallet>()
        .To(Sink.File("bookings.ndjson"));

    private static PipelinePlan Transfers => Pipeline.Define("transfers")
        .FromRequests("transfer")
        .Actor<Transfer>()
        .To(Sink.File("transfers.ndjson"));

    [Fact]
    public async Task Money_is_moved()
    {
        Open("anna", "bob");
        Assert.Equal(Transfer.Step.Done, (await Saga().RunAsync("t1", new("anna", "bob", 30))).Next);
        Expect(("anna", 100), ("anna", -30), ("bob", 100), ("bob", 30));
    }

    [Fact]
    public async Task Who_has_too_little_keeps_it()
    {
        Open("anna", "bob");
        Assert.Equal(Transfer.Step.Rejected, (await Saga().RunAsync("t1", new("anna", "bob", 300))).Next);
        Expect(("anna", 100), ("bob", 100));
    }

    [Fact]
    public async Task What_can_not_be_paid_in_is_given_back()
    {
        Open("anna");
        Assert.Equal(Transfer.Step.Rejected, (await Saga().RunAsync("t1", new("anna", "nobody", 30))).Next);
        Expect(("anna", 100), ("anna", -30), ("anna", 30));
    }

    [Theory]
    [InlineData("bob", true)]
    [InlineData("nobody", false)]
    public async Task A_saga_that_dies_at_any_call_is_taken_up_and_moves_money_once(string to, bool isPossible)
    {
        var (deaths, outcome) = (0, isPossible ? Transfer.Step.Done : Transfer.Step.Rejected);
        for (var call = 1; ; call++)
        {
            using var run = new SagaTests();
            run.Open("anna", "bob");
            var transfer = new Transfer.Begin("anna", to, 30);
            try
            {
                await run.Saga(diesAtCall: call).RunAsync("t1", transfer);
                break;
            }
            catch (OperationCanceledException)
            {
                deaths++;
                run._wallets.Crash();
                run._transfers.Crash();
            }

            Assert.Equal(outcome, (await run.Saga().RunAsync("t1", transfer)).Next);
            run.Expect(isPossible
                ? [("anna", 100), ("anna", -30), ("bob", 100), ("bob", 30)]
                : [("anna", 100), ("anna", -30), ("anna", 30), ("bob", 100)]);
        }

        Assert.Equal(isPossible ? 12 : 16, deaths);
    }

    public void Dispose()
    {
        _wallets.Dispose();
        _transfers.Dispose();
    }

    /// <summary>A saga that dies before or after a call that it makes, the first being 1; 0 for never.</summary>
    private TransferSaga Saga(int diesAtCall = 0)
    {
        _calls = 0;
        return new TransferSaga(
            (id, message, version) => Call(() =>
                _transfers.Region<Transfer.Command>().Ask<Transfer.Progress>(id, message, version)),
            (name, message) => Call(() => _wallets.Region<Wallet.Command>().Ask<bool>(name, message)));

        Task<T> Call<T>(Func<T> call)
        {
            Die();
            var answer = call();
            Die();
            return Task.FromResult(answer);
        }

        void Die()
        {
            if (++_calls == diesAtCall)
            {
                throw new OperationCanceledException("the saga dies");
            }
        }
    }

    private void Open(params string[] names)
    {
        foreach (var name in names)
        {
            _wallets.Region<Wallet.Command>().Tell(name, new($"open-{name}", 100, IsOpening: true));
        }
    }

    private void Expect(params (string Wallet, decimal Amount)[] bookings)
    {
        _wallets.RunUntilIdle();
        _wallets.ExpectResults([.. bookings.Select(b => $$"""{"wallet":"{{b.Wallet}}","amount":{{b.Amount}}}""")]);
    }
}
