namespace YudaiV3.Api.Tests;

/// <summary>One Api for all tests of a class, with a caller who is signed in.</summary>
public sealed class SignedInApi(GrainCluster cluster) : IAsyncLifetime
{
    internal LocalApi Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Api = await LocalApi.Start(cluster);
        await Api.SignIn($"u{Guid.NewGuid():N}");
    }

    public async ValueTask DisposeAsync() => await Api.DisposeAsync();
}
