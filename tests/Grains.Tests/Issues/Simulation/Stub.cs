using System.Reflection;

namespace YudaiV3.Issues.Simulation;

/// <summary>Implements an interface with one function.</summary>
public class Stub : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _invoke = null!;

    public static T Create<T>(Func<MethodInfo, object?[], object?> invoke)
        where T : class
    {
        var stub = Create<T, Stub>();
        ((Stub)(object)stub)._invoke = invoke;
        return stub;
    }

    public static T Create<T>(Func<string, object?[], object?> invoke)
        where T : class => Create<T>((MethodInfo method, object?[] arguments) => invoke(method.Name, arguments));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _invoke(targetMethod!, args ?? []);
}
