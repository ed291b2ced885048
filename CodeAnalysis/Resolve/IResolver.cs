namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Finds what the imports of one ecosystem's files lead to.</summary>
internal interface IResolver
{
    void Resolve(SourceFile file, ResolutionBuilder findings);
}
