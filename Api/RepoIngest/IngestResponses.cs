namespace YudaiV3.Api.RepoIngest;

/// <summary>The body of <c>GET /filedeps</c>: the routes of this section.</summary>
internal sealed record FileDependenciesInfoResponse(
    string Message,
    string Version,
    IReadOnlyDictionary<string, string> Endpoints
)
{
    public static FileDependenciesInfoResponse Instance { get; } =
        new(
            "File dependencies: a repository becomes a file tree and a dependency graph.",
            typeof(FileDependenciesInfoResponse).Assembly.GetName().Version!.ToString(3),
            new Dictionary<string, string>
            {
                ["extract"] = "POST /filedeps/extract",
                ["ingest"] = "GET, DELETE /filedeps/ingests/{ingest_id}",
                ["repositories"] = "GET /filedeps/repositories?repo_url=&branch=",
                ["repository"] = "GET /filedeps/repositories/{id}",
                ["files"] = "GET /filedeps/repositories/{id}/files",
                ["graph"] = "GET /filedeps/repositories/{id}/graph",
                ["dependencies"] = "GET /filedeps/repositories/{id}/dependencies",
                ["impact"] = "GET /filedeps/repositories/{id}/impact",
                ["diff"] = "GET /filedeps/repositories/{id}/diff",
                ["cycles"] = "GET /filedeps/repositories/{id}/cycles",
                ["metrics"] = "GET /filedeps/repositories/{id}/metrics",
                ["digest"] = "GET /filedeps/repositories/{id}/digest",
                ["content"] = "GET /filedeps/repositories/{id}/content?path=&start_line=&end_line=",
                ["relevant"] = "GET /filedeps/repositories/{id}/relevant?q=&limit=",
                ["symbols"] = "GET /filedeps/repositories/{id}/symbols?q=&kind=&path=&limit=",
                ["search"] = "GET /filedeps/repositories/{id}/search?q=&regex=&case_sensitive=&path=&limit=",
            }
        );
}

/// <summary>The body of a 202: the ingest still runs.</summary>
internal sealed record IngestStartedResponse(string IngestId, string StatusUrl);
