namespace YudaiV3.Auth;

/// <summary>Builds the grain key <c>user/{userId}</c>.</summary>
public static class UserKey
{
    public static string Create(long userId) => $"user/{userId}";

    /// <summary>The user's id in a key of <see cref="Create"/>.</summary>
    public static long UserId(string key) =>
        long.Parse(key.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture);

    public static IUser User(this IGrainFactory grains, long userId) => grains.GetGrain<IUser>(Create(userId));
}
