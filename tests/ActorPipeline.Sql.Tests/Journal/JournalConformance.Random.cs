using ActorPipeline.Journal;
using static ActorPipeline.Sql.Tests.Journal.Journals;

namespace ActorPipeline.Sql.Tests.Journal;

/// <summary>Random operations, each compared with a model that is too simple to be wrong.</summary>
public abstract partial class JournalConformance
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_thousand_random_operations_leave_what_the_model_says(int seed)
    {
        var place = _place;
        var journal = place.Open();
        var model = new JournalModel(new Random(seed), shardCount: 5);
        for (var step = 0; step < 1000; step++)
        {
            switch (model.Random.Next(100))
            {
                case < 70:
                    model.CommitGroup(journal);
                    break;
                case < 80:
                    model.OpenShard(journal);
                    break;
                case < 90:
                    model.WriteValue(journal);
                    break;
                case < 97:
                    model.AssertShard(journal, $"seed {seed}, step {step}");
                    break;
                default:
                    Restart(ref place, ref journal, model.Random.Next(2) == 0);
                    break;
            }
        }

        model.AssertAll(journal, $"seed {seed}, end");
        if (place != _place)
        {
            place.Dispose();
        }
    }

    private void Restart(ref IJournalPlace place, ref IJournal journal, bool isCrash)
    {
        if (!isCrash)
        {
            journal.Dispose();
            journal = place.Open();
            return;
        }

        var former = place;
        place = former.Crash();
        if (former != _place)
        {
            former.Dispose();
        }

        journal = place.Open();
    }
}
