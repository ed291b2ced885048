using System.Reflection;
using Orleans;
using Orleans.Runtime;
using YudaiV3.Chat;

namespace YudaiV3;

/// <summary>Checks that stored bytes and callers of earlier versions stay compatible.</summary>
public sealed class ContractTests
{
    private static readonly Type[] All =
    [
        .. typeof(IChatSession)
            .Assembly.GetTypes()
            .Concat(typeof(SessionHead).Assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("YudaiV3", StringComparison.Ordinal) == true),
    ];

    [Fact]
    public void Types_on_the_wire_and_in_storage_have_an_alias_of_their_own()
    {
        var types = All.Where(type =>
                type.IsDefined(typeof(GenerateSerializerAttribute))
                || typeof(IAddressable).IsAssignableFrom(type) && type.IsInterface
            )
            .ToArray();
        Assert.All(types, type =>
            Assert.True(type.IsDefined(typeof(AliasAttribute), inherit: false), $"{type} has no alias.")
        );
        Assert.Equal(
            types.Length,
            types
                .Select(type => type.GetCustomAttributes<AliasAttribute>(inherit: false).Last().Alias)
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public void Calls_have_an_alias()
    {
        var calls = All.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
            .SelectMany(type => type.GetMethods())
            .ToArray();
        Assert.NotEmpty(calls);
        Assert.All(calls, call =>
            Assert.True(call.IsDefined(typeof(AliasAttribute)), $"{call.DeclaringType}.{call.Name} has no alias.")
        );
    }

    [Fact]
    public void State_names_are_unique_in_the_solution()
    {
        var names = All.Where(type => typeof(IGrainBase).IsAssignableFrom(type) && !type.IsAbstract)
            .SelectMany(grain => grain.GetConstructors().SelectMany(made => made.GetParameters()))
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName)
            .OfType<string>()
            .ToArray();
        Assert.NotEmpty(names);
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Theory]
    [InlineData("020235", "20235")]
    [InlineData("CAFE", "cafe")]
    [InlineData("a", "a ")]
    [InlineData("x+y", "x y")]
    [InlineData("ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEF", "short")]
    public void Keys_of_different_sessions_never_meet(string one, string other)
    {
        var (a, b) = (ChatSessionKey.Create(7, one), ChatSessionKey.Create(7, other));
        Assert.NotEqual(a, b);
        Assert.All([a, b], key => Assert.Equal(7, ChatSessionKey.Owner(key)));
        Assert.All([a, b], key => Assert.InRange(key.Length, 10, 128));
        Assert.All([a, b], key => Assert.DoesNotContain('+', key));
    }

    [Fact]
    public void Keys_of_ill_formed_session_ids_are_told_apart() =>
        Assert.NotEqual(ChatSessionKey.Create(7, "\ud800"), ChatSessionKey.Create(7, "\ud801"));

    [Fact]
    public void MessageIds_lead_back_to_their_place()
    {
        Assert.Equal(123_456, MessageIds.FirstSeq(MessageIds.Create("session/7/talk", 123_456)));
        Assert.Equal(5, MessageIds.FirstSeq(MessageIds.CreateAnswer("session/7/talk", 5, 0)));
        Assert.NotEqual(MessageIds.Create("session/7/talk", 5), MessageIds.CreateAnswer("session/7/talk", 5, 0));
        Assert.Null(MessageIds.FirstSeq("not an id"));
    }
}
