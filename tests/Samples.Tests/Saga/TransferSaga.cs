namespace Samples.Tests.Saga;

/// <summary>
/// Carries out the steps of transfers. It may die anywhere: what is done next is for the transfer to say, and a step
/// that is carried out twice is recognized by the wallet, so whoever finds a transfer that is not over starts again.
/// </summary>
/// <param name="transfers">
/// Asks a transfer: <c>(id, m, v) => region.AskAsync&lt;Progress&gt;(id, m, patience, v)</c>.
/// </param>
/// <param name="wallets">Asks a wallet: <c>(name, m) => region.AskAsync&lt;bool&gt;(name, m, patience)</c>.</param>
internal sealed class TransferSaga(
    Func<string, Transfer.Command, long?, Task<Transfer.Progress>> transfers,
    Func<string, Wallet.Command, Task<bool>> wallets)
{
    /// <summary>Begins a transfer; one that has begun already goes on as it is.</summary>
    public async Task<Transfer.Progress> RunAsync(string id, Transfer.Begin begin)
    {
        var progress = await transfers(id, new Transfer.Look(), null);
        if (progress.Next == Transfer.Step.None)
        {
            progress = await transfers(id, begin, progress.Version);
        }

        return await ResumeAsync(id, progress);
    }

    private async Task<Transfer.Progress> ResumeAsync(string id, Transfer.Progress progress)
    {
        while (!progress.IsOver)
        {
            var isDone = progress.Next switch
            {
                Transfer.Step.Withdraw => await wallets(progress.From, new($"{id}-withdraw", -progress.Amount)),
                Transfer.Step.Deposit => await wallets(progress.To, new($"{id}-deposit", progress.Amount)),
                _ => await wallets(progress.From, new($"{id}-give-back", progress.Amount)),
            };
            progress = await transfers(id, new Transfer.Told(isDone), progress.Version);
        }

        return progress;
    }
}
