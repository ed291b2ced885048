using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Tests.Web;

public sealed class QueryReaderTests
{
    [Fact]
    public void Read_repeated_name_takes_the_last_value() => Assert.Equal("2", Reader("?q=1&q=2").Text("q", 10));

    [Fact]
    public void Read_missing_names_takes_the_defaults()
    {
        var reader = Reader("");
        Assert.Null(reader.Text("q", 10));
        Assert.Null(reader.OneOf("state", "open"));
        Assert.Null(reader.Position("seq"));
        Assert.Equal(50, reader.Number("limit", 50, 1, 100));
        Assert.True(reader.Flag("flag", defaultValue: true));
        reader.Problems.ThrowIfAny();
    }

    [Theory]
    [InlineData("?flag=Yes", true)]
    [InlineData("?flag=1", true)]
    [InlineData("?flag=OFF", false)]
    [InlineData("?flag=0", false)]
    public void Flag_takes_the_usual_words(string query, bool value) =>
        Assert.Equal(value, Reader(query).Flag("flag", !value));

    [Fact]
    public void Read_wrong_values_collects_every_field()
    {
        var reader = Reader("?q=long&state=ajar&limit=101&flag=perhaps&seq=-1");
        reader.Text("q", 3);
        reader.OneOf("state", "open", "closed");
        reader.Number("limit", 50, 1, 100);
        reader.Flag("flag");
        reader.Position("seq");
        var errors = Assert.Throws<InvalidRequestException>(reader.Problems.ThrowIfAny).Errors;
        Assert.Equal(["flag", "limit", "q", "seq", "state"], errors.Keys.Order());
    }

    private static QueryReader Reader(string query) => new(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
