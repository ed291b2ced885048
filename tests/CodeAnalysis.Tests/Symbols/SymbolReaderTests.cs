using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Symbols;

public sealed class SymbolReaderTests
{
    [Fact]
    public void Read_finds_types_and_members_of_CSharp() =>
        Check(
            SourceLanguage.CSharp,
            """
            namespace Shop.Basket;
            public sealed class Basket<T>(int size) : IBasket where T : class
            {
                private const int Max = 3;
                private readonly List<int> _items = new() { 1 };
                public int Count { get; set; } = 1;
                public int Size => size;
                public T this[int at] => default!;
                [Fact(Name = "x")]
                public async Task<(int A, string B)> Find<TKey>(TKey key, string text = "{")
                    where TKey : notnull
                {
                    int Local() => 1;
                    foo.Call(x => { });
                }
                public (int, int) Pair() => (1, 2);
                public static bool operator ==(Basket<T> a, Basket<T> b) => true;
                ~Basket() { }
                internal enum Kind { A, B }
                public Basket(string name) : this(1) { }
            }
            public record struct Line(int Id);
            public delegate void Changed(int id);
            interface IBasket { void Add(int id); }
            """,
            "module Shop.Basket 1-1",
            "class Basket 2-21 in Shop.Basket",
            "constant Max 4-4 in Shop.Basket.Basket",
            "property _items 5-5 in Shop.Basket.Basket",
            "property Count 6-6 in Shop.Basket.Basket",
            "property Size 7-7 in Shop.Basket.Basket",
            "method Find 10-15 in Shop.Basket.Basket",
            "method Pair 16-16 in Shop.Basket.Basket",
            "method operator 17-17 in Shop.Basket.Basket",
            "method ~Basket 18-18 in Shop.Basket.Basket",
            "class Kind 19-19 in Shop.Basket.Basket",
            "method Basket 20-20 in Shop.Basket.Basket",
            "class Line 22-22 in Shop.Basket",
            "type Changed 23-23 in Shop.Basket",
            "interface IBasket 24-24 in Shop.Basket",
            "method Add 24-24 in Shop.Basket.IBasket"
        );

    [Fact]
    public void Read_finds_types_and_members_of_Java() =>
        Check(
            SourceLanguage.Java,
            """
            package shop;
            @Entity(name = "basket")
            public class Basket<T extends Item> extends Base implements Iterable<T> {
              private static final int MAX = 3;
              private List<T> items = new ArrayList<>();
              public Basket(int size) { super(size); }
              @Override public <K> Map<K, T> find(K key) throws IOException {
                return new Visitor() { public void visit() {} }.run();
              }
              abstract void later();
              enum Kind { A(1) { void x() {} }, B; private int n; Kind() {} }
              @interface Mark { String value() default "x"; }
            }
            record Line(int id) { Line { check(id); } }
            """,
            "class Basket 3-13",
            "constant MAX 4-4 in Basket",
            "property items 5-5 in Basket",
            "method Basket 6-6 in Basket",
            "method find 7-9 in Basket",
            "method later 10-10 in Basket",
            "class Kind 11-11 in Basket",
            "property n 11-11 in Basket.Kind",
            "method Kind 11-11 in Basket.Kind",
            "interface Mark 12-12 in Basket",
            "method value 12-12 in Basket.Mark",
            "class Line 14-14",
            "method Line 14-14 in Line"
        );

    [Fact]
    public void Read_finds_functions_classes_and_members_of_JavaScript() =>
        Check(
            SourceLanguage.JavaScript,
            """
            const MAX = 3;
            export default async function* load(a, b = {}) { function inner() {} }
            const add = (a, b) => a + b, other = 1;
            export class Basket extends Base {
              #items = [];
              static create = async () => { return 1 };
              constructor(size) { super(size); }
              async find(key) { if (key) { run(function named() {}); } }
              get total() { return 1 }
            }
            exports.handle = function (request) {
            };
            module.exports = { start: function () {}, stop() {}, options: { depth: 1 } };
            """,
            "constant MAX 1-1",
            "function load 2-2",
            "function inner 2-2 in load",
            "function add 3-3",
            "class Basket 4-10",
            "property items 5-5 in Basket",
            "method create 6-6 in Basket",
            "method constructor 7-7 in Basket",
            "method find 8-8 in Basket",
            "method total 9-9 in Basket",
            "method handle 11-12",
            "property exports 13-13",
            "property start 13-13",
            "property options 13-13"
        );

    [Fact]
    public void Read_finds_types_of_TypeScript_and_not_what_stands_in_functions() =>
        Check(
            SourceLanguage.TypeScript,
            """
            export interface Item<T> { id: number; find(key: string): T }
            type Key = string | { a: number };
            export enum Kind { A, B }
            namespace Inner { export const x = 1; export function run(): { a: number } { const y = () => 1; return y } }
            abstract class Basket<T extends Item<T>> {
              private readonly items: T[] = [];
              constructor(private readonly db: Db) {}
              abstract later(): void;
              find?<K>(key: K): Promise<T> { return this.db.find(key) }
            }
            export const pick = <T,>(a: T): T => a;
            """,
            "interface Item 1-1",
            "property id 1-1 in Item",
            "method find 1-1 in Item",
            "type Key 2-2",
            "class Kind 3-3",
            "module Inner 4-4",
            "function run 4-4 in Inner",
            "class Basket 5-10",
            "property items 6-6 in Basket",
            "method constructor 7-7 in Basket",
            "method later 8-8 in Basket",
            "method find 9-9 in Basket",
            "function pick 11-11"
        );

    [Fact]
    public void Read_finds_classes_functions_and_methods_of_Python() =>
        Check(
            SourceLanguage.Python,
            """"
            MAX_ITEMS: int = 3
            class Basket(Base):
                """def hidden(): pass"""
                @property
                async def total(
                    self,
                ):
                    def inner():
                        return 1

                    return inner()

            def main(): pass
            if MAX_ITEMS:
                def late():
                    pass
            """",
            "constant MAX_ITEMS 1-1",
            "class Basket 2-11",
            "method total 5-11 in Basket",
            "function inner 8-9 in Basket.total",
            "function main 13-13",
            "function late 15-16"
        );

    [Fact]
    public void Read_finds_functions_methods_and_types_of_Go() =>
        Check(
            SourceLanguage.Go,
            """
            package shop
            const Max = 3
            var (
            	first = func() int { return 1 }
            	second int
            )
            type Basket[T any] struct {
            	items []T
            }
            type Finder interface {
            	Find(key string) (int, error)
            }
            type Key string
            func (b *Basket[T]) Find(key Key) (map[string]struct{}, error) {
            	return nil, nil
            }
            func New[T any](size int) *Basket[T] { return nil }
            """,
            "constant Max 2-2",
            "other first 4-4",
            "other second 5-5",
            "class Basket 7-9",
            "interface Finder 10-12",
            "method Find 11-11 in Finder",
            "type Key 13-13",
            "method Find 14-16 in Basket",
            "function New 17-17"
        );

    [Fact]
    public void Read_finds_items_of_Rust() =>
        Check(
            SourceLanguage.Rust,
            """
            pub const MAX: usize = 3;
            pub struct Basket<'a, T>(&'a T);
            pub enum Kind { A, B }
            trait Find { fn find(&self) -> Option<u8>; }
            impl<'a, T: Find> Find for shop::Basket<'a, T> where T: Copy {
                fn find(&self) -> Option<u8> { fn inner() {} None }
            }
            mod tests { #[test] fn works() { let f: fn(u8) = x; } }
            macro_rules! check { ($x:expr) => { fn hidden() {} }; }
            """,
            "constant MAX 1-1",
            "class Basket 2-2",
            "class Kind 3-3",
            "interface Find 4-4",
            "method find 4-4 in Find",
            "method find 6-6 in Basket",
            "function inner 6-6 in Basket.find",
            "module tests 8-8",
            "function works 8-8 in tests",
            "other check 9-9"
        );

    [Fact]
    public void Read_finds_functions_and_types_of_Cpp() =>
        Check(
            SourceLanguage.Cpp,
            """
            #define BROKEN {
            namespace shop::basket {
            template <typename T> class Basket final : public Base<T> {
            public:
              explicit Basket(int size) : Base<T>(size), items_{1} { run(); }
              ~Basket() {}
              Basket &operator=(const Basket &) { return *this; }
              int find(int key) const noexcept { return key; }
              int later();
            };
            int Basket<int>::later() { return 1; }
            }
            typedef struct { int a; } Pair;
            static int *main(int argc) { if (argc) { } return 0; }
            int declared(void);
            TEST_CASE("named") { }
            """,
            "module shop 2-12",
            "class Basket 3-10 in basket",
            "method Basket 5-5 in basket.Basket",
            "method ~Basket 6-6 in basket.Basket",
            "method operator = 7-7 in basket.Basket",
            "method find 8-8 in basket.Basket",
            "function later 11-11 in basket",
            "class Pair 13-13",
            "function main 14-14"
        );

    [Fact]
    public void Read_finds_classes_and_methods_of_Ruby() =>
        Check(
            SourceLanguage.Ruby,
            """
            module Shop
              MAX = 3
              class Basket < Base
                def self.create(size)
                  new(size)
                end
                private def total = 1
                def empty?; true; end
              end
            end
            """,
            "module Shop 1-10",
            "constant MAX 2-2 in Shop",
            "class Basket 3-9 in Shop",
            "method create 4-6 in Shop.Basket",
            "method total 7-7 in Shop.Basket",
            "method empty? 8-8 in Shop.Basket"
        );

    [Fact]
    public void Read_finds_classes_and_functions_of_Php() =>
        Check(
            SourceLanguage.Php,
            """
            <?php
            final class Basket extends Base {
              const MAX = 3;
              public function &find(string $key): ?Item { return new class { }; }
              abstract protected function later();
            }
            interface Finder { public function find(); }
            function main() { $f = function ($x) { }; echo Basket::class; }
            """,
            "class Basket 2-6",
            "constant MAX 3-3 in Basket",
            "method find 4-4 in Basket",
            "method later 5-5 in Basket",
            "interface Finder 7-7",
            "method find 7-7 in Finder",
            "function main 8-8"
        );

    [Fact]
    public void Read_finds_types_and_functions_of_Kotlin() =>
        Check(
            SourceLanguage.Kotlin,
            """
            package shop
            typealias Key = String
            data class Line(val id: Int)
            class Basket<T>(
                val size: Int,
            ) : Base(), Finder {
                private val items = listOf(1)
                override fun find(key: Key): Int = items.first()
                companion object { fun create() = 1 }
            }
            fun <T> List<T>.second(): T {
                return this[1]
            }
            """,
            "type Key 2-2",
            "class Line 3-3",
            "class Basket 4-10",
            "property items 7-7 in Basket",
            "method find 8-8 in Basket",
            "method create 9-9 in Basket",
            "function second 11-13"
        );

    [Fact]
    public void Read_finds_functions_of_shell_scripts_and_of_components()
    {
        Check(
            SourceLanguage.Shell,
            "start() {\n  run\n}\nfunction stop { :; }\n",
            "function start 1-3",
            "function stop 4-4"
        );
        Check(
            SourceLanguage.Vue,
            "<template>function no() {}</template>\n<script>\nfunction yes() {\n}\n</script>",
            "function yes 3-4"
        );
    }

    [Fact]
    public void Read_takes_any_text_in_any_language()
    {
        string[] texts =
        [
            "",
            "class",
            "}}}}",
            "((((([[[[{{{{",
            "class A { class",
            "func (",
            "def",
            "const x = ",
            "impl",
            "operator",
            "x: {",
            "namespace",
            string.Concat(Enumerable.Repeat("class A { ", 2_000)),
            string.Concat(Enumerable.Repeat("a(b, ", 20_000)),
            string.Concat(Enumerable.Repeat("fn f() { ", 2_000)),
        ];
        foreach (var language in Enum.GetValues<SourceLanguage>())
        {
            foreach (var text in texts)
                Assert.True(SymbolReader.Read(language, text).Length <= SymbolList.MaxSymbols);
        }
    }

    private static void Check(SourceLanguage language, string text, params string[] expected) =>
        Assert.Equal(
            expected,
            SymbolReader
                .Read(language, text)
                .Select(symbol =>
                    $"{symbol.Kind.ToString().ToLowerInvariant()} {symbol.Name} {symbol.Line}-{symbol.EndLine}"
                    + (symbol.Container is { } container ? $" in {container}" : "")
                )
        );
}
