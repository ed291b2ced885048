using YudaiV3.Api.Web;

namespace YudaiV3.Api.Tests.Web;

public sealed class ValidationErrorsTests
{
    private readonly ValidationErrors _errors = new();

    [Theory]
    [InlineData(null, "This field is required.")]
    [InlineData(" ", "This field must not be blank.")]
    [InlineData("1234", "This field may have at most 3 characters.")]
    public void Require_wrong_text_names_the_reason(string? text, string reason)
    {
        _errors.Require("title", text, 3);
        Assert.Equal([reason], Errors()["title"]);
    }

    [Theory]
    [InlineData("123")]
    [InlineData("🙂🙂🙂")] // Three characters, six UTF-16 code units.
    public void Require_text_within_the_limit_is_no_error(string text)
    {
        _errors.Require("title", text, 3);
        _errors.ThrowIfAny();
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Range_value_outside_names_the_limits(double value)
    {
        _errors.Range("time", value, 0, 1);
        Assert.Equal(["This must be a number from 0 to 1."], Errors()["time"]);
    }

    [Fact]
    public void ThrowIfAny_gives_all_errors_of_all_fields()
    {
        _errors.Add("a", "1");
        _errors.Add("b", "2");
        _errors.Add("a", "3");
        var errors = Errors();
        Assert.Equal(["1", "3"], errors["a"]);
        Assert.Equal(["2"], errors["b"]);
    }

    private IDictionary<string, string[]> Errors() => Assert.Throws<InvalidRequestException>(_errors.ThrowIfAny).Errors;
}
