namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class MsBuildTests
{
    [Fact]
    public void Read_lists_elements_with_all_conditions_around_them()
    {
        var elements = MsBuild.Read(
            "<Project><PropertyGroup Condition=\"a\"><X Condition=\"b\"> 1 </X></PropertyGroup><Target "
                + "Name=\"t\"><X>2</X></Target></Project>"
        );
        var property = Assert.Single(elements, element => element.Name == "X");
        Assert.Equal(("1", true), (property.Text, property.IsProperty));
        Assert.Equal(["b", "a"], property.Conditions);
        Assert.DoesNotContain(elements, element => element.Text == "2");
    }

    [Fact]
    public void Read_of_an_otherwise_excludes_every_condition_before_it()
    {
        var elements = MsBuild.Read(
            "<Project><Choose><When Condition=\"a\"><I /></When><When Condition=\"b\"><I /></When><Otherwise><J "
                + "/></Otherwise></Choose></Project>"
        );
        Assert.Equal(["!(a) and !(b)"], Assert.Single(elements, element => element.Name == "J").Conditions);
    }

    [Theory]
    [
        InlineData(""),
        InlineData("<Project>"),
        InlineData("no XML"),
        InlineData("<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>")
    ]
    public void Read_of_broken_or_forbidden_XML_is_empty(string text) => Assert.Empty(MsBuild.Read(text));
}
