using System.Buffers;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;

namespace YudaiV3.RepoIngest.Serialization;

/// <summary>All codecs of the types of <c>CodeAnalysis</c>.</summary>
public sealed class RecordCodecTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private int _counter;

    public static TheoryData<string> Aliases => [.. AnalysisTypeAliases.All.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Aliases))]
    public void Serialize_and_deserialize_keeps_every_property(string alias)
    {
        var type = AnalysisTypeAliases.All[alias];
        var value = CreateFilled(type);
        Assert.All(Properties(type), property =>
            Assert.NotEqual(Json(property.GetValue(Default(type))), Json(property.GetValue(value)))
        );
        Assert.Equal(Json(value), Json(Call(nameof(RoundTrip), type, value)));
    }

    [Theory, MemberData(nameof(Aliases))]
    public void Deserialize_of_bytes_without_any_field_keeps_the_defaults(string alias)
    {
        var type = AnalysisTypeAliases.All[alias];
        Assert.Equal(Json(Default(type)), Json(Call(nameof(ReadEmpty), type)));
    }

    public void Dispose() => _services.Dispose();

    private T RoundTrip<T>(T value)
    {
        var serializer = _services.GetRequiredService<Serializer<T>>();
        return serializer.Deserialize(serializer.SerializeToArray(value))!;
    }

    private T ReadEmpty<T>()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var session = _services.GetRequiredService<SerializerSessionPool>().GetSession())
        {
            var writer = Writer.Create(bytes, session);
            writer.WriteStartObject(0, typeof(T), typeof(T));
            writer.WriteEndObject();
            writer.Commit();
        }
        return _services.GetRequiredService<Serializer<T>>().Deserialize(bytes.WrittenMemory)!;
    }

    private object Call(string method, Type type, params object[] arguments) =>
        GetType()
            .GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(type)
            .Invoke(this, arguments)!;

    private static object Default(Type type) => Activator.CreateInstance(type)!;

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.SetMethod is not null);

    private static string Json(object? value) => JsonSerializer.Serialize(value);

    private object CreateFilled(Type type)
    {
        var value = Default(type);
        foreach (var property in Properties(type))
            property.SetValue(value, CreateValue(property.PropertyType));
        return value;
    }

    private object CreateValue(Type type)
    {
        _counter++;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(1)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return Call(nameof(CreateArray), type.GetGenericArguments()[0]);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => $"text {_counter}",
            TypeCode.Boolean => true,
            TypeCode.Object => CreateFilled(type),
            _ => Convert.ChangeType(100 + _counter % 100, type, System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private ImmutableArray<T> CreateArray<T>() => [(T)CreateValue(typeof(T)), (T)CreateValue(typeof(T))];
}
