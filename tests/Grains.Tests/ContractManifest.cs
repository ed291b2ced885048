using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Metadata;
using Orleans.Runtime;
using YudaiV3.Chat;
using YudaiV3.CodeAnalysis;
using YudaiV3.RepoIngest.Serialization;

namespace YudaiV3;

/// <summary>
/// Describes everything that stored rows and running clusters of other versions know by name or number: grain types,
/// interfaces, methods, state names,
/// and the members of all serialized types. CLR names do not appear, so that a rename changes nothing here.
/// </summary>
internal static class ContractManifest
{
    private static readonly Type[] All =
    [
        .. new[] { typeof(IChatSession).Assembly, typeof(SessionHead).Assembly, typeof(Snapshot).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("YudaiV3", StringComparison.Ordinal) == true),
    ];

    /// <summary>The types of <c>CodeAnalysis</c>, with the struct that stands for each when it is serialized.</summary>
    private static readonly Dictionary<Type, Type> Fields = All.Where(type =>
            type.BaseType is { IsGenericType: true } parent
            && parent.GetGenericTypeDefinition() == typeof(RecordCodec<,>)
        )
        .Select(codec => codec.BaseType!.GetGenericArguments())
        .ToDictionary(arguments => arguments[0], arguments => arguments[1]);

    private static readonly Dictionary<Type, string> AnalysisAliases = AnalysisTypeAliases.All.ToDictionary(
        entry => entry.Value,
        entry => entry.Key
    );

    /// <param name="silo">A silo that hosts the grains: it knows the identities that are really in effect.</param>
    public static string Describe(IServiceProvider silo)
    {
        var manifest = silo.GetRequiredService<IClusterManifestProvider>().LocalGrainManifest;
        var interfaces = silo.GetRequiredService<GrainInterfaceTypeResolver>();
        var grains = silo.GetRequiredService<GrainClassMap>();
        var text = new StringBuilder();
        foreach (var type in manifest.Grains.Keys.OrderBy(type => type.ToString(), StringComparer.Ordinal))
            if (grains.TryGetGrainClass(type, out var grain) && All.Contains(grain))
                DescribeGrain(text, type, grain, interfaces);
        foreach (
            var contract in All.Where(IsContract)
                .OrderBy(contract => interfaces.GetGrainInterfaceType(contract).ToString(), StringComparer.Ordinal)
        )
            DescribeInterface(text, contract, interfaces);
        foreach (var type in All.Where(IsSerialized).OrderBy(Alias, StringComparer.Ordinal))
            DescribeType(text, type);
        return text.ToString();
    }

    public static bool IsContract(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);

    private static bool IsSerialized(Type type) =>
        Fields.ContainsKey(type)
        || type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !Fields.ContainsValue(type);

    private static void DescribeGrain(
        StringBuilder text,
        GrainType type,
        Type grain,
        GrainInterfaceTypeResolver interfaces
    )
    {
        var contracts = grain
            .GetInterfaces()
            .Where(contract => All.Contains(contract) && IsContract(contract))
            .Select(contract => interfaces.GetGrainInterfaceType(contract).ToString()!)
            .Order(StringComparer.Ordinal);
        var states = grain
            .GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName)
            .OfType<string>();
        text.Append("grain ")
            .Append(type)
            .Append(": ")
            .AppendJoin(", ", contracts)
            .Append("; states: ")
            .AppendJoin(", ", states)
            .Append('\n');
    }

    private static void DescribeInterface(StringBuilder text, Type contract, GrainInterfaceTypeResolver interfaces)
    {
        text.Append("interface ").Append(interfaces.GetGrainInterfaceType(contract)).Append('\n');
        foreach (var method in contract.GetMethods().OrderBy(Alias, StringComparer.Ordinal))
        {
            text.Append("  ")
                .Append(Alias(method))
                .Append('(')
                .AppendJoin(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)));
            text.Append("): ").Append(Name(method.ReturnType)).Append('\n');
        }
    }

    private static void DescribeType(StringBuilder text, Type type)
    {
        text.Append("type ").Append(Alias(type));
        if (type.BaseType is { } parent && IsSerialized(parent))
            text.Append(": ").Append(Alias(parent));
        text.Append('\n');
        const BindingFlags own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (
            var member in Fields
                .GetValueOrDefault(type, type)
                .GetMembers(own)
                .Where(member => member.IsDefined(typeof(IdAttribute), inherit: false))
                .OrderBy(Id)
        )
            text.Append("  ")
                .Append(Id(member))
                .Append(' ')
                .Append(Name(member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType))
                .Append('\n');
    }

    private static uint Id(MemberInfo member) => member.GetCustomAttribute<IdAttribute>()!.Id;

    private static string Alias(MemberInfo member) =>
        member is Type type && AnalysisAliases.TryGetValue(type, out var alias)
            ? alias
            : member.GetCustomAttributes<AliasAttribute>(inherit: false).LastOrDefault()?.Alias
                ?? $"no alias: {member.Name}";

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.IsArray ? $"{Name(type.GetElementType()!)}[]"
        : type.IsEnum && All.Contains(type)
            ? $"enum {string.Join(' ', Enum.GetNames(type).Select(name => $"{name}={Enum.Format(type, Enum.Parse(type, name), "d")}"))}"
        : All.Contains(type) ? Alias(type)
        : type.Name;
}
