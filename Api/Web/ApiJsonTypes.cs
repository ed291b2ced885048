using System.Text.Json.Serialization;
using YudaiV3.Api.Chat;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Web;

/// <summary>What the compiler prepares for JSON, so that nothing is looked up by reflection on the way of a request.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SessionState))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(ContextCard))]
[JsonSerializable(typeof(AgentStatus))]
[JsonSerializable(typeof(SessionStatistics))]
[JsonSerializable(typeof(UserProfile))]
internal sealed partial class ApiJsonTypes : JsonSerializerContext;
