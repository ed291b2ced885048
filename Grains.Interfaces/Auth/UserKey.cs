namespace YudaiV3.Auth;

/// <summary>Builds the grain key <c>user/{userId}</c>.</summary>
public static class UserKey
{
    public static string Of(long userId) => $"user/{userId}";

    public static IUser User(this IGrainFactory grains, long userId) => grains.GetGrain<IUser>(Of(userId));
}
