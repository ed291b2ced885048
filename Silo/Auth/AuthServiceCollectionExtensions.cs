using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Npgsql;
using YudaiV3.GitHub;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Auth;

/// <summary>
/// Registers the encryption of GitHub tokens: a key ring in PostgreSQL, protected by the configured secret.
/// </summary>
internal static class AuthServiceCollectionExtensions
{
    public static IServiceCollection AddAuth(this IServiceCollection services, SecretKeys secrets, DatabaseUrl database)
    {
        services.AddSingleton(secrets);
        services.AddSingleton<KeyEncryptor>();
        services.AddSingleton(host => new KeyRingRepository(
            NpgsqlDataSource.Create(database.For("yudai-silo keys", 1)),
            host.GetRequiredService<KeyEncryptor>()
        ));
        services.AddSingleton(host => new KeyRingStartup(
            host.GetRequiredService<KeyRingRepository>(),
            host.GetRequiredService<IDataProtectionProvider>(),
            database
        ));
        services
            .AddDataProtection()
            .SetApplicationName("yudai")
            .UseCryptographicAlgorithms(
                new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM }
            );
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<KeyRingRepository, KeyEncryptor>(
                (options, repository, encryptor) =>
                    (options.XmlRepository, options.XmlEncryptor) = (repository, encryptor)
            );
        return services.AddSingleton<ITokenProtector, GitHubTokenProtector>();
    }
}
