using ActorPipeline.Actors;
using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.TestKit;

namespace Samples.Tests.Account;

public sealed class AccountTests
{
    private static PipelinePlan Accounts => Pipeline.Define("accounts")
        .FromRequests("account")
        .Actor<Account>()
        .To(Sink.Sqlite("accounts.db"));

    [Fact]
    public void An_overdraft_is_rejected_and_nothing_happens()
    {
        using var test = new PipelineTest(Accounts);
        var accounts = test.Region<Account.Command>();

        Assert.Equal(new(100), accounts.Ask<Account.Accepted>("anna", new Account.Deposit(100)));
        Assert.Equal(new("anna has 100 only"), accounts.Ask<Account.Rejected>("anna", new Account.Withdraw(100.01m)));
        Assert.Equal(new(0), accounts.Ask<Account.Accepted>("anna", new Account.Withdraw(100)));

        test.RunUntilIdle();
        test.ExpectResults(
            """{"account":"anna","booked":100,"balance":100}""",
            """{"account":"anna","booked":-100,"balance":0}""");
    }

    [Fact]
    public void What_was_answered_survives_a_crash()
    {
        using var test = new PipelineTest(Accounts);
        var accounts = test.Region<Account.Command>();
        accounts.Tell("anna", new Account.Deposit(100));
        test.Crash();
        Assert.Equal(new(70), accounts.Ask<Account.Accepted>("anna", new Account.Withdraw(30)));
    }

    [Fact]
    public void Who_saw_an_older_version_is_told_so()
    {
        using var test = new PipelineTest(Accounts);
        var accounts = test.Region<Account.Command>();
        accounts.Tell("anna", new Account.Deposit(100), expectedVersion: 0);
        accounts.Tell("anna", new Account.Withdraw(60), expectedVersion: 1);

        // The same withdrawal, sent again by someone who had no answer.
        var conflict = Assert.Throws<VersionConflictException>(
            () => accounts.Tell("anna", new Account.Withdraw(60), expectedVersion: 1));

        Assert.Equal(2, conflict.Actual);
    }
}
