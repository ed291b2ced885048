using System.Diagnostics;

namespace YudaiV3.CodeAnalysis.Scan;

public sealed class DeclaredNamesTests
{
    [Theory]
    [InlineData("class Basket(Base):\n    def add_item(self, x):\n        pass\n", "Basket add_item")]
    [InlineData("func (r *Router) Handle(w int) {}\ntype Router struct {}\nfunc New() {}", "Handle Router New")]
    [InlineData(
        "export const useRoute = () => 1\nexport default function walk() {}\ninterface Props {}",
        "useRoute walk Props"
    )]
    [InlineData(
        "public sealed class Cart<T> : IList\n{\n    public static List<Item> Find(string s) {}\n"
            + "    internal int Count { get; }\n}",
        "Cart Find Count"
    )]
    [InlineData("pub enum Shape { A }\nimpl Shape { pub fn area(&self) {} }\ntrait Draw {}", "Shape area Draw")]
    [InlineData("enum class Colour { Red };\nstruct point { int x; };\n#define MAX_SIZE 3", "Colour point MAX_SIZE")]
    [InlineData("module Shop\n  class Cart\n    def self.find(id)", "Shop Cart find")]
    [InlineData("subclass Nothing\nclass 1x\nclass  \nclass", "")]
    public void Names_stand_after_the_words_that_declare_them(string text, string names) =>
        Assert.Equal(names, DeclaredNames.Find(text));

    [Fact]
    public void Names_are_bounded_and_take_linear_time()
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var text in (string[])["class ", "public ", "def a", "func (", "export const ", "class class "])
            Assert.InRange(
                DeclaredNames.Find(string.Concat(Enumerable.Repeat(text, 300_000))).Length,
                0,
                DeclaredNames.MaxLength
            );
        var many = DeclaredNames.Find(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"class C{i}\n")));
        Assert.Equal(DeclaredNames.MaxNames, many.Split(' ').Length);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
    }
}
