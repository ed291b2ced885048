using YudaiV3.Api.Issues;
using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Tests.Issues;

public sealed class IssueValidationTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("octo", "app", null)]
    [InlineData("octo", " ", "repo_name")]
    [InlineData(null, "app", "repo_owner")]
    public void CheckRepository_requires_both_names_or_neither(string? owner, string? name, string? field)
    {
        var errors = new ValidationErrors();
        IssueValidation.CheckRepository(errors, "repo_", owner, name);
        var thrown = Record.Exception(errors.ThrowIfAny) as InvalidRequestException;
        Assert.Equal(field, thrown?.Errors.Keys.Single());
    }

    [Fact]
    public void StatusOf_takes_the_names_of_the_contract_only()
    {
        Assert.Equal(IssueStatus.Processing, IssueValidation.StatusOf("processing"));
        Assert.Null(IssueValidation.StatusOf("Processing"));
        Assert.Null(IssueValidation.StatusOf("done"));
    }
}
