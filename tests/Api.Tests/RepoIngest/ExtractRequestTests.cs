using System.Text;
using YudaiV3.Api.RepoIngest;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Tests.RepoIngest;

public sealed class ExtractRequestTests
{
    [Theory]
    [InlineData("""{"repo_url":"o/r","include":"*.cs, *.py\n*.go"}""")]
    [InlineData("""{"repo_url":"o/r","include":["*.cs","*.py","*.go"," "]}""")]
    public void ToIngest_takes_patterns_as_a_string_or_a_list(string body) =>
        Assert.Equal(["*.cs", "*.py", "*.go"], Parse(body).ToIngest().Options.Include);

    [Theory]
    [InlineData("""{}""", "repo_url")]
    [InlineData("""{"repo_url":"o/r","include":7}""", "include")]
    [InlineData("""{"repo_url":"o/r","exclude":[7]}""", "exclude")]
    [InlineData("""{"repo_url":"o/r","path":"a/../b"}""", "path")]
    [InlineData("""{"repo_url":"o/r","max_file_size":-1}""", "max_file_size")]
    public void Check_wrong_value_names_the_field(string body, string field)
    {
        var errors = new ValidationErrors();
        Parse(body).Check(errors);
        Assert.Equal(field, Assert.Throws<InvalidRequestException>(errors.ThrowIfAny).Errors.Keys.Single());
    }

    private static ExtractRequest Parse(string body) =>
        RequestBodyReader.Parse<ExtractRequest>(Encoding.UTF8.GetBytes(body))!;
}
