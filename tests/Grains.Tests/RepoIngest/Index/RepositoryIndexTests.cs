using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Symbols;
using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Packs;

namespace YudaiV3.RepoIngest.Index;

public sealed class RepositoryIndexTests(GrainCluster cluster)
{
    private readonly ScriptedRepository _repository = cluster.Sources.Add();
    private readonly long _user = GrainCluster.NewUser();

    private static readonly (string, string)[] Shop =
    [
        ("src/basket.py", "import db\n\nclass Basket:\n    def add_item(self, item):\n        check_stock(item)\n"),
        ("src/db.py", "def connect():\n    pass\n"),
        ("src/login.py", "def sign_in(name):\n    pass\n"),
        ("tests/test_basket.py", "import basket\n\ndef test_add_item():\n    pass\n"),
    ];

    [Fact]
    public async Task Rank_returns_the_files_with_reasons_and_the_lines_that_answer()
    {
        var index = await Ingested();
        var ranked = await index.Rank(_user, new() { Text = "Where is `check_stock` called for the basket?" });
        var first = ranked.Files[0];
        Assert.Equal(("src/basket.py", 1.0), (first.Path, first.Score));
        Assert.Contains("path has basket", first.Reasons);
        Assert.Contains(first.Excerpts, excerpt => excerpt.Text.Contains("check_stock(item)"));
        Assert.Equal(_repository.Head, ranked.CommitSha);
        Assert.Equal(2, (await index.Rank(_user, new() { Text = "basket", Limit = 2 })).Files.Length);
    }

    [Fact]
    public async Task Rank_answers_for_the_newest_commit()
    {
        var index = await Ingested();
        await index.Rank(_user, new() { Text = "voucher" });
        _repository.Commit([.. Shop, ("src/voucher.py", "class Voucher:\n    pass\n")]);
        await cluster.Ingest(_repository, _user);
        var ranked = await index.Rank(_user, new() { Text = "voucher" });
        Assert.Equal(("src/voucher.py", _repository.Head), (ranked.Files[0].Path, ranked.CommitSha));
    }

    [Fact]
    public async Task Rank_uses_the_history_that_is_at_hand()
    {
        _repository.History = new() { Commits = [new PastCommit("Keep vouchers until they expire", ["src/db.py"])] };
        var index = await Ingested();
        var ranked = await index.Rank(_user, new() { Text = "vouchers expire early" });
        Assert.Equal("src/db.py", ranked.Files[0].Path);
    }

    [Fact]
    public async Task Symbols_are_found_by_name_kind_and_path()
    {
        var index = await Ingested();
        var found = (await index.Symbols(_user, new() { Text = "basket" })).Symbols;
        Assert.Equal(("Basket", SymbolKind.Class, "src/basket.py", 3, 5), Place(found[0]));
        var method = Assert.Single((await index.Symbols(_user, new() { Kind = SymbolKind.Method })).Symbols);
        Assert.Equal(("add_item", "Basket"), (method.Name, method.Container));
        var outline = (await index.Symbols(_user, new() { Path = "src/db.py" })).Symbols;
        Assert.Equal(["connect"], outline.Select(symbol => symbol.Name));
        Assert.Single((await index.Symbols(_user, new() { Limit = 1 })).Symbols);

        static (string, SymbolKind, string, int, int) Place(FileSymbol symbol) =>
            (symbol.Name, symbol.Kind, symbol.Path, symbol.Line, symbol.EndLine);
    }

    [Fact]
    public async Task Terms_and_symbols_of_a_pack_that_has_none_are_read_from_its_texts()
    {
        _repository.Commit(Shop);
        var done = await cluster.Ingest(_repository, _user);
        var writer = PackStore.WriterOf(await cluster.Finished(done));
        var records = new PackRecords(cluster.Records(), writer);
        foreach (var pack in (await records.Index())!.Packs)
        {
            var filter = (await records.Filter(pack.Name))!;
            Assert.NotEmpty(filter.Terms);
            // As it was written before there were any:
            await cluster
                .Records()
                .Open(writer.IngestId)
                .Delete<PackFilter>(PackFilter.RecordName(writer.Attempt, pack.Name));
            await cluster
                .Records()
                .Open(writer.IngestId)
                .WriteOnce(PackFilter.RecordName(writer.Attempt, pack.Name), new PackFilter { Bits = filter.Bits });
        }
        var index = cluster.Grains.RepositoryIndex(done.RepositoryId!.Value);
        Assert.Equal("src/basket.py", (await index.Rank(_user, new() { Text = "check_stock" })).Files[0].Path);
        Assert.NotEmpty((await index.Symbols(_user, new() { Text = "sign_in" })).Symbols);
    }

    [Fact]
    public async Task Question_finds_files_with_excerpts_and_neighbours()
    {
        _repository.Commit(Shop);
        var done = await cluster.Ingest(_repository, _user);
        var files = await cluster
            .Grains.GetGrain<IQuestionFiles>(RepositoryIndexKey.Create(done.RepositoryId!.Value))
            .Find(_user, new() { Text = "check_stock of the basket", Paths = ["src/login.py"] });
        Assert.Equal(("src/login.py", true), (files.Files[0].Path, files.Files[0].IsNamed));
        var basket = files.Files[1];
        Assert.Equal("src/basket.py", basket.Path);
        Assert.NotEmpty(basket.Excerpts);
        Assert.NotEmpty(basket.Reasons);
        Assert.Contains("src/db.py", basket.DependsOn.Paths);
    }

    [Fact]
    public async Task Rank_and_symbols_are_for_nobody_whose_access_is_gone()
    {
        var index = await Ingested();
        await index.Rank(_user, new() { Text = "basket" });
        _repository.Strangers[_user] = true;
        await Assert.ThrowsAsync<NotFoundException>(() => index.Rank(_user, new() { Text = "basket" }));
        await Assert.ThrowsAsync<NotFoundException>(() => index.Symbols(_user, new()));
    }

    private async Task<IRepositoryIndex> Ingested()
    {
        _repository.Commit(Shop);
        var done = await cluster.Ingest(_repository, _user);
        return cluster.Grains.RepositoryIndex(done.RepositoryId!.Value);
    }
}
