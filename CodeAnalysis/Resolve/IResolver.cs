namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Resolves the imports of one ecosystem.</summary>
internal interface IResolver
{
    void Resolve(SourceFile file, ResolutionBuilder resolution);
}
