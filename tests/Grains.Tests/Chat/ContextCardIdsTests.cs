namespace YudaiV3.Chat;

public sealed class ContextCardIdsTests
{
    [Fact]
    public void Create_is_stable_and_contains_the_place()
    {
        var id = ContextCardIds.Create(42, "request");
        Assert.Equal(id, ContextCardIds.Create(42, "request"));
        Assert.NotEqual(id, ContextCardIds.Create(42, "another"));
        Assert.Equal(42, ContextCardIds.Place(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public void Place_of_a_foreign_id_is_null(string id) => Assert.Null(ContextCardIds.Place(id));
}
